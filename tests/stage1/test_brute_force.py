"""Every list of small random counties: counts agree with the checks on each, and stage 1 finds the best."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import numpy as np
import pytest

from solver.book.entitle import entitlements
from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.words import Mode, Role, TaskWeight, VillageType
from solver.engine.stage1 import _posts, freeze_villages
from solver.modelling.choices import ChoiceSet, build_choices
from solver.modelling.listing import Listing
from solver.modelling.rule import VillageRule
from solver.modelling.selection import Selection
from tests.stage1.counties import county

N_RANDOM = 60


def random_county(rng: random.Random) -> Instance:
    """Return 1–3 villages of random facts in up to two counties, some with people who stay."""
    villages: list[dict[str, Any]] = [
        {
            "types": frozenset(rng.sample(list(VillageType), rng.randint(0, 2))),
            "key_county": rng.random() < 0.3,
            "task_weight": rng.choice(list(TaskWeight)),
            "population": rng.choice([None, 500, 900]),
            "assisted": rng.random() < 0.4,
            "county": rng.choice(["甲县", "乙县"]),
            "demanded_mode": rng.choice([None, *Mode]),
            "demanded_members": rng.choice([None, 1, 2, 5]),
            "needs": tuple(rng.randint(0, 3) for _ in range(12)),
            "weak_since": rng.choice([None, 2024]),
        }
        for _ in range(rng.randint(1, 3))
    ]
    incumbents = [
        {"village_id": f"V{i}", "role": role, "recalled": rng.random() < 0.3}
        for i in range(1, len(villages) + 1)
        for role in rng.sample([Role.FIRST_SECRETARY, Role.MEMBER], rng.choice([0, 0, 0, 1, 2]))
    ]
    units = [{"unit_id": "U1", "county": rng.choice(["", "甲县"])}]
    return county(*villages, people=rng.randint(0, 14), incumbents=incumbents, units=units)


def random_rules(rng: random.Random) -> dict[str, dict[str, Any]]:
    """Return random parameters of the village rules."""

    def limit() -> int | None:
        return rng.choice([None, None, 0, 1, 2, 5])

    return {
        "headcount_budget": {
            "first_secretaries": limit(),
            "members": limit(),
            "total": limit(),
            "counties": {"甲县": {"total": limit()}},
        },
        "heavy_batch": {"count": rng.choice([None, 0, 1, 2]), "mode": rng.choice(["fs_only", "team", "solver"])},
        "weak_coverage": {"keep_after_exit_months": rng.choice([0, 12]), "members_max": rng.choice([0, 2])},
        "light_task": {"mode": rng.choice(["team", "first_secretary_only"]), "enabled": rng.random() < 0.8},
        "key_county": {"extra_members": rng.choice([0, 1])},
        "aggregate_supply": {"percent": rng.choice([60, 100]), "enabled": rng.random() < 0.8},
    }


def all_lists(choices: ChoiceSet) -> Any:
    """Yield every way to take one choice of each village."""
    groups = [choices.of_village(v).tolist() for v in range(len(choices.tier))]
    return (np.array(taken, dtype=np.int64) for taken in product(*groups))


@pytest.mark.parametrize("seed", range(N_RANDOM))
def test_counts_agree_with_checks_and_the_best_is_found(seed: int) -> None:
    rng = random.Random(seed)
    instance, book = random_county(rng), RuleBook.of(random_rules(rng))
    due = entitlements(instance, book)
    choices = build_choices(instance, due)
    rules = book.rules_of(VillageRule)
    selection = Selection.of_choices(choices, [c for rule in rules for c in rule.counts(instance, choices)])
    best: tuple[int, int] | None = None
    for taken in all_lists(choices):
        listing = Listing(instance, due, _posts(choices, taken))
        violations = [v for rule in rules for v in rule.check(listing)]
        hard = any(v.hard for v in violations)
        try:
            severity, value = selection.evaluate(taken)
        except ValueError:
            assert hard
            continue
        assert not hard
        assert severity == sum(v.severity for v in violations), [str(v.message) for v in violations]
        if best is None or (severity, -value) < (best[0], -best[1]):
            best = (severity, value)
    stage = freeze_villages(instance, book)
    assert stage.proved
    assert best is not None  # leaving everybody out but those who stay is always allowed
    assert (stage.severity, stage.value) == best


def test_folding_changes_nothing() -> None:
    """Counts of one village, folded into points and severity of its choices, evaluate as they did as rows."""
    rng = random.Random(99)
    for _ in range(10):
        instance, book = random_county(rng), RuleBook.of(random_rules(rng))
        choices = build_choices(instance, entitlements(instance, book))
        counts = tuple(c for rule in book.rules_of(VillageRule) for c in rule.counts(instance, choices))
        folded = Selection.of_choices(choices, counts)
        zero = np.zeros(len(choices), dtype=np.int64)
        plain = Selection(zero, zero, choices.village, counts, folded.groups)
        assert len(folded.counts) < len(counts) or not counts
        for taken in all_lists(choices):
            try:
                expected = plain.evaluate(taken)
            except ValueError:
                continue
            assert folded.evaluate(taken) == expected
