"""A plan: who goes where in which role, on top of the frozen posts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.village import Post, Village
from solver.domain.words import Role


@dataclass(frozen=True, order=True)
class Assignment:
    """One person takes one seat."""

    village_id: str
    role: Role
    person_id: str


@dataclass(frozen=True)
class TeamMember:
    """A person in a village's team; ``incumbent`` if he or she stays from before."""

    person: Candidate
    role: Role
    incumbent: bool


@dataclass(frozen=True)
class Team:
    """Everybody a village holds under a plan: staying incumbents and newly assigned people.

    Attributes
    ----------
    new_points
        Seat points of each newly assigned person, where goals have been scored; else empty.
    """

    village: Village
    post: Post
    people: tuple[TeamMember, ...]
    new_points: tuple[int, ...] = ()

    def of_role(self, role: Role) -> tuple[TeamMember, ...]:
        """Return the people of one role."""
        return tuple(p for p in self.people if p.role is role)

    @cached_property
    def stayers(self) -> Team:
        """The same village with its staying incumbents only."""
        return Team(self.village, self.post, tuple(p for p in self.people if p.incumbent))


@dataclass(frozen=True)
class Problem:
    """An instance with its frozen posts (§2): what stage 2 solves.

    Attributes
    ----------
    posts
        One per village, in the order of ``instance.villages``.
    """

    instance: Instance
    posts: tuple[Post, ...]

    def __post_init__(self) -> None:
        if [p.village_id for p in self.posts] != [v.village_id for v in self.instance.villages]:
            raise ValueError("posts must be one per village, in the order of the villages")

    def stayers(self, village_idx: int) -> tuple[TeamMember, ...]:
        """Return the staying incumbents of a village as team members."""
        village_id = self.instance.villages[village_idx].village_id
        return tuple(
            TeamMember(i.person, i.role, incumbent=True) for i in self.instance.staying_by_village.get(village_id, ())
        )

    def n_staying(self, village_idx: int, role: Role) -> int:
        """Return how many incumbents of a role stay in a village."""
        return sum(member.role is role for member in self.stayers(village_idx))


@dataclass(frozen=True)
class Plan:
    """Assignments to open seats, sorted; the posts they fill are in ``problem``."""

    problem: Problem
    assignments: tuple[Assignment, ...]

    @classmethod
    def of(cls, problem: Problem, assignments: list[Assignment] | tuple[Assignment, ...]) -> Plan:
        """Sort the assignments canonically and make the plan."""
        return cls(problem, tuple(sorted(assignments)))

    @cached_property
    def teams(self) -> tuple[Team, ...]:
        """One team per village, in the order of the villages.

        Raises
        ------
        KeyError
            If an assignment names a person or village that the instance does not hold.
        """
        instance = self.problem.instance
        people: list[list[TeamMember]] = [list(self.problem.stayers(v)) for v in range(len(instance.villages))]
        for a in self.assignments:
            person = instance.candidates[instance.candidate_index[a.person_id]]
            people[instance.village_index[a.village_id]].append(TeamMember(person, a.role, incumbent=False))
        return tuple(
            Team(village, post, tuple(members))
            for village, post, members in zip(instance.villages, self.problem.posts, people, strict=True)
        )
