"""What one more is worth at most: read off a certificate written by hand."""

from __future__ import annotations

from dataclasses import replace

from solver.book.rule_book import RuleBook
from solver.domain.certificate import Certificate, Halves, Level, Prices
from solver.modelling.cases import build_case
from solver.report.context import Context
from solver.report.why.ceilings import Ceiling, Ceilings, explain_ceilings
from tests.report.samples import HAND_MADE, hand_made, solved_of

BOOK = RuleBook.of(only=frozenset({"one_post_per_person", "unit_quota", "party_full_member", "need_fit"}))


def priced(value: dict[str, int], severity: dict[str, int]) -> Context:
    """The round made by hand, 3 points and 2 of severity from its bounds, with these prices."""
    solved = solved_of(build_case(HAND_MADE), BOOK)
    points = solved.evaluation.value
    certificate = Certificate(Level(9, 7, Prices(severity)), Level(points, points + 3, Prices(value)))
    return Context(replace(solved, certificate=certificate))


def by_person(ctx: Context) -> dict[str, int]:
    found = Ceilings.of(ctx)
    return {ctx.instance.candidates[p].person_id: found.by_key[key].points for p, key in found.of_people(ctx).items()}


def test_a_price_is_a_ceiling_beyond_the_gap() -> None:
    """2,048 are 2 points: 3 + 2 = 5. 1,025 are more than one: 3 + 2 = 5. Of severity 1,024 is 1: 9 - 7 + 1 = 3."""
    ctx = priced(
        {
            "unit_quota@U2#first_secretary": 2048,
            "one_post_per_person@P1": 1025,
            "need_fit@V1": 9999,
            "unit_quota@U9": 1,
        },
        {"unit_quota@U2#first_secretary": 1024},
    )
    found = Ceilings.of(ctx)
    assert found.of_units(ctx) == [("unit_quota@U2#first_secretary", "unit_quota", "U2")]
    assert found.by_key["unit_quota@U2#first_secretary"] == Ceiling(5, 3)
    assert by_person(ctx) == {"P1": 5}
    units, levels, _ = explain_ceilings(ctx)
    title = ctx.rule_title("unit_quota").en
    assert units.lines[0].to("en") == f"U2, “{title}”: at most 5 more points, or exceptions lighter by 3 at most."
    # P1 comes from U2; all nominees are of their own level: county
    assert levels.figures["kinds"] == [{"kind": "county", "most": 5, "lighter": 2}]


def test_the_ceiling_of_a_kind_holds_for_each_of_its_nominees() -> None:
    """One nominee is worth more in severity, another in points: the kind's ceiling is the higher of both."""
    ctx = priced({"one_post_per_person@P1": 1024, "one_post_per_person@P2": 9 * 1024}, {"one_post_per_person@P1": 3072})
    level = explain_ceilings(ctx)[1].figures["kinds"]
    assert isinstance(level, list)
    assert level[0] == {"kind": "county", "most": 3 + 9, "lighter": 2 + 3}


def test_a_ceiling_above_all_points_of_the_plan_is_not_said() -> None:
    """A price of the plan's own points, with the gap of 3 on top, is above them; one of 3 less is not."""
    points = priced({}, {}).solved.evaluation.value
    assert points > 3
    for price, said in ((points, "prices prove nothing of the points"), (points - 3, f"at most {points} more points")):
        units = explain_ceilings(priced({"unit_quota@U2": price * 1024}, {}))[0]
        assert said in units.lines[0].to("en")


def test_exceptions_cannot_be_lighter_than_none() -> None:
    found = Ceilings.of(priced({}, {"unit_quota@U2": 99 * 1024}))
    assert found.by_key["unit_quota@U2"].severity == 9


def test_of_several_leaves_the_highest_price_counts() -> None:
    """The tree of the sample prices P1 at nothing in one half and 12/1024 in the other: 3 + 1."""
    ctx = Context(hand_made())
    assert isinstance(ctx.solved.certificate.value.proof, Halves)
    assert by_person(ctx) == {"P1": 4}


def test_nobody_is_named_to_those_who_see_no_personal_facts() -> None:
    for answer in explain_ceilings(Context(hand_made())):
        assert answer.proved
        assert not any("P1" in line.to("zh") for line in answer.shared)
    levels = explain_ceilings(Context(hand_made()))[1]
    assert "张某1(P1)" in levels.lines[0].to("zh")
