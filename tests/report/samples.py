"""Solved rounds for the tests of this layer: one made by hand, one of any size."""

from __future__ import annotations

from datetime import date
from typing import Any

from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.candidate import Place
from solver.domain.certificate import Certificate, Halves, Level, Prices
from solver.domain.plan import Plan
from solver.domain.words import Expertise, Gate, Grade, Mode, PartyStatus, Role, State, VillageType
from solver.domain.words import Level as UnitLevel
from solver.errors import Fault
from solver.modelling.cases import build_case
from solver.report.solved import Solved
from solver.text import Text

FS, MEMBER = Role.FIRST_SECRETARY, Role.MEMBER
TREE = Halves("one_post_per_person@P1", 0, Prices({}, (-5,), 2), Prices({"one_post_per_person@P1": 12}, (9,), 7))
NEEDS = (0, 0, 0, 1, 3, 0, 0, 0, 2, 0, 0, 0)
"""D2a = 1, D2b = 3, D3c = 2."""

HAND_MADE: dict[str, Any] = {
    "reference": {"horizon_date": date(2025, 9, 30), "term_months": 24},
    "units": [
        {
            "unit_id": "U1",
            "level": UnitLevel.COUNTY,
            "quota_first_secretary": 1,
            "quota_member": 3,
            "extra": {"联系": "甲"},
        },
        {"unit_id": "U2", "level": UnitLevel.PREFECTURE, "quota_first_secretary": 2},
    ],
    "villages": [
        {"needs": NEEDS, "primary_need": "D3c", "types": frozenset({VillageType.LIFTED, VillageType.WEAK})},
        {"extra": {"驻地": "=HYPERLINK(1)"}},
        {"types": frozenset({VillageType.OTHER})},
    ],
    "posts": [
        {"reasons": (Text("脱贫村，须派队", "lifted: a team is due"), Text("任务重", "heavy task"))},
        {"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_target": 0, "members_max": 0, "tier": 1},
        {"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0, "tier": 6},
    ],
    "candidates": [
        # P1 first secretary of V1, born 1987-05-01: 38 on 2025-06-01; agronomy serves D2a and D2b: (1 + 3) x 6 = 24
        {"expertise": (Expertise.AGRONOMY,), "unit_id": "U2", "post_rank": "四级主任科员", "extra": {"电话": "1"}},
        # P2 member of V1, one day short of 38, arrives late; law serves D3c (2) and D3a, D3b (0): 2 x 6 = 12
        {
            "expertise": (Expertise.LAW, Expertise.PROPAGANDA),
            "birth": date(1987, 6, 2),
            "available_from": date(2025, 6, 11),
            "state": State.FILED,
            "vetting": (Gate.PASS, Gate.PENDING, Gate.PASS, Gate.PASS, Gate.PENDING),
        },
        # P3 may be a member only, is left over; P4 likewise, with better points for V1
        {"alias": "=1+1", "party_status": PartyStatus.NONE, "home": Place("甲县", "乙镇", "1村")},
        {"expertise": (Expertise.FINANCE,), "party_status": PartyStatus.PROBATIONARY},
        # P5 is nominated for first secretary only and no full member: not eligible
        {"roles": frozenset({FS}), "party_status": None},
        # I2 stays in V1 and is a nominee too
        {"person_id": "I2", "alias": "李某2"},
    ],
    "incumbents": [
        {"role": FS, "end": date(2025, 6, 30), "person": {"unit_id": "U2"}},
        {"role": MEMBER, "end": date(2026, 6, 1), "person": {"expertise": (Expertise.LAW,)}},
        {"role": MEMBER, "end": date(2025, 5, 1)},
        {"role": FS, "village_id": "V2", "end": date(2026, 6, 1), "recalled": True, "recall_reason": "工作调动"},
        {"role": MEMBER, "village_id": "V3", "end": None},
    ],
    "assign": [("P1", "V1", FS), ("P2", "V1", MEMBER)],
}
"""V1: first secretary P1, member P2, I2 stays; I1 and I3 leave. V2: nobody comes. V3: not listed, I5 leaves."""

FAULTS = (
    Fault(
        "bad_date",
        Text("日期写法", "form of date"),
        Text("已读作1985-03", "read as 1985-03"),
        file="花名册.xlsx",
        sheet="人选花名册",
        row=7,
        column="出生年月",
        value="198503",
        severity="repair",
    ),
)


BOOK = RuleBook.of(
    goals={"need_fit": {"weight": 6}, "primary_need": {"weight": 60}},
    only=frozenset({"party_full_member", "post_first_secretary", "one_post_per_person", "need_fit", "primary_need"}),
)
"""Few rules, and weights of its own, so that figures can be derived by hand whatever else the book holds."""


def solved_of(plan: Plan, book: RuleBook | None = None, **fields: Any) -> Solved:
    """Evaluate a plan and wrap it with a certificate whose bounds are reached."""
    book = book or BOOK
    evaluation = evaluate(plan, book)
    certificate = Certificate(
        severity=Level(evaluation.severity, evaluation.severity, Prices({"post_first_secretary@V2": 1024})),
        value=Level(evaluation.value, evaluation.value + 3, TREE, evaluation.value + 1),
        left_out=("handover@V1",),
        versions={"solver": "0.1.0"},
        hashes={"rosters.xlsx": "ab" * 32},
    )
    usual: dict[str, Any] = {
        "scenario_text": "name: 试例\n",
        "title": Text("甲县试例", "Sample county"),
        "input_hashes": {"rosters.xlsx": "ab" * 32},
        "versions": {"solver": "0.1.0"},
        "log": "done\n",
    }
    return Solved(plan, book, evaluation, certificate, **{**usual, **fields})


def hand_made(**fields: Any) -> Solved:
    """Return the round made by hand."""
    return solved_of(build_case(HAND_MADE), **{"faults": FAULTS, **fields})


def county(n_villages: int, n_people: int) -> Solved:
    """Return a round of any size: people in order, one first secretary and up to two members a village."""
    expertise = list(Expertise)
    assign, n = [], 0
    for v in range(1, n_villages + 1):
        for role in (FS, MEMBER, MEMBER):
            if n < n_people * 5 // 6:
                n += 1
                assign.append((f"P{n}", f"V{v}", role))
    facts = {
        "units": [{"unit_id": f"U{u}", "quota_member": 5} for u in range(40)],
        "villages": [
            {"needs": tuple((v + i) % 4 for i in range(12)), "primary_need": "D2b", "township": f"{v % 20}乡"}
            for v in range(n_villages)
        ],
        "candidates": [
            {"expertise": (expertise[p % 14], expertise[(p * 5 + 1) % 14]), "unit_id": f"U{p % 40}"}
            for p in range(n_people)
        ],
        "incumbents": [
            {"village_id": f"V{v + 1}", "end": date(2025, 6, 20), "grade": Grade.COMPETENT} for v in range(n_villages)
        ],
        "reference": {"horizon_date": date(2025, 9, 30)},
        "assign": assign,
    }
    return solved_of(build_case(facts))
