"""Funnels: figures derived by hand, and masks that agree with the rules' statements."""

from __future__ import annotations

import pytest

from solver.domain.words import Mode
from solver.modelling.cases import build_case
from solver.report.context import Context
from solver.report.why.barring import bars
from solver.report.why.funnels import explain_open_place, open_places
from solver.text import LANGS, Lang
from tests.report.samples import FS, MEMBER, county, hand_made, solved_of


def test_open_places_are_those_that_the_list_asks_for() -> None:
    ctx = Context(hand_made())
    # V1: two members wanted (default post 2-4)? one new, one stays; V2 has nobody; V3 is not listed
    wanted = ctx.plan.teams[0].post.members_target - 2
    found = [(team.village.village_id, role, n) for team, role, n in open_places(ctx.plan.teams)]
    assert found == [("V1", MEMBER, wanted), ("V2", FS, 1)]
    none = build_case({"posts": [{"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0}]})
    assert list(open_places(none.teams)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_who_is_taken_out_and_what_became_of_the_rest(lang: Lang) -> None:
    """Of P1 to P5 and I2, P3, P4 and P5 are no full members; P1 and P2 are posted to V1, and I2 stays there."""
    ctx = Context(hand_made(), lang)
    *_, (team, role, n) = open_places(ctx.plan.teams)
    found = explain_open_place(ctx, team, role, n)
    assert found.figures == {"open": 1, "nominees": 6, "funnel": [{"rule": "party_full_member", "out": 3, "left": 3}]}
    funnel, rest = (line.to(lang) for line in found.lines)
    assert ("余3人可任" if lang == "zh" else "3 are left") in funnel
    assert ("3人在本方案中另有岗位" if lang == "zh" else "3 have another post") in rest
    assert found.shared == found.lines  # no names in it


def test_those_left_over_are_told_by_what_stands_in_their_way() -> None:
    """Five may be members of V1 besides I2: P1 is its first secretary, P2 its member, P3 to P5 are left over."""
    ctx = Context(hand_made())
    (team, role, n), *_ = open_places(ctx.plan.teams)
    found = explain_open_place(ctx, team, role, n)
    assert found.lines[-1].to("en") == "Not sent: 3, of whom 3 could be sent in addition with nothing lost."


def test_masks_count_as_the_statements_do() -> None:
    solved = county(4, 12)
    ctx = Context(solved)
    for v, village in enumerate(ctx.instance.villages):
        for role in (FS, MEMBER):
            steps, left = ctx.funnels.of(v, role)
            stated = [not bars(ctx, person, village, role) for person in ctx.instance.candidates]
            assert left.tolist() == stated
            assert sum(step.out for step in steps) + sum(stated) == len(stated)


def test_a_place_that_nobody_could_take() -> None:
    ctx = Context(solved_of(build_case({"candidates": [{"roles": frozenset({MEMBER}), "party_status": None}]})))
    (team, role, n), *_ = open_places(ctx.plan.teams)
    found = explain_open_place(ctx, team, role, n)
    assert len(found.lines) == 1  # nobody is left, so nothing is said of the rest
    assert "0 are left" in found.lines[0].to("en")
