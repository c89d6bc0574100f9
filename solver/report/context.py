"""What the tables look up, computed once per plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from solver.book.compile import eligible
from solver.domain.candidate import Candidate
from solver.domain.instance import Instance, Reference
from solver.domain.plan import Plan, Problem, Team
from solver.domain.posting import Incumbent
from solver.domain.village import Post, Village
from solver.domain.violation import Violation
from solver.domain.words import ROLES, Level, Role
from solver.modelling.rule import PairRule, Rule
from solver.modelling.seats import BoolArray, IntArray
from solver.report.funnel_steps import Funnels
from solver.report.openings import Openings
from solver.report.seat_points import SeatPoints
from solver.report.solved import Solved
from solver.report.succession import Succession, successions
from solver.rules.two_waves import TwoWaves
from solver.text import Lang, Text, show
from solver.units import complete_years

DEFAULT_OVERLAP_DAYS = 30
LEVELS = {level.value: level for level in Level}


@dataclass(frozen=True)
class Context:
    """A solved round with its look-ups, in the language of the reader."""

    solved: Solved
    lang: Lang = "zh"

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.solved.plan

    @property
    def problem(self) -> Problem:
        """Instance and posts."""
        return self.plan.problem

    @property
    def instance(self) -> Instance:
        """All facts."""
        return self.problem.instance

    @property
    def reference(self) -> Reference:
        """Dates and mode of the round."""
        return self.instance.reference

    def say(self, *values: object) -> str:
        """Render texts, words and names in the reader's language, joined as a list."""
        return show(values[0] if len(values) == 1 else values, self.lang)

    def sentences(self, texts: list[Text] | tuple[Text, ...]) -> str:
        """Render sentences one after the other, without stop before the next."""
        mark = "；" if self.lang == "zh" else "; "
        return mark.join(text.to(self.lang).rstrip("。.；;") for text in texts)

    # -- people -----------------------------------------------------------------------------------------------------

    @cached_property
    def staying_of(self) -> dict[str, Incumbent]:
        """Person ID to the incumbent who stays."""
        return {i.person.person_id: i for i in self.instance.staying}

    @cached_property
    def village_of(self) -> dict[str, Village]:
        """Person ID to the village where the plan puts or leaves the person."""
        return {m.person.person_id: team.village for team in self.plan.teams for m in team.people}

    @cached_property
    def nominee_or_incumbent(self) -> dict[str, Candidate]:
        """Person ID to person: nominees, and incumbents who are not nominees."""
        people = {i.person.person_id: i.person for i in self.instance.incumbents}
        people.update((c.person_id, c) for c in self.instance.candidates)
        return people

    def name(self, person: Candidate) -> str:
        """Alias and ID, as 张某1(P1): aliases may repeat."""
        return f"{person.alias}({person.person_id})" if person.alias else person.person_id

    def names(self, people: list[Candidate] | tuple[Candidate, ...]) -> str:
        """Several names, joined."""
        return show([self.name(p) for p in people], self.lang) if people else ""

    def age(self, person: Candidate) -> int | None:
        """Age in complete years on the on-post date, or ``None`` if the birth is not stated."""
        return None if person.birth is None else complete_years(person.birth, self.reference.on_post_date)

    def level(self, person: Candidate) -> Text | None:
        """Level of the person, or of the sending unit where the roster leaves it open."""
        unit = self.instance.unit_by_id.get(person.unit_id)
        level = person.level or (unit.level if unit else None)
        return level.label if level else None

    def arrival(self, person: Candidate) -> date:
        """When a newly posted person arrives: with the wave of the village, or later if available only then."""
        day, village = self.reference.on_post_date, self.village_of.get(person.person_id)
        waves = next((rule for rule in self.solved.book.rules if isinstance(rule, TwoWaves)), None)
        if waves is not None and village is not None:
            day = waves.arrival(self.problem, village)
        return max(day, person.available_from or day)

    # -- villages ---------------------------------------------------------------------------------------------------

    @cached_property
    def team_of(self) -> dict[str, Team]:
        """Village ID to its team."""
        return {team.village.village_id: team for team in self.plan.teams}

    @cached_property
    def post_of(self) -> dict[str, Post]:
        """Village ID to its post."""
        return {post.village_id: post for post in self.problem.posts}

    @cached_property
    def successions_of(self) -> dict[str, tuple[Succession, ...]]:
        """Village ID to who takes over from whom there."""
        leaving: dict[str, list[Incumbent]] = {}
        staying = {id(i) for i in self.instance.staying}
        for incumbent in self.instance.incumbents:
            if id(incumbent) not in staying:
                leaving.setdefault(incumbent.village_id, []).append(incumbent)
        return {v: tuple(successions(leaving.get(v, []), team)) for v, team in self.team_of.items()}

    @cached_property
    def exceptions_of(self) -> dict[str, tuple[Violation, ...]]:
        """Place (village, unit, person ID, or "") to the exceptions there."""
        groups: dict[str, list[Violation]] = {}
        for violation in self.solved.evaluation.exceptions:
            groups.setdefault(violation.place, []).append(violation)
        return {place: tuple(group) for place, group in groups.items()}

    def place_label(self, place: str) -> Text | str:
        """Name the place of a violation or count: a village, a person, a unit, a level, or the whole plan."""
        if not place:
            return Text("全局", "whole plan")
        if place in self.team_of:
            return self.team_of[place].village.full_name
        if place in self.nominee_or_incumbent:
            return self.name(self.nominee_or_incumbent[place])
        if place in LEVELS and place not in self.instance.unit_by_id:
            return LEVELS[place].label
        return place

    def place_name(self, place: str) -> str:
        """Name a place in the reader's language."""
        return show(self.place_label(place), self.lang)

    # -- rules and seats --------------------------------------------------------------------------------------------

    @cached_property
    def rule_of(self) -> dict[str, Rule]:
        """Slug to active rule."""
        return {rule.slug: rule for rule in self.solved.book.rules}

    def rule_title(self, slug: str) -> Text:
        """Title of a rule, or its slug if the book does not hold it."""
        return self.rule_of[slug].title if slug in self.rule_of else Text(slug, slug)

    @cached_property
    def overlap_days(self) -> int:
        """Days of overlap that the rule book asks for: the parameter ``overlap_days`` of whichever rule has it."""
        found = (getattr(rule.params, "overlap_days", None) for rule in self.solved.book.rules)
        return next((int(days) for days in found if days is not None), DEFAULT_OVERLAP_DAYS)

    @cached_property
    def may(self) -> BoolArray:
        """Who may fill which role anywhere: bool array of shape (n_candidates, 2)."""
        return eligible(self.problem, self.solved.book)

    @cached_property
    def openings(self) -> Openings:
        """What the seats of those left out would still bring, and what stands in their way."""
        return Openings.of(self.plan, self.solved.book)

    @cached_property
    def seat_points(self) -> SeatPoints:
        """What every seat is worth alone."""
        return SeatPoints.of(self.problem, self.solved.book)

    @cached_property
    def funnels(self) -> Funnels:
        """Who is taken out for a place, rule by rule."""
        return Funnels(self.problem, self.solved.book)

    def n_of(self, village_id: str, role: Role) -> int:
        """How many people of a role the village holds under the plan."""
        return len(self.team_of[village_id].of_role(role))

    # -- open posts -------------------------------------------------------------------------------------------------

    @cached_property
    def open_villages(self) -> dict[Role, tuple[int, ...]]:
        """Role to the positions of villages with a place that no staying incumbent holds."""
        return {
            role: tuple(
                v for v, post in enumerate(self.problem.posts) if post.places(role) > self.problem.n_staying(v, role)
            )
            for role in ROLES
        }

    @cached_property
    def barred(self) -> dict[tuple[str, Role], IntArray]:
        """(Pair rule, role) to the open villages that it bars each candidate from: int64 array (n_candidates,)."""
        found = {}
        for rule in self.solved.book.rules_of(PairRule):
            for role in ROLES:
                admitted = np.zeros(len(self.instance.candidates), dtype=np.int64)
                for village in self.open_villages[role]:
                    admitted += rule.mask(self.problem, village, role)
                found[rule.slug, role] = len(self.open_villages[role]) - admitted
        return found

    def holders(self, seat: int) -> tuple[tuple[int, int], ...]:
        """Return who is newly sent to the village in the role of a seat, with the points of their seats."""
        openings = self.openings
        return openings.holders.get((int(openings.village[seat]), int(openings.role[seat])), ())
