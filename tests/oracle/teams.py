"""What a whole village is worth and what it breaks: from the statements of domain.md and of the rule book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.needs import SERVED_BY
from solver.domain.plan import Problem
from solver.domain.posting import Incumbent
from solver.domain.words import NEED_ITEMS, Mode, Role, Sex
from tests.oracle.people import age_on, whole_months

BY_TIER = (12, 32, 24, 16, 8, 4, 2)
"""How much an exception weighs: in no village, in a village of tier 1, 2, …"""

Holder = tuple[Candidate, Role]


@dataclass(frozen=True)
class Outcome:
    """Whether a hard rule is broken, the severity of the exceptions, and the points."""

    broken: bool
    severity: int
    value: int


def stays(i: Incumbent, instance: Instance) -> bool:
    """M2: in mid-term, or due and extended; the recalled go."""
    reference = instance.reference
    if i.recalled:
        return False
    if i.end is not None and i.end > (reference.horizon_date or reference.on_post_date):
        return True
    policy = reference.extension
    if policy is None or i.grade not in policy.grades or i.person.terms_served + 1 > policy.max_terms:
        return False
    return not policy.need_consent or (i.wants_stay and i.unit_agrees)


def judge_team(problem: Problem, v: int, new: list[Holder]) -> Outcome:
    """Judge one village that gets these new people."""
    instance, post = problem.instance, problem.posts[v]
    here = [i for i in instance.incumbents if i.village_id == post.village_id]
    staying = [(i.person, i.role) for i in here if stays(i, instance)]
    everybody = staying + new
    n_first = sum(role is Role.FIRST_SECRETARY for _, role in everybody)
    n_members = len(everybody) - n_first
    new_first = sum(role is Role.FIRST_SECRETARY for _, role in new)
    new_members = len(new) - new_first
    broken = new_first > 0 and (n_first > 1 or post.mode is Mode.NONE)
    broken |= new_members > 0 and (post.mode is not Mode.TEAM or n_members > post.members_max)
    unit = BY_TIER[post.tier]
    severity = 0
    if post.mode is not Mode.NONE and n_first == 0:
        severity += 10 * unit
    if post.mode is Mode.TEAM:
        severity += 4 * unit * max(0, post.members_min - n_members)
    leaving = [i for i in here if not stays(i, instance)]
    for person, role in new:
        severity += unit * (_leaves_early(person, instance) + _misses_handover(person, role, leaving, instance))
    is_team = post.mode is Mode.TEAM
    value = _together(problem, v, everybody, is_team=is_team) - _together(problem, v, staying, is_team=is_team)
    return Outcome(broken, severity, value)


def _arrival(c: Candidate, instance: Instance) -> date:
    return max(instance.reference.on_post_date, c.available_from or date.min)


def _leaves_early(c: Candidate, instance: Instance) -> bool:
    """M1: fewer than 24 months (or the whole term, if that is shorter) from arrival to the end."""
    reference = instance.reference
    end = min(reference.term_end, c.retire or date.max)
    return whole_months(_arrival(c, instance), end) < min(24, reference.term_months)


def _misses_handover(c: Candidate, role: Role, leaving: list[Incumbent], instance: Instance) -> bool:
    """M3: late, and thereby less than 30 days beside the due person of the same role (the last to go)."""
    arrival, planned = _arrival(c, instance), instance.reference.on_post_date
    ends = [i.end for i in leaving if i.role is role and not i.recalled and i.end is not None]
    last = max(ends, default=planned)
    return arrival > planned and last > planned and (last - arrival).days < 30


def _together(problem: Problem, v: int, people: list[Holder], *, is_team: bool) -> int:
    """Points for what people have together."""
    village, arrival = problem.instance.villages[v], problem.instance.reference.on_post_date
    known = {domain for person, _ in people for domain in person.expertise}
    points = 60 * bool(village.primary_need and SERVED_BY[village.primary_need] & known)
    for duty in range(4):
        needs = {NEED_ITEMS[3 * duty + i]: village.needs[3 * duty + i] for i in range(3)}
        if any(need >= 2 and SERVED_BY[item] & known for item, need in needs.items()):
            points += 12 * max(needs.values())
    if is_team:
        ages = [age_on(p.birth, arrival) for p, _ in people if p.birth is not None]
        bands = {"young" if age <= 35 else "middle" if age <= 45 else "older" for age in ages}
        points += 8 * len(bands)
        points += 10 * any(p.sex is Sex.FEMALE for p, _ in people)
    return points
