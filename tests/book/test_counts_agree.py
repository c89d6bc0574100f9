"""On random small cases, the counts of team rules and goals say what their checks and scores say.

The counts go through ``AllocationModel.evaluate``, the statements through ``book.evaluation``: two halves that share
nothing but the facts. Every seat set is a random subset of the seats with one seat a person, so hard limits are broken
often, exceptions are frequent, and staying incumbents are in about half of the villages.
"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from solver.book.compile import compile_model, plan_of
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.candidate import Place
from solver.domain.plan import Plan
from solver.domain.words import (
    Category,
    Expertise,
    Grade,
    Level,
    Mode,
    PartyStatus,
    Role,
    Route,
    Sex,
    TaskWeight,
    VillageType,
)
from solver.goals import GOALS
from solver.modelling.cases import ON_POST, build_case
from solver.modelling.rule import TeamRule
from solver.rules import RULES

TEAM_RULES: dict[str, dict[str, Any]] = {
    "post_first_secretary": {},
    "members_minimum": {},
    "team_size": {},
    "captain": {},
    "term_length": {},
    "handover_overlap": {},
    "couples": {"enabled": True},
    "lodging": {"enabled": True, "count_in_caps": True},
    "women_per_team": {"enabled": True, "least": 2},
    "unit_share_in_team": {"enabled": True, "most": 1},
    "language_in_team": {"enabled": True},
    "village_floor": {"enabled": True, "step": 10, "steps": 5},
    "key_county_grade": {"enabled": True, "grade": Grade.COMPETENT},
    "required_expertise": {
        "enabled": True,
        "demands": [
            {"expertise": ["agronomy", "law"], "village_types": ["weak"], "least": 2},
            {"expertise": ["party_affairs"], "role": "first_secretary"},
            {"expertise": ["tourism"], "role": "member", "task_weight": "heavy"},
        ],
    },
}
HARD = ("team_size", "captain", "couples", "lodging", "unit_share_in_team")


def random_case(rng: random.Random) -> Plan:
    """Draw two villages, six nominees and up to five incumbents with facts that every rule and goal reads."""

    def person() -> dict[str, Any]:
        return {
            "sex": rng.choice(list(Sex)),
            "birth": ON_POST - timedelta(days=rng.randrange(9_000, 21_000)),
            "party_status": rng.choice([*PartyStatus, None]),
            "expertise": tuple(rng.sample(list(Expertise), rng.randrange(4))),
            "unit_id": rng.choice(["U1", "U2", ""]),
            "level": rng.choice([*Level, None]),
            "category": rng.choice([*Category, None]),
            "rural_years": rng.randrange(9),
            "languages": tuple(rng.sample(["甲话", "乙话"], rng.randrange(3))),
            "route": rng.choice(list(Route)),
            "wishes": tuple(rng.sample([Place("甲县"), Place("", "乙镇"), Place("", "", "2村")], rng.randrange(3))),
            "hardship": rng.random() < 0.5,
            "appraisals": tuple(rng.choices(list(Grade), k=rng.randrange(5))),
            "available_from": rng.choice([None, ON_POST + timedelta(days=rng.randrange(-30, 90))]),
            "retire": rng.choice([None, ON_POST + timedelta(days=rng.randrange(600, 900))]),
            "spouse_id": rng.choice(["", "", f"P{rng.randrange(1, 7)}", "I1"]),
        }

    def village() -> dict[str, Any]:
        return {
            "types": frozenset(rng.sample(list(VillageType), 2)),
            "key_county": rng.random() < 0.5,
            "task_weight": rng.choice(list(TaskWeight)),
            "needs": tuple(rng.randrange(4) for _ in range(12)),
            "primary_need": rng.choice(["", "D1b", "D2b", "D3c"]),
            "wanted_expertise": tuple(rng.sample(list(Expertise), 3)),
            "language": rng.choice(["", "甲话"]),
            "drive_min": rng.choice([None, rng.randrange(300)]),
            "beds": rng.choice([None, rng.randrange(6)]),
            "lead_unit": rng.choice(["", "U1", "U2"]),
            "township": rng.choice(["乙镇", "丙镇"]),
        }

    def post() -> dict[str, Any]:
        mode = rng.choices(list(Mode), weights=(1, 2, 5))[0]
        return {
            "mode": mode,
            "members_min": rng.randrange(3),
            "members_max": 2 + rng.randrange(3),
            "tier": 1 + rng.randrange(6),
        }

    incumbents = [
        {
            "village_id": rng.choice(["V1", "V2"]),
            "role": Role.MEMBER if i else rng.choice(list(Role)),
            "end": rng.choice([None, ON_POST + timedelta(days=rng.randrange(-10, 300))]),
            "recalled": rng.random() < 0.1,
            "person": person(),
        }
        for i in range(rng.randrange(6))
    ]
    scores = [
        {"person_id": f"P{rng.randrange(1, 7)}", "village_id": "V1", "role": role, "points": rng.randrange(100)}
        for role in (None, *Role)
    ]
    return build_case(
        {
            "reference": {
                "horizon_date": ON_POST + timedelta(days=90),
                "term_months": rng.choice([18, 24, 24, 30]),
            },
            "villages": [village(), village()],
            "candidates": [person() for _ in range(6)],
            "units": [{"unit_id": "U1", "paired_villages": ("V2",)}, {"unit_id": "U2"}],
            "incumbents": incumbents,
            "pairings": [{"unit_id": "U2", "county": "甲县", "village_id": "V1"}],
            "scores": scores,
            "posts": [post(), post()],
        }
    )


def agree(plan: Plan, book: RuleBook, rng: random.Random, n_draws: int) -> int:
    """Compare both sides on random seat sets; return how many kept the hard limits."""
    problem = plan.problem
    model = compile_model(problem, book)
    n_kept = 0
    for _ in range(n_draws):
        order = rng.sample(range(len(model.seats)), rng.randrange(len(model.seats) + 1))
        of_person = {int(model.seats.person[s]): s for s in order[:7]}
        taken = np.array(sorted(of_person.values()), dtype=np.int64)
        found = evaluate(plan_of(problem, model, taken), book)
        try:
            reached = model.evaluate(taken)
        except ValueError:
            assert found.hard
            continue
        assert not found.hard
        assert reached == (found.severity, found.value)
        n_kept += 1
    return n_kept


def test_elastic_rules_and_goals_agree() -> None:
    """With hard limits out of the way, severity and value agree on every draw."""
    rng = random.Random(1)
    rules = {slug: params for slug, params in TEAM_RULES.items() if slug not in HARD}
    goals = {"unit_mix": {"weight": 10, "style": "single"}, "hardship_drive": {"others": 1}}
    book = RuleBook.of(rules, goals, only=frozenset(rules) | {g.slug for g in GOALS})
    assert sum(agree(random_case(rng), book, rng, 10) for _ in range(100)) == 1000


@pytest.mark.parametrize("slug", HARD)
def test_each_hard_rule_agrees(slug: str) -> None:
    """Both sides draw the same line between kept and broken; some draws fall on either side."""
    rng = random.Random(2)
    book = RuleBook.of({slug: TEAM_RULES[slug]}, only=frozenset({slug}))
    n_kept = sum(agree(random_case(rng), book, rng, 10) for _ in range(50))
    assert 0 < n_kept < 500


def test_all_team_rules_are_compared() -> None:
    """A new team rule must be entered above."""
    assert set(TEAM_RULES) == {rule.slug for rule in RULES if issubclass(rule, TeamRule)}
