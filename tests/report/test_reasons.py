"""Every reason is given where it is true, and only there."""

from __future__ import annotations

from typing import Any

import pytest

from solver.domain.candidate import Candidate
from solver.domain.words import Expertise, Role
from solver.modelling.cases import build_case
from solver.report import reasons
from solver.report.context import Context
from solver.report.reasons import Reason, reason_for
from tests.report.samples import FS, MEMBER, NEEDS, solved_of
from tests.report.stub_rules import stub_book

AGRONOMY, LAW = (Expertise.AGRONOMY,), (Expertise.LAW,)
ONE_MEMBER = {"members_min": 1, "members_target": 1, "members_max": 1}


def reason(last: dict[str, Any], **facts: Any) -> tuple[Reason, str]:
    """Return the reason for the last nominee, P3, beside P1 (first secretary) and P2 (member) of V1."""
    case = {
        "villages": [{"needs": NEEDS}],
        "posts": [ONE_MEMBER],
        "units": [{"unit_id": u} for u in ("U1", "U2", "U3")],
        "candidates": [{"unit_id": "U1"}, {"unit_id": "U2", "expertise": LAW}, {"unit_id": "U3", **last}],
        "assign": [("P1", "V1", FS), ("P2", "V1", MEMBER)],
        **facts,
    }
    ctx = Context(solved_of(build_case(case), stub_book()))
    person: Candidate = ctx.instance.candidates[-1]
    found = reason_for(ctx, person)
    return found, ctx.sentences(found.texts)


def test_not_eligible_says_the_refusal_once() -> None:
    found, words = reason({"note": "ill"})
    assert found.category is reasons.NOT_ELIGIBLE
    assert words == "P3身体条件不符"  # the same sentence for both roles
    assert found.rules == ("healthy",)


def test_barred_from_every_open_post() -> None:
    found, words = reason({"avoid": ("V1",)})
    assert found.category is reasons.NO_SEAT
    assert words == "符合条件，但2个空岗均不能派：回避2个"  # first secretary and member of V1
    assert found.rules == ("not_here",)


def test_no_post_open_at_all() -> None:
    staying = [{"role": FS, "person": {"unit_id": "U9"}}, {"role": MEMBER, "person": {"unit_id": "U9"}}]
    found, words = reason({}, incumbents=staying, assign=[])
    assert found.category is reasons.NO_SEAT
    assert words == "符合条件，但本轮没有第一书记、工作队员空岗"


def test_quota_of_the_unit_is_used_up() -> None:
    found, words = reason({"unit_id": "U2"})
    assert found.category is reasons.LIMIT_USED_UP
    assert words == "符合条件，但已达“单位名额”的上限：U2已有1，上限1"
    assert found.rules == ("unit_quota",)


def test_posts_filled_by_somebody_with_no_fewer_points() -> None:
    # P2 law: D3c, 2 x 6 = 12 points; P3 has none. As first secretary P1 and P3 both have 0: the first seat counts.
    found, words = reason({"roles": frozenset(Role)})
    assert found.category is reasons.POSTS_FILLED
    assert "可任的2个岗位均已派满" in words
    assert "本人0分，已派张某1(P1)，得分不低于本人" in words


def test_posts_filled_although_the_person_has_more_points() -> None:
    # P3 agronomy: (1 + 3) x 6 = 24 points, more than anybody posted: nothing is claimed but the whole plan
    found, words = reason({"expertise": AGRONOMY})
    assert found.category is reasons.POSTS_FILLED
    assert words.endswith("本人24分，按全局统筹和队伍搭配由其他人选担任")


def test_a_hard_rule_of_the_team_stands_in_the_way() -> None:
    found, words = reason(
        {"note": "loud"},
        posts=[{"members_min": 1, "members_target": 2, "members_max": 3}],
        candidates=[{"unit_id": "U1"}, {"unit_id": "U2", "note": "loud"}, {"unit_id": "U3", "note": "loud"}],
    )
    assert found.category is reasons.POSTS_FILLED
    assert words == "符合条件；可任的2个岗位中，1个已派满，1个受“队员搭配”限制"
    assert found.rules == ("one_member",)


def test_one_more_would_add_exceptions() -> None:
    found, words = reason({"expertise": AGRONOMY}, posts=[{"members_max": 2}])
    assert found.category is reasons.WOULD_ADD_EXCEPTIONS
    assert words == "符合条件；仍可增派的1个岗位，增派都会新增例外事项"


def test_one_more_would_add_nothing() -> None:
    found, _ = reason({}, villages=[{}], assign=[("P2", "V1", MEMBER)])
    assert found.category is reasons.WOULD_ADD_NOTHING  # as first secretary: no severity, 0 points


def test_a_plan_that_could_be_bettered_says_so() -> None:
    # no member yet: one more takes 5 of severity away; 24 points
    found, words = reason({"expertise": AGRONOMY}, assign=[("P1", "V1", FS)])
    assert found.category is reasons.COULD_BE_ADDED
    assert "例外严重度变化-5，得分变化+24" in words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_who_stays_is_not_sent_elsewhere(lang: Any) -> None:
    case = {"candidates": [{"person_id": "I1"}], "incumbents": [{}]}
    ctx = Context(solved_of(build_case(case), stub_book()), lang)
    found = reason_for(ctx, ctx.instance.candidates[0])
    assert found.category is reasons.STAYS
    assert "甲县乙镇1村" in ctx.sentences(found.texts)
