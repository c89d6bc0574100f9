"""Random problems for tests: facts spread over both sides of every limit of the rule book.

Two doors, one generator: ``problems()`` is a hypothesis strategy (shrinks towards plain cases),
``random_problem(seed)`` draws from numpy. Facts are *good* (every rule content) unless they are varied; ``spice`` says
how often they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np
from hypothesis import strategies as st

from solver.domain.candidate import Place
from solver.domain.instance import Extension
from solver.domain.plan import Assignment, Plan, Problem
from solver.domain.words import (
    NEED_ITEMS,
    ROLES,
    Category,
    Education,
    Expertise,
    Gate,
    Grade,
    Health,
    Level,
    Mode,
    PartyStatus,
    PinKind,
    Role,
    Route,
    Sex,
    State,
    TaskWeight,
    VillageType,
)
from solver.modelling.cases import GOOD_CANDIDATE, GOOD_VILLAGE, ON_POST, build_case
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray

T = TypeVar("T")
Pick = Callable[[Sequence[Any]], Any]
"""Chooses one of several options; the first is the plainest."""

UNIT_IDS = ("U1", "U2", "U3")
LANGUAGES = ("方言甲", "方言乙")


@dataclass(frozen=True)
class Draw:
    """A source of choices that varies one fact in ``spice`` percent of the draws."""

    pick: Pick
    spice: int

    def vary(self, good: Any, *others: Any) -> Any:
        """Return the good value, or now and then one of the others."""
        return self.pick(others) if self.chance(self.spice) else good

    def chance(self, percent: int) -> bool:
        """Return True in about this share of the draws (in steps of 5)."""
        steps = round(percent / 5)
        return bool(self.pick((False,) * (20 - steps) + (True,) * steps))

    def some(self, options: Sequence[T], at_most: int) -> tuple[T, ...]:
        """Return up to ``at_most`` different options, in their order."""
        n = self.pick(range(at_most + 1))
        chosen = {self.pick(range(len(options))) for _ in range(n)}
        return tuple(options[i] for i in sorted(chosen))


# Days on both sides of the limits, for an on-post date of 2025-06-01, a reference date of 2025-04-01 and 24 months.
MEMBER_SINCE = (None, date(2024, 6, 1), date(2024, 6, 2), date(2024, 4, 1), date(2024, 4, 2), date(2023, 1, 1))
WORK_START = (None, date(2023, 6, 1), date(2023, 6, 2), date(2025, 1, 1), date(2025, 7, 1))
RETIRE = (None, date(2025, 6, 1), date(2025, 6, 2), date(2027, 5, 31), date(2027, 6, 1), date(2026, 1, 1))
BIRTH = (
    None,
    *(date(2025 - years, 6, 1) for years in (30, 36, 46, 51, 56)),
    *(date(2025 - years, 6, 2) for years in (36, 46, 51, 56)),
    date(1966, 1, 1),
)
TERM_END = (date(2024, 6, 1), date(2024, 6, 2), date(2023, 6, 1), date(2022, 1, 1), date(2025, 5, 1))
AVAILABLE = (
    date(2025, 5, 1),
    date(2025, 6, 1),
    date(2025, 6, 2),
    date(2025, 7, 1),
    date(2025, 7, 2),
    date(2025, 9, 1),
)
TERM_ENDS = (
    date(2026, 6, 1),
    date(2025, 6, 1),
    date(2025, 6, 2),
    date(2025, 7, 31),
    date(2025, 8, 15),
    date(2025, 12, 1),
    None,
)
HOMES = (Place("甲县", "乙镇", "1村"), Place("甲县", "乙镇"), Place("甲县"), Place("丁县", "戊镇", "2村"))


def _person(d: Draw, village_ids: Sequence[str], person_ids: Sequence[str]) -> dict[str, Any]:
    """Return the facts of one person, nominee or incumbent."""
    gates = [d.vary(Gate.PASS, Gate.PENDING, Gate.FAIL) if d.chance(30) else Gate.PASS for _ in range(5)]
    roles = frozenset(ROLES)
    return {
        "sex": d.pick((Sex.MALE, Sex.FEMALE, None) if d.chance(20) else (Sex.MALE, Sex.FEMALE)),
        "birth": d.vary(GOOD_CANDIDATE["birth"], *BIRTH),
        "home": d.vary(Place(), *HOMES),
        "party_status": d.vary(PartyStatus.FULL, *PartyStatus, None),
        "full_member_since": d.vary(GOOD_CANDIDATE["full_member_since"], *MEMBER_SINCE),
        "work_start": d.vary(GOOD_CANDIDATE["work_start"], *WORK_START),
        "education": d.vary(Education.BACHELOR, *Education, None),
        "expertise": d.some(tuple(Expertise), 3),
        "unit_id": d.vary(d.pick(UNIT_IDS), "", "U9"),
        "level": d.vary(Level.COUNTY, *Level, None),
        "category": d.vary(Category.CIVIL_SERVANT, *Category, None),
        "rural_years": d.pick((0, 0, 1, 2, 3, 5, 12)),
        "languages": d.some(LANGUAGES, 1),
        "roles": d.vary(roles, frozenset({Role.FIRST_SECRETARY}), frozenset({Role.MEMBER}), frozenset()),
        "route": d.vary(Route.ORGANISATION, *Route, None),
        "wishes": d.some((Place("甲县"), Place("甲县", "乙镇"), Place("丁县", "戊镇", "2村")), 2),
        "avoid": d.vary((), *((v,) for v in village_ids)),
        "health": d.vary(Health.OK, *Health, None),
        "hardship": d.vary(False, True),
        "appraisals": d.pick(((), (Grade.COMPETENT,) * 3, (Grade.EXCELLENT, Grade.COMPETENT), (Grade.BASIC,))),
        "vetting": d.vary(tuple(gates), (), tuple(gates[:3])),
        "state": d.vary(State.CONFIRMED, *State, None),
        "retire": d.vary(GOOD_CANDIDATE["retire"], *RETIRE),
        "available_from": d.vary(None, *AVAILABLE),
        "spouse_id": d.vary("", *person_ids),
        "last_term_end": d.vary(None, *TERM_END),
        "terms_served": d.vary(0, 1, 2, 3),
    }


def _village(d: Draw) -> dict[str, Any]:
    """Return the facts of one village."""
    county = d.vary(GOOD_VILLAGE["county"], "丁县")
    return {
        "prefecture": d.vary("", "丙州", "己市"),
        "county": county,
        "township": d.pick(("乙镇", "庚乡") if county == "甲县" else ("戊镇", "辛乡")),
        "types": frozenset(d.some(tuple(VillageType), 2)) or frozenset({VillageType.LIFTED}),
        "custom_types": d.vary((), ("抵边村",)),
        "key_county": d.chance(30),
        "task_weight": d.pick((TaskWeight.NORMAL, TaskWeight.HEAVY, TaskWeight.LIGHT)),
        "weak_since": d.vary(None, 2023, 2024, 2025),
        "households": d.pick((450, 90, None)),
        "population": d.pick((1700, 799, 800, None)),
        "party_members": d.pick((None, 12, 40)),
        "committee_size": d.pick((None, 5)),
        "collective_income": d.pick((None, 4.5, 12.0)),
        "primary_need": d.pick(("", "D2b", *NEED_ITEMS)),
        "needs": tuple(d.pick((0, 0, 1, 2, 3)) for _ in NEED_ITEMS),
        "wanted_expertise": d.some(tuple(Expertise), 2),
        "language": d.pick(("", *LANGUAGES)),
        "drive_min": d.pick((30, 90, 91, 180, 181, None)),
        "altitude": d.pick((500, 2500, 2501, None)),
        "hardship_class": d.pick((0, 1, 2, 3)),
        "beds": d.pick((None, 0, 1, 2, 3)),
        "lead_unit": d.pick(("", *UNIT_IDS)),
        "assisted": d.chance(40),
    }


def _post(d: Draw) -> dict[str, Any]:
    """Return a frozen post; small enough that a plan can be enumerated."""
    mode = d.pick((Mode.TEAM, Mode.TEAM, Mode.TEAM, Mode.FIRST_SECRETARY_ONLY, Mode.NONE))
    low, target, high = d.pick(((2, 2, 2), (1, 1, 2), (0, 1, 2), (1, 2, 3), (2, 3, 3)))
    size = {"members_min": low, "members_target": target, "members_max": high} if mode is Mode.TEAM else {}
    return {"mode": mode, "members_min": 0, "members_target": 0, "members_max": 0, **size, "tier": d.pick(range(1, 7))}


def _unit(d: Draw, unit_id: str, village_ids: Sequence[str]) -> dict[str, Any]:
    """Return one sending unit."""
    small = (None, None, 0, 1, 2)
    return {
        "unit_id": unit_id,
        "level": d.pick((Level.COUNTY, *Level, None)),
        "prefecture": d.vary("", "丙州"),
        "county": d.vary("", "甲县", "丁县"),
        "staff": d.pick((None, 4, 9, 10, 20)),
        "already_out": d.pick((0, 0, 1, 2)),
        "quota_first_secretary": d.pick(small),
        "quota_member": d.pick(small),
        "cap": d.pick(small),
        "paired_county": d.pick(("", "", "甲县", "丁县", "外县")),
        "paired_villages": d.vary((), *((v,) for v in village_ids)),
        "max_villages": d.pick(small),
    }


def _incumbents(d: Draw, posts: Sequence[dict[str, Any]], village_ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return up to two incumbents a village, no more of a role than it has places."""
    found: list[dict[str, Any]] = []
    for village_id, post in zip(village_ids, posts, strict=True):
        places = {
            Role.FIRST_SECRETARY: int(post["mode"] is not Mode.NONE),
            Role.MEMBER: post["members_max"],
        }
        for _ in range(d.pick((0, 0, 1, 2))):
            role = d.pick(ROLES)
            if places[role] == 0:
                continue
            places[role] -= 1
            found.append(
                {
                    # now and then an incumbent is on the roster of nominees too
                    "person": _person(d, village_ids, ["P1", "P2"])
                    | ({"person_id": "P1"} if not found and d.chance(15) else {}),
                    "village_id": village_id,
                    "role": role,
                    "start": d.pick((date(2024, 6, 1), date(2023, 6, 1), date(2023, 12, 1))),
                    "end": d.pick(TERM_ENDS),
                    "days": d.pick((None, 150, 220)),
                    "grade": d.pick((None, Grade.EXCELLENT, Grade.COMPETENT)),
                    "trainings": d.pick((0, 1)),
                    "wants_stay": d.chance(40),
                    "unit_agrees": d.chance(60),
                    "recalled": d.chance(10),
                }
            )
    return found


