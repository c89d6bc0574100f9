"""The 人选花名册: who is nominated for which role, wishes, vetting, and the few whom a legal condition bars (C.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from solver.domain.candidate import Candidate, Place
from solver.domain.village import Village
from solver.domain.words import Gate, Grade, Health, Role, Route, Sex, State
from solver.generate.draw import Draw
from solver.generate.persons import Slot, draw_people, years_before
from solver.generate.setting import REFERENCE, Setting
from solver.generate.sizes import Size
from solver.generate.unit_list import SendingUnit
from solver.units import add_months


def draw_nominees(
    size: Size, seed: int, setting: Setting, villages: list[Village], units: list[SendingUnit]
) -> list[Candidate]:
    """Draw the nominees of a county's units."""
    return nominate(
        Draw(seed, size.name, "nominees", setting.code),
        setting,
        units,
        wishes=lambda draw, route: _wishes(draw, setting, route),
        avoided=lambda draw: draw.pick(villages).village_id,
    )


def nominate(
    draw: Draw,
    setting: Setting,
    units: list[SendingUnit],
    wishes: Callable[[Draw, Route], tuple[Place, ...]],
    avoided: Callable[[Draw], str],
) -> list[Candidate]:
    """Draw the nominees of all units; IDs run in random order over units, as a county collects them.

    Parameters
    ----------
    wishes
        Draws the places that a person asks for.
    avoided
        Draws the ID of a village to be avoided.
    """
    slots = [
        Slot(unit, leads)
        for unit in units
        for leads, n in ((True, unit.first_secretaries), (False, unit.members))
        for _ in range(n)
    ]
    slots = draw.shuffled(slots)
    people = draw_people(draw, setting, slots, 1)
    n = len(people)
    routes = draw.deal({Route.ORGANISATION: 0.52, Route.SELF: 0.22, Route.BOTH: 0.26}, n)
    states = draw.deal({State.PROPOSED: 0.55, State.FILED: 0.35, State.CONFIRMED: 0.10}, n)
    vettings = draw.deal({Gate.PASS: 0.96, Gate.PENDING: 0.03, Gate.FAIL: 0.01}, n)
    either = iter(draw.deal({True: 0.35, False: 0.65}, sum(slot.leads for slot in slots)))
    nominees = []
    for i, (person, slot) in enumerate(zip(people, slots, strict=True)):
        if slot.leads:
            roles = frozenset(Role) if next(either) else frozenset({Role.FIRST_SECRETARY})
        else:
            roles = frozenset({Role.MEMBER})
        nominees.append(
            replace(
                person,
                roles=roles,
                route=routes[i],
                state=states[i],
                vetting=_gates(draw, vettings[i]),
                wishes=wishes(draw, routes[i]),
                avoid=(avoided(draw),) if draw.chance(0.03) else (),
            )
        )
    nominees = _served_before(draw, nominees)
    nominees = _with_bars(draw, nominees, [slot.leads for slot in slots])
    return _with_couples(draw, nominees)


def _gates(draw: Draw, result: Gate) -> tuple[Gate, ...]:
    """Return the five gates: all passed but one, unless the result is a pass."""
    odd = draw.integer(0, 4)
    return tuple(result if i == odd else Gate.PASS for i in range(5))


def _wishes(draw: Draw, setting: Setting, route: Route) -> tuple[Place, ...]:
    """Return 0-2 townships asked for; those who signed up name one more often."""
    if not draw.chance(0.2 if route is Route.ORGANISATION else 0.6):
        return ()
    chosen = draw.sample(setting.townships, 1 + draw.chance(0.4))
    return tuple(Place(setting.county, township.name) for township in chosen)


def _served_before(draw: Draw, people: list[Candidate]) -> list[Candidate]:
    """Give about 8 % an earlier term that ended one to five years ago (some less)."""
    result = list(people)
    for i in draw.sample(range(len(people)), round(0.08 * len(people))):
        work = people[i].work_start
        ended = years_before(draw.uniform(0.5, 5))
        if work is not None and add_months(work, 36) < ended:
            result[i] = replace(
                people[i], terms_served=1, last_term_end=ended, rural_years=max(2, people[i].rural_years)
            )
    return result


def _with_bars(draw: Draw, people: list[Candidate], leads: list[bool]) -> list[Candidate]:
    """Add the facts that bar a few people or tie them down: short standing, short work, health, late arrival."""
    result = list(people)
    leaders = draw.shuffled([i for i, lead in enumerate(leads) if lead])
    n_short, n_new = max(1, round(0.035 * len(leaders))), max(1, round(0.025 * len(leaders)))
    for i in leaders[:n_short]:
        result[i] = replace(people[i], full_member_since=years_before(draw.uniform(0.2, 0.85)))
    for i in leaders[n_short : n_short + n_new]:
        result[i] = replace(people[i], work_start=years_before(draw.uniform(0.8, 1.8)), rural_years=0)
    order = draw.shuffled(range(len(people)))
    n = len(people)
    limited, unable, late = round(0.025 * n), max(1, round(0.004 * n)), round(0.04 * n)
    for i in order[:limited]:
        result[i] = replace(result[i], health=Health.LIMITED)
    for i in order[limited : limited + unable]:
        result[i] = replace(result[i], health=Health.NO)
    for i in order[limited + unable : limited + unable + late]:
        day = REFERENCE.on_post_date + timedelta(days=draw.pick((15, 30, 61, 92)))
        result[i] = replace(result[i], available_from=day)
    for i in draw.sample(order, round(0.004 * n)):
        result[i] = replace(result[i], appraisals=(Grade.COMPETENT, Grade.COMPETENT, Grade.UNQUALIFIED))
    return result


def _with_couples(draw: Draw, people: list[Candidate]) -> list[Candidate]:
    """Marry one pair in seventy or so: a woman and a man of about the same age, each naming the other."""
    result = list(people)
    women = draw.shuffled([i for i, p in enumerate(people) if p.sex is Sex.FEMALE])
    men = [i for i, p in enumerate(people) if p.sex is Sex.MALE]
    for i in women[: max(1, round(len(people) / 140))]:
        birth = people[i].birth
        match = min(
            men,
            key=lambda j: (
                abs(((people[j].birth or birth or REFERENCE.on_post_date) - (birth or REFERENCE.on_post_date)).days),
                j,
            ),
        )
        men.remove(match)
        result[i] = replace(result[i], spouse_id=people[match].person_id)
        result[match] = replace(result[match], spouse_id=people[i].person_id)
    return result
