"""Names of people and places that a replan is given: what the plan has is understood, what it has not is refused."""

from __future__ import annotations

import pytest

from solver import api
from solver.api.baselines import last_round
from solver.api.departures import departures_of
from solver.domain.plan import Plan
from solver.errors import InputError
from tests.rounds import SCENARIOS


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The last round of tiny: P2001 is in V002 and P2002 in V004, and nobody is newly sent."""
    return last_round(api.freeze(SCENARIOS / "tiny" / "tiny.yaml").problem)


@pytest.mark.parametrize("name", ["A01V001", "A01V002", "A01P2001", "all"])
def test_who_stays_may_be_frozen(plan: Plan, name: str) -> None:
    """A village where all stay, or somebody who stays: there is nothing to hold, and nothing wrong with the name."""
    assert departures_of(plan, [], [], [name]).frozen == frozenset()


def test_who_is_to_leave_is_not_frozen(plan: Plan) -> None:
    assert departures_of(plan, ["A01P2001"], [], ["A01V002"]).recalled == ("A01P2001",)
    for names, code in ((["A01P2001"], "freeze_clash"), (["A01V999"], "unknown_person")):
        with pytest.raises(InputError) as error:
            departures_of(plan, ["A01P2001"], [], names)
        assert [fault.code for fault in error.value.faults] == [code]
