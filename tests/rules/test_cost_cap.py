"""Yuan of a whole term against the budget."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from solver.book.compile import compile_model
from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.cost_cap import CostCap
from tests.conformance.judging import book_of

FACTS = {
    "villages": [{"hardship_class": 0}, {"hardship_class": 2}],
    "candidates": [{}, {}],
    "assign": [("P1", "V1", Role.MEMBER), ("P2", "V2", Role.MEMBER)],
}


def test_weights_and_total() -> None:
    """440 days: 44,000 + 2,400 = 46,400 in class 0; 440 x 30 = 13,200 more in class 2; 106,000 for both people."""
    params: dict[str, Any] = {"hardship_table": {2: 30}}
    plan = build_case(FACTS)
    (count,) = compile_model(plan.problem, book_of(CostCap(CostCap.Params(budget=1, **params)))).linking_counts
    assert count.weights is not None
    assert sorted(np.unique(count.weights)) == [46_400, 59_600]
    assert not list(CostCap(CostCap.Params(budget=106_000, **params)).check(plan))
    (violation,) = CostCap(CostCap.Params(budget=105_999, **params)).check(plan)
    assert violation.size == 1
    assert violation.message.to("zh") == "新派2人任期内经费106000元，超过预算105999元。"


def test_nothing_to_pay() -> None:
    """Rates of zero: no seat has a weight, and nothing is over."""
    rule = CostCap(CostCap.Params(budget=0, meal_per_day=0, phone_month=0))
    plan = build_case(FACTS)
    (count,) = compile_model(plan.problem, book_of(rule)).linking_counts
    assert count.is_idle
    assert not list(rule.check(plan))


def test_on_without_a_budget_is_refused() -> None:
    with pytest.raises(ValidationError, match="budget"):
        CostCap.Params(enabled=True)
    assert CostCap.Params().budget is None
