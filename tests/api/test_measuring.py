"""Plans side by side, the baselines, the curve and the causes, on scenarios/tiny."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from solver import api
from solver.api.baselines import at_random, by_hand, last_round
from solver.api.comparison_files import write_comparison
from solver.api.trading import _next_floor
from solver.book.compile import compile_model
from solver.book.evaluation import evaluate
from solver.engine.random_plan import random_seats
from solver.errors import InputError, OutputError
from solver.report.compared import TradePoint
from tests.rounds import SCENARIOS, copy_round

TINY = SCENARIOS / "tiny" / "tiny.yaml"


@pytest.fixture(scope="module")
def solution() -> api.Solution:
    return api.solve(TINY, lang="en")


def test_the_baselines(solution: api.Solution) -> None:
    problem, book = solution.plan.problem, solution.solved.book
    kept = last_round(problem)
    on_post = {i.person.person_id for i in problem.instance.incumbents}
    assert kept.assignments == ()
    assert {m.person.person_id for team in kept.teams for m in team.people} == on_post
    for plan in (by_hand(problem, book), *(at_random(problem, book, seed) for seed in range(5))):
        found = evaluate(plan, book)
        assert found.hard == ()
        assert (found.severity, -found.value) >= (solution.severity, -solution.certificate.value.bound)


def test_random_plans_are_drawn_by_their_seed_and_full(solution: api.Solution) -> None:
    """Nobody can be added to a random plan: every seat left over breaks a hard limit."""
    model = compile_model(solution.plan.problem, solution.solved.book)
    drawn = [random_seats(model, seed) for seed in (1, 1, 2)]
    assert np.array_equal(drawn[0], drawn[1])
    assert not np.array_equal(drawn[0], drawn[2])
    model.evaluate(drawn[0])
    for seat in set(range(len(model.seats))) - set(drawn[0].tolist()):
        with pytest.raises(ValueError, match="hard limit"):
            model.evaluate(np.array(sorted((*drawn[0].tolist(), seat)), dtype=np.int64))


def test_measures(solution: api.Solution) -> None:
    measures = api.measure(solution, lang="en")
    assert len(measures.names) == 4
    assert measures.n_plans == 1
    assert measures.value("value") == solution.value
    assert measures.value("value", 1) is None
    # README of scenarios/tiny: 1,513 points, which village by village reaches too
    assert measures.value("value", 2) == 1513
    frame = measures.frame("zh", written=True)
    assert list(frame.columns[-3:]) == ["上一轮", "逐村择优", "随机(种子1)"]
    with pytest.raises(KeyError):
        measures.value("nothing")
    with pytest.raises(ValueError, match="at least one"):
        api.measure()


def test_village_points_add_up_to_the_value(solution: api.Solution) -> None:
    """By the goals, a village's team is worth what its stayers were and what the new people add."""
    measures = api.measure(solution, lang="en")
    book, plan = solution.solved.book, solution.plan
    before = sum(v.before or 0 for v in measures.villages(0))
    stay = api.measure(solution, lang="en").subjects[1]
    assert before == measures.value("points")
    assert before - solution.value == sum(stay.village_points.values())  # in tiny, everybody on post stays
    assert evaluate(plan, book).value == solution.value


