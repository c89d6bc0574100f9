"""Random cases: whole small counties, a scenario's rules and goals, and a twist that makes some of them impossible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from solver.domain.words import Expertise, Gate, Level, Mode, PartyStatus, PinKind, Role
from solver.modelling.cases import ON_POST
from tests.strategies import Draw, facts_of

Facts = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One instance to solve.

    Attributes
    ----------
    twist
        Name of what was done to the facts.
    facts
        As ``build_case`` takes them.
    rules, goals
        Parameters by slug, as a scenario gives them.
    freeze
        Whether stage 1 makes the posts; otherwise those of the facts are taken as the planner's own.
    """

    seed: int
    twist: str
    facts: Facts
    rules: dict[str, Any]
    goals: dict[str, Any]
    freeze: bool


def draw_case(seed: int) -> Case:
    """Draw a case; the same seed gives the same case."""
    rng = np.random.default_rng(seed)
    draw = Draw(lambda options: options[int(rng.integers(len(options)))], int(rng.choice([2, 5, 15, 50])))
    n_villages = int(rng.integers(1, 8))
    n_people = int(rng.integers(0, 1 + round(3 * n_villages * rng.choice([0.5, 1.2, 2.0]))))
    facts = facts_of(draw, n_villages, max(1, n_people))
    facts["candidates"] = facts["candidates"][:n_people]
    if draw.chance(60):
        _lift_quotas(facts)
    twist = draw.pick(tuple(TWISTS))
    rules = _options(draw)
    TWISTS[twist](facts, rules)
    goals = {"unit_mix": {"weight": 10, "style": draw.pick(("single", "mixed"))}} if draw.chance(30) else {}
    return Case(seed, twist, facts, rules, goals, freeze=draw.chance(40))


def _lift_quotas(facts: Facts) -> None:
    """Let units send as many as they like, so that other rules than quotas decide."""
    for unit in facts["units"]:
        unit.update(
            quota_first_secretary=None, quota_member=None, cap=None, max_villages=None, county="", prefecture=""
        )


def _options(draw: Draw) -> dict[str, Any]:
    """Switch on some of the rules that are off by default."""
    options: dict[str, dict[str, Any]] = {
        "age_limits": {},
        "cooling_off": {},
        "cost_cap": {"budget": draw.pick((0, 60_000, 300_000, 2_000_000))},
        "couples": {},
        "drive_time": {"max_min": 90, "applies_to": draw.pick(("all", "hardship"))},
        "home_avoidance": {"scope": draw.pick(("village", "township", "county"))},
        "key_county_grade": {},
        "language_in_team": {},
        "level_headcount": {"max": {Level.COUNTY: draw.pick((0, 2, 5))}},
        "lodging": {"count_in_caps": draw.chance(50)},
        "max_terms": {},
        "minimum_staff": {"keep_percent": draw.pick((50, 85, 100))},
        "pairing_changes": {"max_changed": draw.pick((0, 1))},
        "required_expertise": {"demands": [{"expertise": [draw.pick(tuple(Expertise))], "least": 1}]},
        "unit_share_in_team": {"most": draw.pick((1, 2))},
        "women_per_team": {},
    }
    return {slug: {**params, "enabled": True, "reason": "r"} for slug, params in options.items() if draw.chance(20)}


def _as_drawn(facts: Facts, rules: Facts) -> None:
    """Leave all as it is."""


def _no_first_secretary(facts: Facts, rules: Facts) -> None:
    """Nobody may be first secretary."""
    for person in facts["candidates"]:
        person["party_status"] = PartyStatus.NONE


def _all_pending(facts: Facts, rules: Facts) -> None:
    """The plan is final and nobody is vetted."""
    facts["reference"]["mode"] = "final"
    for person in facts["candidates"]:
        person["vetting"] = (Gate.PENDING,) * 5


