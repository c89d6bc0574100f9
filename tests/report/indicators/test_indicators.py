"""Every indicator against figures derived by hand, on the round of ``tests.report.samples``."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from solver.book.evaluation import evaluate
from solver.domain.plan import Plan
from solver.domain.words import Expertise, Role, Sex
from solver.domain.words import Level as UnitLevel
from solver.modelling.cases import build_case
from solver.report.indicators import indicator
from solver.report.indicators.indicator import Indicator, gini, quantile, written
from solver.report.indicators.measuring import indicators_of, side_by_side
from solver.report.indicators.subject import Subject
from solver.text import LANGS
from tests.report.samples import BOOK, HAND_MADE, hand_made

FS, MEMBER = Role.FIRST_SECRETARY, Role.MEMBER


def measured(plan: Plan, **fields: Any) -> dict[str, Indicator]:
    subject = Subject(plan, BOOK, evaluate(plan, BOOK), BOOK, **fields)
    return {found.key: found for found in indicators_of(subject)}


# V1 (weak, lifted; D2a 1, D2b 3, D3c 2, the primary one): P1 agronomy, P2 law and propaganda, I2 law, who stays;
# V2 (lifted, first secretary only): nobody; V3: not listed
DERIVED: dict[str, float | None] = {
    "severity": 320,  # V2 without a first secretary: 10 x 32, tier 1
    "value": 36,  # (1 + 3) x 6 for P1, 2 x 6 for P2; the primary need was covered by I2 before
    "points": 108,  # 24 + 12 + 12 of I2, and 60 for the primary need
    "sent": 2,
    "on_post": 3,
    "coverage.all": 1 / 2,
    "coverage.weak": 1,
    "coverage.lifted": 1 / 2,
    "coverage.heavy": None,
    "filled": 3 / 5,  # wanted: 1 + 3 in V1 and 1 in V2; there: P1, P2, I2
    "unserved": 1,
    "illegal": 0,
    "fit.all.mean": 8 / 3,  # 4, 2, 2
    "fit.all.p10": 2,
    "fit.all.least": 2,
    "primary_need": 1,
    "duties": 3 / 2,  # agronomy D2, law D3, propaganda D1: three in V1, none in V2
    "equity.mean": (108 / 4 + 0) / 2,
    "equity.gini": 1 / 2,
    "equity.worst": 0,
    "party": 1,
    "agriculture": 1 / 3,
    "women": 0,
    "level.county": 1,
    "age.35": 0,
    "age.45": 1,  # born 1987-05-01 and 1987-06-02: 38 and 37 on 2025-06-01
    "units.gini": None,  # no unit states its staff
    "pairings": None,
    "incumbents": 1 / 5,  # I2 of five
    "overlap": 0,  # I1 leaves on 06-30: one day short of thirty from 06-01; I3 was gone before
    "training": 0,
    "exceptions": 1,
    "exceptions.post_first_secretary": 1,
}


@pytest.mark.parametrize("key", DERIVED)
def test_derived_by_hand(key: str) -> None:
    wanted = DERIVED[key]
    found = measured(hand_made().plan)[key].value
    assert found == (None if wanted is None else pytest.approx(wanted))


def case(**facts: Any) -> dict[str, Indicator]:
    return measured(build_case({**HAND_MADE, **facts}))


def test_a_handover_is_whole_from_the_very_day() -> None:
    """I1 may leave on 07-01, thirty days after P1 comes: met. I3 left before anybody came: not met."""
    incumbents = [{**HAND_MADE["incumbents"][0], "end": date(2025, 7, 1)}, *HAND_MADE["incumbents"][1:]]
    assert case(incumbents=incumbents)["overlap"].value == 1 / 2


def test_ages_on_both_sides_of_each_limit() -> None:
    births = [date(1989, 6, 2), date(1989, 6, 1), date(1979, 6, 2), date(1969, 6, 2), date(1969, 6, 1)]
    # 35, 36, 45, 55 and 56 complete years on 2025-06-01
    people = [{"birth": birth} for birth in births]
    assign = [(f"P{i}", "V1", FS if i == 1 else MEMBER) for i in range(1, 6)]
    found = case(candidates=people, assign=assign, incumbents=[])
    assert [found[f"age.{band}"].value for band in ("35", "45", "55", "over")] == [1 / 5, 2 / 5, 1 / 5, 1 / 5]


def test_load_of_units_goes_by_staff() -> None:
    """U1 sends 2 of 20, U2 1 of 10: even. With 1 of 30: for two, Gini is half the difference by the sum."""
    people = [{"unit_id": "U1"}, {"unit_id": "U1"}, {"unit_id": "U2"}]
    assign = [("P1", "V1", FS), ("P2", "V1", MEMBER), ("P3", "V1", MEMBER)]
    for staff, wanted in ((10, 0.0), (30, (1 / 10 - 1 / 30) / (1 / 10 + 1 / 30) / 2)):
        units = [{"unit_id": "U1", "staff": 20}, {"unit_id": "U2", "staff": staff}, {"unit_id": "U3"}]
        found = case(candidates=people, assign=assign, incumbents=[], units=units)
        assert found["units.gini"].value == pytest.approx(wanted)


def test_pairings_women_roads_and_levels() -> None:
    villages = [{"lead_unit": "U1", "drive_min": 30}, {"lead_unit": "U2", "drive_min": 90}, {"drive_min": 60}]
    units = [{"unit_id": "U1", "level": UnitLevel.COUNTY}, {"unit_id": "U2", "level": UnitLevel.PROVINCE}]
    people = [{"sex": Sex.FEMALE}, {"unit_id": "U2", "level": None, "expertise": (Expertise.LAW,)}, {}]
    assign = [("P1", "V1", FS), ("P2", "V1", MEMBER), ("P3", "V2", FS)]
    found = case(villages=villages, units=units, candidates=people, assign=assign, incumbents=[])
    assert found["pairings"].value == 1 / 2  # U1 is in V1; V2's own unit, U2, is not there
    assert found["women"].value == 1 / 2  # one in V1, none in V2
    assert (found["drive.p50"].value, found["drive.p90"].value) == (30, 90)  # 30, 30, 90
    assert found["level.province"].value == pytest.approx(1 / 3)  # P2's row leaves the level to the unit


def test_the_last_round_states_no_value_and_no_cost() -> None:
    found = measured(replace(hand_made().plan, assignments=()), sends=False)
    assert [found[key].value for key in ("value", "cost", "illegal")] == [None] * 3
    assert found["points"].value == 12 + 60  # I2 alone


def test_rows_of_several_plans() -> None:
    plan = hand_made().plan
    one = list(measured(plan).values())
    more = Plan.of(
        plan.problem, (*plan.assignments, *build_case({**HAND_MADE, "assign": [("P3", "V2", FS)]}).assignments)
    )
    two = list(measured(more).values())
    rows = {row.key: row for row in side_by_side([one, two])}
    assert rows["exceptions.post_first_secretary"].values == (1, 0)  # what a plan does not have counts 0
    assert rows["coverage.all"].values == (0.5, 1.0)
    assert rows["coverage.all"].tone(1) == "gain"
    assert rows["severity"].tone(1) == "gain"
    assert rows["sent"].tone(1) == ""
    assert "coverage.heavy" not in rows  # nobody has such villages
    assert "level.central" not in rows
    groups = [row.group.to("en") for row in side_by_side([one, two])]
    assert groups == sorted(groups, key=groups.index)


def test_how_figures_are_written() -> None:
    assert written(0.8642, "share", "en") == "86.4%"
    assert written(1234567, "yuan", "zh") == "1,234,567"
    assert written(None, "mean", "en") == "–"
    assert doctest.testmod(indicator).failed == 0
    assert gini([]) is None
    assert gini([0, 0]) is None
    assert quantile([], 0.5) is None
    assert all(found.title.to(lang) for lang in LANGS for found in measured(hand_made().plan).values())
