"""Counties compiled one at a time are, put together, exactly the model of the whole."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from solver.book.compile import compile_model
from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.domain.posting import Pin
from solver.domain.words import Level, PinKind
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.rules import RULES
from tests.strategies import random_problem

DEFAULT = RuleBook.of()
EVERY: dict[str, dict[str, Any]] = {
    "cost_cap": {"budget": 10_000_000},
    "pairing_changes": {"max_changed": 3},
    "level_headcount": {"max": {"province": 1, "prefecture": 3}},
    "unit_quota": {"count_staying": True},
    "villages_per_unit": {"max_villages": 2},
}
"""Parameters of linking rules, so that each of them states something."""


def everything() -> RuleBook:
    """All rules, options included, as far as they need no list of demands."""
    rules: dict[str, dict[str, Any]] = {}
    for rule in RULES:
        given: dict[str, Any] = dict(EVERY.get(rule.slug) or {})
        if not rule.mandatory and rule.slug != "required_expertise":
            given["enabled"] = True
        if given:
            rules[rule.slug] = given
    return RuleBook.of(rules)


@cache
def region() -> Problem:
    """Three counties of 7 to 9 villages with people of all levels; pins across them."""
    drawn = generate("prefecture-tiny", 4)
    tables = drawn.tables()
    upper = [c for c in drawn.candidates if c.level is Level.PREFECTURE]
    village = drawn.villages[0].village_id
    nobody = Pin(drawn.candidates[0].person_id, drawn.villages[-1].village_id, PinKind.MUST, "")
    pins = [*tables["pins"], Pin(upper[0].person_id, village, PinKind.MUST, ""), nobody]
    instance = Instance.build(REFERENCE, **{**tables, "pins": pins})
    return Problem(instance, freeze_villages(instance, DEFAULT).posts)


Row = tuple[Any, ...]


def seat_names(problem: Problem, model: AllocationModel) -> list[Row]:
    """Each seat by its IDs, with its points, in the order of the model."""
    seats, instance = model.seats, problem.instance
    rows = zip(seats.person.tolist(), seats.village.tolist(), seats.role.tolist(), seats.points.tolist(), strict=True)
    return [(instance.candidates[p].person_id, instance.villages[v].village_id, r, w) for p, v, r, w in rows]


def described(count: Count, names: list[Row]) -> Row:
    """A count without its seats, and its seats with their weights."""
    bare = replace(count, seats=np.zeros(0, dtype=np.int64), weights=None)
    fields = tuple(getattr(bare, name) for name in bare.__dataclass_fields__ if name not in ("seats", "weights"))
    weights = zip(count.seats.tolist(), count.seat_weights.tolist(), strict=True)
    return fields, frozenset((names[s][:3], w) for s, w in weights)


def check_split(problem: Problem, book: RuleBook) -> tuple[int, int]:
    """Hold all counties together against the whole; return how many linking counts are local and how many span."""
    whole = compile_model(problem, book)
    names = seat_names(problem, whole)
    split = Split(problem, book)
    seats: list[Row] = []
    teams: dict[str, list[Row]] = {}
    linking: dict[str, list[Row]] = {}
    for number in range(len(split)):
        part = split.part(number)
        model = split.compile(part)
        own = seat_names(part.problem, model)
        seats += own
        for village, counts in zip(part.problem.instance.villages, model.team_counts, strict=True):
            teams[village.village_id] = [described(count, own) for count in counts]
        for count in model.linking_counts:
            assert not count.is_idle
            linking.setdefault(count.key, []).append(described(count, own))
    assert sorted(seats) == sorted(names)
    for village, counts in zip(problem.instance.villages, whole.team_counts, strict=True):
        assert teams[village.village_id] == [described(count, names) for count in counts]
    joined = {key: (parts[0][0], frozenset().union(*(seats for _, seats in parts))) for key, parts in linking.items()}
    assert all(fields == parts[0][0] for parts in linking.values() for fields, _ in parts)  # the whole's in each
    fixed = {count.key: described(count, names) for count in split.fixed(linking)}
    assert joined.keys().isdisjoint(fixed)
    stated = [c for c in whole.linking_counts if not c.is_idle or c.severity(c.base)]
    assert {**joined, **fixed} == {count.key: described(count, names) for count in stated}
    return sum(len(p) == 1 for p in linking.values()), sum(len(p) > 1 for p in linking.values())


@pytest.mark.parametrize("book", [DEFAULT, everything()], ids=["default", "everything"])
def test_counties_together_are_the_whole(book: RuleBook) -> None:
    local, spanning = check_split(region(), book)
    assert local > 50
    assert spanning > 5


@pytest.mark.parametrize("seed", range(30))
def test_random_problems(seed: int) -> None:
    problem = random_problem(seed, spice=20)
    instance = problem.instance
    # every second village lies in another county, some people's units in either
    villages = tuple(replace(v, county="乙县" if i % 2 else v.county) for i, v in enumerate(instance.villages))
    units = tuple(replace(u, county="乙县") if i % 3 == 1 else u for i, u in enumerate(instance.units))
    check_split(Problem(replace(instance, villages=villages, units=units, _arrays={}), problem.posts), everything())


def test_without_the_rule_on_areas_everybody_may_serve_anywhere() -> None:
    problem = region()
    free = RuleBook.of({"service_area": {"enabled": False, "reason": "test"}})
    check_split(problem, free)
    split = Split(problem, free)
    assert len(split.part(0).candidates) > len(Split(problem, DEFAULT).part(0).candidates)


def test_a_part_holds_its_own_people_and_those_of_higher_levels() -> None:
    problem = region()
    split = Split(problem, DEFAULT)
    part = split.part(1)
    assert part.name == f"{part.prefecture}{part.county}"
    counties = {problem.instance.unit_by_id[c.unit_id].county for c in part.problem.instance.candidates}
    assert counties == {"", part.county}
    assert {v.county for v in part.problem.instance.villages} == {part.county}
    assert [problem.instance.villages[v] for v in part.villages] == list(part.problem.instance.villages)
    assert [problem.posts[v] for v in part.villages] == list(part.problem.posts)