def _pinned_from_empty_unit(facts: Facts, rules: Facts) -> None:
    """No unit may send anybody, and the first person is named for a village."""
    for unit in facts["units"]:
        unit.update(quota_first_secretary=0, quota_member=0, cap=0)
    if facts["candidates"]:
        facts["candidates"][0]["unit_id"] = "U1"
        facts["pins"] = [{"person_id": "P1", "village_id": "V1", "kind": PinKind.MUST, "reason": "r"}]


def _no_beds(facts: Facts, rules: Facts) -> None:
    """Teams of at least three are wanted where there is one bed."""
    rules["lodging"] = {"enabled": True, "reason": "r"}
    for village, post in zip(facts["villages"], facts["posts"], strict=True):
        village["beds"] = 1
        post.update(mode=Mode.TEAM, members_min=3, members_target=3, members_max=3)


def _contradictions(facts: Facts, rules: Facts) -> None:
    """One person is named for two villages, barred from one and married to himself; posts want more than they allow."""
    facts["pins"] = []
    if facts["candidates"]:
        both = ["V1", f"V{len(facts['villages'])}"]
        facts["pins"] = [{"person_id": "P1", "village_id": v, "kind": PinKind.MUST} for v in both]
        facts["pins"].append({"person_id": "P1", "village_id": "V1", "kind": PinKind.FORBID})
        facts["candidates"][0].update(avoid=("V1",), spouse_id="P1")
    for post in facts["posts"]:
        post.update(mode=Mode.TEAM, members_min=4, members_target=3, members_max=1)


def _unknown_names(facts: Facts, rules: Facts) -> None:
    """Pins, scores and pairings name people, villages and units that the tables do not hold."""
    facts["pins"] = [{"person_id": "P99", "village_id": "V1", "kind": PinKind.MUST}]
    facts["scores"] = [{"person_id": "P99", "village_id": "V99", "role": None, "points": 7}]
    facts["pairings"] = [{"unit_id": "U99", "county": "外县", "village_id": "V99"}]


def _overfull(facts: Facts, rules: Facts) -> None:
    """More incumbents stay than there are places, one of them twice, one a nominee too."""
    stay = {"village_id": "V1", "end": date(2026, 6, 1), "start": date(2024, 6, 1)}
    roles = (Role.FIRST_SECRETARY, Role.FIRST_SECRETARY, Role.MEMBER, Role.MEMBER, Role.MEMBER, Role.MEMBER)
    facts["incumbents"] = [{**stay, "role": role} for role in roles]
    facts["incumbents"] += [{**stay, "role": Role.MEMBER, "person": {"person_id": name}} for name in ("I1", "P1")]


def _nothing(facts: Facts, rules: Facts) -> None:
    """No villages, no people, no units."""
    for table in ("villages", "candidates", "units", "incumbents", "pairings", "pins", "scores", "posts"):
        facts[table] = []


def _no_people(facts: Facts, rules: Facts) -> None:
    """Villages with nobody to send."""
    facts["candidates"], facts["pins"], facts["scores"] = [], [], []


def _no_posts(facts: Facts, rules: Facts) -> None:
    """No village is on the list."""
    for post in facts["posts"]:
        post.update(mode=Mode.NONE, members_min=0, members_target=0, members_max=0)


def _everybody_gone(facts: Facts, rules: Facts) -> None:
    """Everybody has retired by the day of arrival."""
    for person in facts["candidates"]:
        person["retire"] = ON_POST


TWISTS: dict[str, Callable[[Facts, Facts], None]] = {
    "as drawn": _as_drawn,
    "as drawn again": _as_drawn,
    "as drawn once more": _as_drawn,
    "no first secretary": _no_first_secretary,
    "all pending": _all_pending,
    "pinned, quota 0": _pinned_from_empty_unit,
    "no beds": _no_beds,
    "contradictions": _contradictions,
    "unknown names": _unknown_names,
    "overfull": _overfull,
    "nothing": _nothing,
    "no people": _no_people,
    "no posts": _no_posts,
    "everybody gone": _everybody_gone,
}
