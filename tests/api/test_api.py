"""The functions that notebooks use, on the round that can be checked on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from solver import api
from solver.api import solving
from solver.api.certifying import certify, keys_of, prices_of, severity_prices_of
from solver.api.solving import resolve_effort
from solver.book.compile import compile_model
from solver.domain.certificate import Certificate, Halves, Prices
from solver.engine.county import CountyResult, Leaf, Progress, solve_county
from solver.engine.effort import EFFORTS, Effort
from solver.engine.pricing import Scalars
from solver.engine.relaxation import PricePoint
from solver.errors import InputError, ModelError
from solver.modelling.halves import Half
from solver.modelling.model import AllocationModel
from solver.units import PRICE_SCALE
from tests.rounds import NOMINEES, SCENARIOS, Row, copy_round, edit

TINY = SCENARIOS / "tiny" / "tiny.yaml"


@pytest.fixture(scope="module")
def solution() -> api.Solution:
    return api.solve(TINY, lang="en")


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> api.VillageList:
    """The same round where nobody may be first secretary: there are exceptions."""
    scenario = copy_round(tmp_path_factory.mktemp("short"))

    def young(row: Row) -> None:
        row["转正时间"] = "2025.01" if row["转正时间"] else ""

    edit(scenario, NOMINEES, young)
    return api.freeze(scenario)


def test_a_round_knows_its_inputs() -> None:
    the_round = api.load(TINY)
    assert (the_round.name, the_round.lang, the_round.posts) == ("tiny", "zh", None)
    assert (the_round.key, the_round.shown_path) == ("tiny/tiny.yaml", "scenarios/tiny/tiny.yaml")
    assert len(the_round.instance.candidates) == 12
    assert api.load(TINY, "en").lang == "en"
    with pytest.raises(InputError):
        api.load(TINY.parent / "none.yaml")


def test_villages_first() -> None:
    villages = api.freeze(TINY)
    assert villages.stage1 is not None
    assert villages.stage1.proved
    assert villages.exceptions == ()
    frame = villages.frame("en")
    # README of scenarios/tiny: 3, 3, 0 and 2 members
    assert frame["members_target"].tolist() == [3, 3, 0, 2]
    assert frame["reasons"].str.len().min() > 0


def test_a_list_written_and_read_back_is_the_same(tmp_path: Path) -> None:
    villages = api.freeze(TINY)
    for ending in ("xlsx", "csv"):
        file = api.write_village_list(villages, tmp_path / f"list.{ending}")
        again = api.freeze(TINY, posts=file)
        assert again.posts == villages.posts
        assert again.stage1 is None
        assert [name for name, _ in again.source] == [file.name]


def test_frames_of_a_solution(solution: api.Solution) -> None:
    # ten people are sent, two stay; P0004 and P0012 are left over (README of scenarios/tiny)
    assert len(solution.assignments) == 12
    assert len(solution.teams) == 4
    assert solution.exceptions.empty
    assert set(solution.unposted["person_id"]) == {"A01P0004", "A01P0012"}
    assert {"unit", "quota_member"} <= set(solution.units.columns)
    points = solution.points.set_index("goal")["points"]
    assert (points["need_fit"], points["primary_need"]) == (328, 240)
    assert points.sum() == solution.value == solution.certificate.value.bound
    assert (solution.severity, solution.gap, solution.n_exceptions, solution.interrupted) == (0, 0.0, 0, False)
    assert solution.tables["teams"].headed().columns[0] == "No."
    assert "Proved best" in solution.summary()
    assert "已证明最优" in solution.summary("zh")


def test_a_written_plan_is_verified_and_is_the_same_plan(solution: api.Solution, tmp_path: Path) -> None:
    folder = solution.write(tmp_path / "plan")
    verified = api.verify(folder, TINY)
    assert verified.ok, verified.findings
    assert verified.certificate == solution.certificate
    same = api.compare(solution, folder)
    assert same.moves == ()
    assert same.moves_frame("en").empty
    assert all(figure.before == figure.after for figure in same.figures)


def test_compare_tells_what_became_of_each_person(solution: api.Solution, short: api.VillageList) -> None:
    other = api.solve(short)
    found = api.compare(solution, other)
    moves = found.moves_frame("en").set_index("person_id")
    dropped = moves[moves["change"] == "no longer sent"]
    assert {"A01P0001", "A01P0002", "A01P0003"} <= set(dropped.index)
    assert dropped.loc["A01P0002", "before"] == "砚溪县柳坪镇石湾村 first secretary"
    assert dropped.loc["A01P0002", "after"] == "–"
    figures = found.figures_frame("zh").set_index("key")
    assert figures.loc["exceptions", "before"] == 0
    assert figures.loc["exceptions", "after"] == other.n_exceptions > 0
    assert figures.loc["sent", "difference"] == -3
    # V003 has nobody now; V001 keeps its members, V002 its incumbent, V004 both
    assert figures.loc["unserved", "after"] == 1
    assert {move.person_id: move.kind for move in api.compare(other, solution).moves}["A01P0002"] == "sent"


def test_rules_and_rounds(tmp_path: Path) -> None:
    assert {row["slug"] for row in api.rules("en")} >= {"unit_quota", "need_fit"}
    first, *others = api.generate("tiny", tmp_path / "new", seed=3, lang="en")
    assert api.load(first).lang == "en"
    assert others
    with pytest.raises(KeyError):
        api.generate("huge", tmp_path / "other")


def test_effort_of_the_scenario_and_of_the_caller() -> None:
    the_round = api.load(TINY)
    assert resolve_effort(the_round, None, None) == EFFORTS["default"]
    assert resolve_effort(the_round, "quick", 5).seconds == 5.0
    units = resolve_effort(the_round, 7, None)
    assert (units.batches, units.patience) == (7, 7)
    own = Effort(batches=1)
    assert resolve_effort(the_round, own, None) is own
    with pytest.raises(KeyError):
        resolve_effort(the_round, "huge", None)


# -- the certificate --


def certified(model: AllocationModel, result: CountyResult) -> Certificate:
    return certify(model, result, {}, {})


def modelled(villages: api.VillageList) -> tuple[AllocationModel, CountyResult]:
    model = compile_model(villages.problem, villages.round.book)
    return model, solve_county(model)


def test_certificate_holds_what_the_engine_proved(short: api.VillageList) -> None:
    model, result = modelled(short)
    found = certified(model, result)
    assert result.severity > 0
    assert found.severity.reached == found.severity.bound == result.severity_bound
    assert found.value.bound == result.value_bound
    assert found.severity.search_bound is found.value.search_bound is None
    assert isinstance(found.severity.proof, Prices)
    assert isinstance(found.value.proof, Prices)
    assert 0 not in (*found.severity.proof.rows.values(), *found.value.proof.rows.values())
    assert found.severity.proof.severity == 0


def test_severity_prices_are_scaled_to_the_unit(short: api.VillageList) -> None:
    """Half a unit of severity at half the prices proves the same: prices are doubled, and rounded to the nearest."""
    model, result = modelled(short)
    point = result.severity_point
    assert point is not None
    assert point.scalars.severity_price == PRICE_SCALE
    full = severity_prices_of(keys_of(model), point)
    assert full.rows == prices_of(keys_of(model), point).rows
    half = PricePoint(point.rows // 2, Scalars(0, PRICE_SCALE // 2), 0)
    assert severity_prices_of(keys_of(model), half).rows == {k: 2 * (p // 2) for k, p in full.rows.items() if p // 2}
    assert severity_prices_of(keys_of(model), None) == Prices()
    assert severity_prices_of(keys_of(model), PricePoint(point.rows, Scalars(0, 0), 0)) == Prices()


def test_without_prices_there_is_a_weak_and_true_bound(short: api.VillageList) -> None:
    model, result = modelled(short)
    best = certified(model, result)
    early = replace(result, severity_point=None, value_leaves=(), severity_bound=0, value_bound=None, interrupted=True)
    weak = certified(model, early)
    assert weak.severity.bound <= best.severity.bound
    assert weak.value.bound >= best.value.bound
    assert weak.value.proof == weak.severity.proof == Prices()


def test_what_a_search_proved_beyond_the_prices_is_kept_apart(short: api.VillageList) -> None:
    model, result = modelled(short)
    (whole,) = result.value_leaves
    # a point more on every row: those that are not used up in the plan make the bound worse
    dear = Leaf((), replace(whole.point, rows=whole.point.rows + PRICE_SCALE))
    found = certified(model, replace(result, value_leaves=(dear,), value_bound=result.value))
    assert found.value.best_bound == found.value.search_bound == result.value < found.value.bound
    assert found.value.gap > 0


def test_halves_become_a_tree_of_prices(short: api.VillageList) -> None:
    """Halves by 0 of a person's seats, and the plans with more of them by 1: three leaves, each with its own prices."""
    model, result = modelled(short)
    (whole,) = result.value_leaves
    key = next(c.key for c in model.linking_counts if c.rule == "one_post_per_person" and len(c.seats) > 1)
    none, some = Half(key, 0, more=False), Half(key, 0, more=True)
    paths = [(none,), (some, Half(key, 1, more=False)), (some, Half(key, 1, more=True))]
    leaves = [
        Leaf(path, replace(whole.point, rows=np.append(whole.point.rows, np.arange(len(path)) - 1))) for path in paths
    ]
    proof = certified(model, replace(result, value_leaves=tuple(leaves))).value.proof
    rows = prices_of(keys_of(model), whole.point)
    halves = [replace(rows, halves=tuple(range(-1, len(path) - 1))) for path in paths]
    assert proof == Halves(key, 0, halves[0], Halves(key, 1, halves[1], halves[2]))


