"""The figures that head a plan: posts wanted, filled and short, people posted and left over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from solver.domain.plan import Plan
from solver.domain.violation import Violation
from solver.domain.words import Mode, Role
from solver.report.context import Context


@dataclass(frozen=True)
class Filling:
    """Posts of one role in listed villages.

    Attributes
    ----------
    least, planned
        Posts at the minimum and at the target of the frozen list (the same for first secretaries).
    new, staying
        People newly posted and staying.
    short_of_least, short_of_planned
        Posts missing, village by village: what one village has above its number does not make up for another.
    """

    least: int
    planned: int
    new: int
    staying: int
    short_of_least: int
    short_of_planned: int

    @property
    def filled(self) -> int:
        """Planned posts that somebody holds."""
        return self.planned - self.short_of_planned


@dataclass(frozen=True)
class Tally:
    """Figures of a plan.

    Attributes
    ----------
    n_unserved
        Listed villages where nobody is, neither new nor staying.
    n_staying_elsewhere
        People who stay in villages that the frozen list leaves out.
    n_nominees, n_posted, n_staying_nominees, n_reserve, n_not_eligible
        Nominees in all; posted; staying on post; left over and eligible for a role; left over and not eligible.
    """

    n_villages: int
    n_teams: int
    n_first_secretary_only: int
    n_unserved: int
    first_secretaries: Filling
    members: Filling
    n_staying_elsewhere: int
    n_nominees: int
    n_posted: int
    n_staying_nominees: int
    n_reserve: int
    n_not_eligible: int

    @property
    def n_listed(self) -> int:
        """Villages that the frozen list serves."""
        return self.n_teams + self.n_first_secretary_only


def tally(ctx: Context) -> Tally:
    """Count a plan."""
    modes = Counter(post.mode for post in ctx.problem.posts)
    listed = [team for team in ctx.plan.teams if team.post.mode is not Mode.NONE]
    posted = {a.person_id for a in ctx.plan.assignments}
    left = [i for i, c in enumerate(ctx.instance.candidates) if c.person_id not in posted]
    stay = sum(ctx.instance.candidates[i].person_id in ctx.village_of for i in left)
    eligible = sum(bool(ctx.may[i].any()) for i in left if ctx.instance.candidates[i].person_id not in ctx.village_of)
    return Tally(
        n_villages=len(ctx.problem.posts),
        n_teams=modes[Mode.TEAM],
        n_first_secretary_only=modes[Mode.FIRST_SECRETARY_ONLY],
        n_unserved=sum(not team.people for team in listed),
        first_secretaries=filling(ctx.plan, Role.FIRST_SECRETARY),
        members=filling(ctx.plan, Role.MEMBER),
        n_staying_elsewhere=sum(len(t.people) for t in ctx.plan.teams if t.post.mode is Mode.NONE),
        n_nominees=len(ctx.instance.candidates),
        n_posted=len(posted),
        n_staying_nominees=stay,
        n_reserve=eligible,
        n_not_eligible=len(left) - stay - eligible,
    )


def filling(plan: Plan, role: Role) -> Filling:
    """Count the posts of one role, and who holds them."""
    least = planned = new = staying = short_of_least = short_of_planned = 0
    for team in plan.teams:
        post = team.post
        if post.mode is Mode.NONE:
            continue
        wanted = (1, 1) if role is Role.FIRST_SECRETARY else (post.members_min, post.members_target)
        people = team.of_role(role)
        least, planned = least + wanted[0], planned + wanted[1]
        staying += sum(m.incumbent for m in people)
        new += sum(not m.incumbent for m in people)
        short_of_least += max(0, wanted[0] - len(people))
        short_of_planned += max(0, wanted[1] - len(people))
    return Filling(least, planned, new, staying, short_of_least, short_of_planned)


def by_rule(violations: tuple[Violation, ...]) -> list[tuple[str, int, int]]:
    """Return (rule slug, number, severity) of exceptions, the most severe rule first."""
    number: Counter[str] = Counter()
    severity: Counter[str] = Counter()
    for violation in violations:
        number[violation.rule] += 1
        severity[violation.rule] += violation.severity
    return sorted(((r, n, severity[r]) for r, n in number.items()), key=lambda row: (-row[2], row[0]))
