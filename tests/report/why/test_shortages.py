"""Shortages from a plan: as a whole, county by county, with and without names."""

from __future__ import annotations

from typing import Any

import pytest

from solver.domain.words import PartyStatus
from solver.modelling.cases import build_case
from solver.report.context import Context
from solver.report.why.shortages import shortages_of
from solver.text import LANGS, Lang
from tests.report.samples import FS, MEMBER, hand_made, solved_of

NO_MEMBER = {"party_status": PartyStatus.NONE}


def two_counties() -> dict[str, Any]:
    """Two villages of 甲县 want a first secretary and one nominee may be one; 乙县 has what it wants.

    P1 may be first secretary anywhere and is sent to 乙县, so that 甲县 falls short twice: of P1 alone both could use.
    """
    return {
        "villages": [{"county": "甲县"}, {"county": "甲县"}, {"county": "乙县"}],
        "candidates": [{}, NO_MEMBER, NO_MEMBER],
        "assign": [("P1", "V3", FS), ("P2", "V1", MEMBER)],
    }


@pytest.mark.parametrize("lang", LANGS)
def test_a_shortage_can_be_counted(lang: Lang) -> None:
    """V1 and V2 need two first secretaries; P1 alone is a full member."""
    facts = {"villages": [{}, {}], "candidates": [{}, NO_MEMBER, NO_MEMBER], "assign": [("P1", "V1", FS)]}
    found = shortages_of(Context(solved_of(build_case(facts)), lang))
    assert len(found) == 1
    one = found[0]
    assert {key: one.figures[key] for key in ("places", "need", "can", "people", "checked")} == {
        "places": ["V1", "V2"],
        "need": 2,
        "can": 1,
        "people": ["P1"],
        "checked": True,
    }
    assert one.proved
    assert "张某1(P1)" in one.lines[0].to(lang)
    assert not any("张某" in line.to(lang) for line in one.shared)


def test_each_county_is_looked_at_on_its_own() -> None:
    ctx = Context(solved_of(build_case(two_counties())))
    (one,) = shortages_of(ctx)
    assert (one.figures["places"], one.figures["need"], one.figures["can"]) == (["V1", "V2"], 2, 1)
    assert shortages_of(ctx, "乙县") == ()
    assert [a.figures for a in shortages_of(ctx, "甲县")] == [one.figures]


def test_people_who_are_wanted_elsewhere_are_not_too_few() -> None:
    """P1 and P2 could serve V1 and V2, and the plan of the sample sends both to V1."""
    (one,) = shortages_of(Context(hand_made(), "en"))
    assert one.heading.to("en") == "No set of places is short"
    assert "wanted elsewhere" in one.lines[0].to("en")


def test_long_lists_of_places_stand_below_the_heading() -> None:
    facts = {"villages": [{}] * 6, "candidates": [NO_MEMBER]}
    found = shortages_of(Context(solved_of(build_case(facts)), "zh"))
    assert all("等" not in one.heading.to("zh") for one in found)  # nobody at all: each village alone is short
    facts = {"villages": [{}] * 6, "candidates": [{}] * 5, "assign": [("P1", "V1", FS)]}
    (one,) = shortages_of(Context(solved_of(build_case(facts)), "zh"))
    assert "等6处" in one.heading.to("zh")
    assert "6村" in one.lines[0].to("zh")


@pytest.mark.parametrize(("effort", "words"), [(20.0, "wanted elsewhere"), (0.0, "was not counted")])
def test_what_falls_short_besides_is_told_too_and_only_as_far_as_it_is_counted(effort: float, words: str) -> None:
    """P1 and P2 could serve V1 and V2 and are sent to V1: nothing is short, if the search was let finish."""
    (one,) = shortages_of(Context(hand_made(), "en"), effort=effort)
    assert words in one.text("en")
    assert one.proved == (effort > 0)


def test_each_exception_of_a_rule_is_in_some_answer() -> None:
    """Three villages want a first secretary, and nobody may be one: the first shortage is V1 alone, the rest follow."""
    facts: dict[str, Any] = {"villages": [{}] * 5, "candidates": [NO_MEMBER] * 2, "assign": []}
    ctx = Context(solved_of(build_case(facts)), "en")
    text = "\n".join(answer.text("en") for answer in shortages_of(ctx))
    assert len(ctx.solved.evaluation.exceptions) >= 5
    for village in ctx.instance.villages:
        assert village.full_name in text