def test_a_plan_beyond_its_bound_is_a_defect(short: api.VillageList) -> None:
    model, result = modelled(short)
    with pytest.raises(ModelError, match="beyond its bounds"):
        certified(model, replace(result, value=10**9))
    with pytest.raises(ModelError, match="beyond its bounds"):
        certified(model, replace(result, severity=-1))


@pytest.mark.parametrize("change", ["value", "severity", "seats"])
def test_a_plan_that_the_statements_judge_otherwise_never_leaves(
    short: api.VillageList, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    true = solve_county

    def lying(model: AllocationModel, *args: object, **more: object) -> CountyResult:
        result = true(model)
        if change == "seats":
            return replace(result, seats=np.concatenate([result.seats, [s for s in range(9) if s not in result.seats]]))
        return replace(result, **{change: getattr(result, change) + 1})

    monkeypatch.setattr("solver.engine.county.solve_county", lying)
    with pytest.raises(ModelError, match=r"the engine"):
        solving.solve(short)


def test_a_stop_at_the_first_line_of_progress_leaves_a_whole_plan(short: api.VillageList, tmp_path: Path) -> None:
    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    stopped = api.solve(short, on_progress=stop)
    assert stopped.interrupted
    assert stopped.solved.status == "interrupted"
    folder = stopped.write(tmp_path / "plan")
    assert api.verify(folder, short.round.path).ok
    complete = api.solve(short)
    assert not complete.interrupted
    assert stopped.severity >= complete.severity


def test_a_stop_in_stage_1_leads_to_the_first_plan() -> None:
    villages = api.freeze(TINY)
    assert villages.stage1 is not None
    halted = replace(villages, stage1=replace(villages.stage1, interrupted=True))
    lines: list[str] = []
    found = api.solve(halted, on_progress=lambda progress: lines.append(progress.phase))
    assert found.interrupted
    assert len(lines) == 1
