"""Who is said to leave and to be kept, as a planner would write it: nothing plausible is refused or passed over."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from solver.api import explain, load
from solver.api.baselines import at_random, by_hand
from solver.api.departures import departures_of, write_overlay
from solver.api.large import refuse_large
from solver.api.replanning import MENDING
from solver.book.rule_book import RuleBook
from solver.domain.plan import Plan
from solver.errors import InputError, OutputError
from solver.scenario.objections import Objection
from tests.rounds import SCENARIOS, copy_round


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The plan of the tiny round."""
    from solver.api import solve

    root = tmp_path_factory.mktemp("tiny")
    scenario = copy_round(root)
    return explain(solve(scenario).write(root / "plan"), scenario).solved.plan


def against(person: str, village: str = "") -> Objection:
    return Objection(person, village, "原籍回避", "异议表 2")


def staying(plan: Plan) -> tuple[str, str]:
    """Somebody who stays, and the village."""
    first = plan.problem.instance.staying[0]
    return first.person.person_id, first.village_id


def test_an_objection_to_who_stays_in_the_village_takes_the_person_off_the_post(plan: Plan) -> None:
    person, village = staying(plan)
    assert departures_of(plan, (), (), (), [against(person, village)]).recalled == (person,)
    other = next(v for v in plan.problem.instance.village_index if v != village)
    found = departures_of(plan, (), (), (), [against(person, other)])
    assert found.recalled == ()
    assert found.idle == (() if person in plan.problem.instance.candidate_index else ("异议表 2",))


def test_an_objection_to_who_leaves_anyway_is_said_to_change_nothing(plan: Plan) -> None:
    found = departures_of(plan, (), (), (), [against("left long ago")])
    assert (found.recalled, found.withdrawn, found.idle) == ((), (), ("异议表 2",))


def test_who_stays_and_villages_without_anybody_new_can_be_frozen(plan: Plan) -> None:
    person, _ = staying(plan)
    found = departures_of(plan, (), (), (person, *plan.problem.instance.village_index))
    assert found.frozen == {a.person_id for a in plan.assignments}


def test_who_is_frozen_cannot_be_made_to_go(plan: Plan) -> None:
    a = plan.assignments[0]
    for recall, objections in (
        ((a.person_id,), ()),
        ((), (against(a.person_id),)),
        ((), (against(a.person_id, a.village_id),)),
    ):
        with pytest.raises(InputError):
            departures_of(plan, recall, (), (a.person_id,), objections)
        kept = departures_of(plan, recall, (), ("all",), objections).frozen
        assert kept == {b.person_id for b in plan.assignments} - {a.person_id}


def test_a_place_that_cannot_be_written_is_told_in_both_languages(plan: Plan, tmp_path: Path) -> None:
    base = load(SCENARIOS / "tiny" / "tiny.yaml")
    missing = tmp_path / "missing"
    with pytest.raises(OutputError) as told:
        write_overlay(base, plan, departures_of(plan, (), (), ()), within=missing)
    assert told.value.args[0].to("zh").startswith("不能写入")
    assert told.value.args[0].to("en").startswith("Cannot write")


def test_a_plan_too_large_for_one_model_is_refused_in_both_languages(plan: Plan) -> None:
    large: Any = SimpleNamespace(posts=plan.problem.posts * 1000)
    for refused in (
        lambda: refuse_large(large, MENDING),
        lambda: by_hand(large, RuleBook.of()),
        lambda: at_random(large, RuleBook.of()),
    ):
        with pytest.raises(InputError) as told:
            refused()
        fault = told.value.faults[0]
        assert "4000个村" in fault.problem.to("zh")
        assert "4000 villages" in fault.problem.to("en")
    refuse_large(plan.problem, MENDING)