def facts_of(d: Draw, n_villages: int, n_people: int) -> dict[str, Any]:
    """Return the facts of one case, as ``build_case`` takes them, with nobody assigned."""
    village_ids = [f"V{i}" for i in range(1, n_villages + 1)]
    person_ids = [f"P{i}" for i in range(1, n_people + 1)]
    posts = [_post(d) for _ in village_ids]
    pins = {}
    for person_id in person_ids:
        if d.chance(d.spice // 2):
            village_id = d.pick(village_ids)
            pins[person_id] = {
                "person_id": person_id,
                "village_id": village_id,
                "kind": d.pick((PinKind.FORBID, PinKind.MUST)),
                "role": d.pick((None, *ROLES)),
            }
    units = [_unit(d, unit_id, village_ids) for unit_id in UNIT_IDS]
    return {
        "reference": {
            "on_post_date": ON_POST,
            "mode": d.vary("draft", "final"),
            "term_months": d.vary(24, 36),
            "horizon_date": d.vary(None, date(2025, 9, 1)),
            "extension": d.vary(None, Extension()),
        },
        "villages": [_village(d) for _ in village_ids],
        "candidates": [_person(d, village_ids, person_ids) for _ in person_ids],
        "units": units,
        "incumbents": _incumbents(d, posts, village_ids),
        "pairings": [
            {"unit_id": d.pick(UNIT_IDS), "county": d.pick(("甲县", "丁县")), "village_id": d.pick(("", "V1"))}
            for _ in range(d.pick((0, 0, 1)))
        ],
        "pins": list(pins.values()),
        "scores": [
            {
                "person_id": d.pick(person_ids),
                "village_id": village_id,
                "role": d.pick((None, *ROLES)),
                "points": d.pick((0, 5, 40, 90)),
            }
            for village_id in village_ids
            if d.chance(40)
        ],
        "posts": posts,
    }


def random_facts(seed: int, n_villages: int = 3, n_people: int = 4, spice: int = 50) -> dict[str, Any]:
    """Draw the facts of a case from a seed."""
    rng = np.random.default_rng(seed)
    return facts_of(Draw(lambda options: options[int(rng.integers(len(options)))], spice), n_villages, n_people)


def random_problem(seed: int, n_villages: int = 3, n_people: int = 4, spice: int = 50) -> Problem:
    """Draw a problem from a seed.

    Parameters
    ----------
    spice
        Percent of the facts that are not the good default: 50 for one rule alone, about 10 where most people
        should pass all rules together.
    """
    return build_case(random_facts(seed, n_villages, n_people, spice)).problem


@st.composite
def problems(
    draw: st.DrawFn, max_villages: int = 3, max_people: int = 4, spice: int = 50, min_people: int = 1
) -> Problem:
    """Strategy of problems up to a size."""
    n_villages = draw(st.integers(1, max_villages))
    n_people = draw(st.integers(min_people, max_people))
    return build_case(facts_of(Draw(lambda o: draw(st.sampled_from(o)), spice), n_villages, n_people)).problem


def random_plan(problem: Problem, seed: int) -> Plan:
    """Return a plan that fills places at random, whatever the rules say: one post a person, no more than there are."""
    rng = np.random.default_rng(seed)
    people = [c.person_id for c in problem.instance.candidates]
    rng.shuffle(people)
    chosen = []
    for v, post in enumerate(problem.posts):
        for role in ROLES:
            for _ in range(post.places(role) - problem.n_staying(v, role)):
                if people and rng.random() < 0.7:
                    chosen.append(Assignment(post.village_id, role, people.pop()))
    return Plan.of(problem, chosen)


def seats_of(model: AllocationModel, plan: Plan) -> IntArray | None:
    """Return the seats that a plan takes in a model, or ``None`` if one of them does not exist there."""
    instance, seats = plan.problem.instance, model.seats
    index = {
        (int(p), int(v), ROLES[r]): s
        for s, (p, v, r) in enumerate(zip(seats.person, seats.village, seats.role, strict=True))
    }
    taken = []
    for a in plan.assignments:
        key = (instance.candidate_index[a.person_id], instance.village_index[a.village_id], a.role)
        if key not in index:
            return None
        taken.append(index[key])
    return np.array(sorted(taken), dtype=np.int64)