@pytest.fixture(scope="module")
def light(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The round, and an overlay of three changes of which one takes a person's place away."""
    base = copy_round(tmp_path_factory.mktemp("light"))
    over = base.parent / "light.yaml"
    over.write_text(
        "extends: tiny-csv.yaml\nname: light\nreason: 试\n"
        "rules:\n  light_task: {members_max: 1}\n"
        "goals:\n  need_fit: {weight: 4}\n"
        "reference: {on_post_date: 2025-06-10}\n"
    )
    return base, over


def test_the_line_that_moved_somebody(light: tuple[Path, Path]) -> None:
    """V4 is light and loses one of two members; dates and weights move nobody."""
    told = []
    found = api.causes(*light, on_solve=lambda done, of: told.append((done, of)))
    assert [effect.change.key for effect in found.effects] == [
        "reference.on_post_date",
        "rules.light_task",
        "goals.need_fit",
    ]
    assert [(p.kind, p.verdict, p.changes) for p in found.people] == [("dropped", "agreed", ("rules.light_task",))]
    assert (found.solves, found.complete, found.restless) == (9, True, 0)  # both, three alone, three left out, control
    assert told == [(i, 9) for i in range(1, 10)]
    _, by_rule, by_weight = found.effects
    line = by_rule.change.lines[0]
    assert (line.path, line.before, line.after) == ("rules.light_task.members_max", "", "1")
    assert line.place.startswith("tiny/light.yaml:5:")
    assert by_rule.alone is not None
    assert by_rule.alone.moved == 1
    assert by_weight.alone is not None
    assert by_weight.alone.value == -328 // 2  # README of scenarios/tiny: 328 points of fit at 8, so 164 at 4
    assert by_weight.alone.moved == 0


def test_a_limit_of_solves_leaves_it_open_or_likely(light: tuple[Path, Path]) -> None:
    found = api.causes(*light, solves=2)
    assert (found.solves, found.complete) == (2, False)
    assert [p.verdict for p in found.people] == ["open"]
    some = api.causes(*light, solves=5)  # all three alone, none left out
    assert [(p.verdict, p.changes) for p in some.people] == [("likely", ("rules.light_task",))]


def test_a_list_given_beside_the_scenario(light: tuple[Path, Path], tmp_path: Path) -> None:
    """The curve takes the list from the plan folder; causes cannot be found without it, and it says so."""
    villages = api.freeze(light[0])
    given = api.write_village_list(villages, tmp_path / "list.csv")
    folder = api.solve(api.freeze(light[0], posts=given)).write(light[0].parent / "given")
    assert api.trade_off(folder, points=2).points[0].value == 1513
    with pytest.raises(InputError, match="--posts"):
        api.causes(folder, light[1])


def test_one_change_alone_is_the_cause(light: tuple[Path, Path]) -> None:
    other = api.what_if(light[0], "reason: 试\nrules: {light_task: {members_max: 1}}")
    found = api.causes(light[0], other)
    assert found.solves == 3  # both, and the first once more
    assert [(p.verdict, p.changes) for p in found.people] == [("agreed", ("rules.light_task",))]
    nothing = api.causes(light[0], light[0])
    assert (nothing.effects, nothing.people) == ((), ())


def test_the_curve_rises_until_it_costs_exceptions() -> None:
    told = []
    trade = api.trade_off(TINY, points=3, on_point=lambda done, of: told.append((done, of)))
    floors = [point.floor for point in trade.points]
    assert floors == sorted(floors)
    assert floors[0] == 0
    assert len(floors) <= 3
    free = trade.points[0]
    assert free.value == 1513
    assert (free.kept, free.proved) == (True, False)
    assert all(p.kept == (not p.short and p.severity <= free.severity) for p in trade.points)
    assert all(p.proved for p in trade.points if not p.kept), "in tiny, least severity is always proved"
    assert not any(p.proved for p in trade.points if p.kept)
    assert all(point.value <= free.value for point in trade.points if not point.short)
    assert all(point.worst >= point.floor for point in trade.points if not point.short)
    assert told[-1][0] == len(floors)
    assert trade.frame("en").columns[0] == "Floor for every village"
    with pytest.raises(ValueError, match="two points"):
        api.trade_off(TINY, points=1)


def test_a_floor_at_the_expense_of_other_exceptions_is_not_kept() -> None:
    """No village is short of 128, but other exceptions are heavier for it: the floor to find lies below."""
    free = TradePoint(0, 102, 174, 30851, 340, 0.001, short=0, kept=True, proved=False)
    heavier = replace(free, floor=128, worst=133, severity=360, kept=False)
    assert _next_floor({0: free, 128: heavier}, least=102, middle=250, steps=6) == 120, "as 115 is counted"


def test_plans_that_are_called_alike_are_told_apart(solution: api.Solution) -> None:
    """Names are the columns of frames and charts: of two that are the same, one would be lost."""
    measures = api.measure(solution, solution, names=["甲", "甲"], baselines=False)
    assert [name.to("zh") for name in measures.names] == ["甲", "甲(2)"]
    assert measures.frame()["甲(2)"].equals(measures.frame()["甲"].rename("甲(2)"))
    assert len({name.to("en") for name in api.measure(solution, solution).names}) == 5
    with pytest.raises(ValueError, match="2 plans and 1 names"):
        api.measure(solution, solution, names=["one"])


def test_a_question_upon_a_question_is_refused_in_words(tmp_path: Path) -> None:
    """A what-if has no file to be extended: neither by another one, nor by mixtures that look for causes."""
    base = copy_round(tmp_path)
    lighter = api.what_if(base, "name: lighter\ngoals: {need_fit: {weight: 2}}")
    for ask in (lambda: api.what_if(lighter, "goals: {}"), lambda: api.causes(lighter, base)):
        with pytest.raises(InputError) as error:
            ask()
        assert [(fault.code, fault.value) for fault in error.value.faults] == [("no_base", "lighter")]


def test_lines_over_a_scenario_touch_no_file(tmp_path: Path) -> None:
    base = copy_round(tmp_path)
    before = sorted(base.parent.rglob("*"))
    other = api.what_if(base, "goals: {need_fit: {weight: 2}}")
    assert sorted(base.parent.rglob("*")) == before
    assert other.opened.scenario.settings.goals.need_fit.weight == 2
    with pytest.raises(InputError, match="need_fits"):
        api.what_if(base, "goals: {need_fits: {weight: 2}}")


def test_one_more_nominee() -> None:
    the_round = api.load(TINY)
    more = api.one_more(the_round, "agronomy", 2)
    assert len(more.instance.candidates) == len(the_round.instance.candidates) + 2
    assert api.solve(more).value >= api.solve(the_round).value
    again = api.one_more(more, "law").instance
    new = [(c.person_id, c.expertise[0].value) for c in again.candidates if c.person_id.startswith("+")]
    assert sorted(new) == [("+01", "agronomy"), ("+02", "agronomy"), ("+03", "law")]
    assert again.units == more.instance.units
    with pytest.raises(ValueError, match="magic"):
        api.one_more(the_round, "magic")


def test_the_workbook(solution: api.Solution, light: tuple[Path, Path], tmp_path: Path) -> None:
    other = api.solve(light[1], lang="en")
    measures = api.measure(solution, other, names=["one", "two"], lang="en")
    file = write_comparison(measures, tmp_path / "c.xlsx", "en", api.trade_off(TINY, points=2), api.causes(*light))
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == [
        "Indicators",
        "People",
        "Villages",
        "Total against worst",
        "What changes do",
        "What moved whom",
    ]
    assert [cell.value for cell in book["Indicators"][1]][2:4] == ["one", "two"]
    assert [cell.value for cell in book["People"]["D"]][1:2] == ["A01P0011"]  # who is no longer sent
    assert file.stat().st_mode & 0o077 == 0
    for bad in ("c.xlsx", "c.csv"):
        with pytest.raises(OutputError):
            write_comparison(measures, tmp_path / bad, "en")


def test_plans_that_send_nobody_and_plans_of_two_places(solution: api.Solution, tmp_path: Path) -> None:
    """All nominees withdrawn, and another prefecture: whatever has no figure is a dash, and no one is mistaken."""
    base = copy_round(tmp_path)
    people = ", ".join(c.person_id for c in api.load(base).instance.candidates)
    empty = api.solve(api.what_if(base, f"suppose: {{withdraw: {{people: [{people}]}}}}"))
    assert empty.plan.assignments == ()
    elsewhere = api.solve(SCENARIOS / "prefecture-tiny" / "prefecture-tiny.yaml", effort="quick")
    for one, two in ((solution, empty), (empty, solution), (solution, elsewhere), (elsewhere, empty)):
        measures = api.measure(one, two, names=["one", "two"])
        for lang in ("zh", "en"):
            frame = measures.frame(lang, written=True)
            assert not frame.isna().any().any()
            write_comparison(measures, tmp_path / f"{len(list(tmp_path.glob('*.xlsx')))}.xlsx", lang)
        found = measures.comparison(lang="en")
        assert all(move.why is not None and move.why.to("zh") for move in found.moves)
        same = elsewhere not in (one, two)
        assert measures.is_elsewhere(1) is not same
        assert bool(found.moves) is same, "codes of tiny are used in the prefecture too, for others"
        assert bool(measures.villages()) is same
    gone = api.measure(solution, empty, baselines=False).comparison(lang="en").moves
    assert {move.kind for move in gone} == {"dropped"}
    assert {move.why.to("en") for move in gone if move.why} == {"no longer in the roster"}
    assert api.trade_off(empty.villages, points=2).points[0].kept
