"""What the result of a county claims, checked against every plan there is."""

from __future__ import annotations

from solver.engine.county import CountyResult
from solver.modelling.model import AllocationModel
from tests.engine.enumeration import Outcomes


def check_claims(model: AllocationModel, plans: Outcomes, found: CountyResult, place: object) -> None:
    """Fail if the plan breaks a hard rule, has other figures than it says, or a bound or a proof is false."""
    assert model.evaluate(found.seats) == (found.severity, found.value), place  # raises if a hard limit is broken
    least, _ = plans.best
    most = int(plans.value[plans.severity <= found.severity].max())
    assert found.severity_bound <= least <= found.severity, place
    if found.severity_proved:
        assert found.severity == least, place
    assert found.value <= most, place
    if found.value_bound is not None:
        assert most <= found.value_bound, place
    if found.value_proved:
        assert found.value == most, place
    if found.severity_point is not None:  # the certificate's own bounds, without what a search proved
        assert found.severity_point.severity_bound() <= least, place
    if found.value_leaves:
        assert most <= max(leaf.point.value_bound(found.severity) for leaf in found.value_leaves), place


def is_closed(found: CountyResult) -> bool:
    """Whether the result claims to be the optimum on both levels."""
    return (found.severity, found.value) == (found.severity_bound, found.value_bound)
