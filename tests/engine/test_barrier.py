"""The barrier method: the same optimum as simplex, whatever the areas, the threads and where it starts from."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import numpy as np
import pytest
from scipy import sparse

from solver.engine.barrier.blocks import TINY, Block, Blocks, Memory, NotDefiniteError
from solver.engine.barrier.dense import PANEL, divide
from solver.engine.barrier.master import BarrierMaster
from solver.engine.duals import FloatArray
from solver.engine.generation import generate_columns
from solver.engine.relaxation import Relaxation, Subproblem
from tests.engine.enumeration import all_plans
from tests.engine.random_models import Size, random_model
from tests.engine.test_bounds import every_column

SIZE = Size(villages=6, people=5)
NEAR = 0.001
"""Points that the method may miss an optimum by, here."""
SEEDS = range(40)


Whole = tuple[Subproblem, BarrierMaster]


def masters(seed: int, points: int, limit: int, areas: Sequence[np.ndarray] = ()) -> Whole:
    whole = Subproblem(Relaxation(random_model(seed, SIZE)))
    return whole, BarrierMaster(whole.villages, whole.linking, limit, points, areas=areas)


@pytest.mark.parametrize(("points", "limit"), [(1, 0), (1, 7), (0, 0)])
def test_optimum_of_simplex(points: int, limit: int) -> None:
    for seed in SEEDS:
        whole, master = masters(seed, points, limit)
        columns = every_column(whole.relaxation, whole.relaxation.model)
        master.add(columns)
        found = master.solve(NEAR)
        reference = whole.master(columns, limit, points).solve()
        assert found.objective == pytest.approx(reference.objective, abs=0.01), seed
        # one team a village in all, and hard rows are kept
        of_village = np.bincount(master.arrays.village, found.weights, len(whole.villages))
        assert of_village == pytest.approx(np.ones(len(whole.villages)), abs=1e-4)
        used = sum(w * whole.relaxation.used([c]) for c, w in zip(found.columns, found.weights, strict=True))
        assert np.all(used <= whole.linking.limits + 1e-3), seed


@pytest.mark.filterwarnings("error")
def test_prices_bound_as_well_as_those_of_simplex() -> None:
    """Where both meet their bound, they meet the same; where charges on villages are in the way, neither need do so.

    With some of the seeds a whole step brings a price to zero, exactly.
    """
    met = 0
    for seed in SEEDS:
        whole, master = masters(seed, 1, 0)
        simplex = generate_columns(whole, whole.master((), 0), 0, tolerance=0.01)
        master.add(whole.nobody())
        barrier = generate_columns(whole, master, 0, tolerance=0.01)
        least, most = all_plans(whole.relaxation.model).best
        assert barrier.best.value_bound(least) >= most, seed
        columns = every_column(whole.relaxation, whole.relaxation.model)
        optimum = whole.master(columns, 0).solve().objective
        assert max(barrier.duals.objective, simplex.duals.objective) <= optimum + 0.5, seed
        if simplex.closed and barrier.closed:
            met += 1
            assert barrier.duals.objective == pytest.approx(simplex.duals.objective, abs=0.5), seed
    assert met > len(SEEDS) / 2


@pytest.mark.parametrize(
    "areas", [[[0, 0, 0, 1, 1, 1]], [[0, 1, 2, 3, 4, 5], [0, 0, 1, 1, 2, 2]], [[1, 0, 1, 0, 1, 0]]]
)
def test_areas_change_nothing(areas: list[list[int]]) -> None:
    for seed in SEEDS[::4]:
        whole, alone = masters(seed, 1, 3)
        _, divided = masters(seed, 1, 3, [np.array(area) for area in areas])
        columns = every_column(whole.relaxation, whole.relaxation.model)
        alone.add(columns)
        divided.add(columns)
        assert divided.solve(NEAR).objective == pytest.approx(alone.solve(NEAR).objective, abs=0.01), seed


def test_a_warm_start_ends_at_the_same_optimum() -> None:
    for seed in SEEDS:
        whole, master = masters(seed, 1, 0)
        columns = every_column(whole.relaxation, whole.relaxation.model)
        master.add([*whole.nobody(), *columns[::2]])
        master.solve(NEAR)
        master.add(columns)
        assert master.solve(NEAR).objective == pytest.approx(whole.master(columns, 0).solve().objective, abs=0.01), seed


def test_columns_that_are_dropped_are_gone() -> None:
    for seed in SEEDS[::2]:
        whole, master = masters(seed, 1, 0)
        columns = every_column(whole.relaxation, whole.relaxation.model)
        master.add(columns)
        master.solve(NEAR)
        kept = [*whole.nobody(), *columns[1::3]]
        master.keep([column for column in columns if column in set(kept)])
        master.add(whole.nobody())
        assert set(master.columns) == set(kept)
        assert master.solve(NEAR).objective == pytest.approx(whole.master(kept, 0).solve().objective, abs=0.01), seed


def test_the_limit_of_severity_can_be_moved() -> None:
    whole, master = masters(3, 1, 0)
    columns = every_column(whole.relaxation, whole.relaxation.model)
    master.add(columns)
    master.solve(NEAR)
    master.limit_severity(6)
    assert master.solve(NEAR).objective == pytest.approx(whole.master(columns, 6).solve().objective, abs=0.01)


def test_threads_change_no_bit() -> None:
    whole = Subproblem(Relaxation(random_model(5, SIZE)))
    columns = every_column(whole.relaxation, whole.relaxation.model)
    rows = []
    for threads in (1, 3):
        areas = [np.array([0, 0, 1, 1, 2, 2])]
        master = BarrierMaster(whole.villages, whole.linking, 0, areas=areas, threads=threads)
        master.add(columns)
        rows.append(master.solve(NEAR).rows)
    assert rows[0].tolist() == rows[1].tolist()


def test_normal_equations_by_area_are_those_of_the_whole() -> None:
    """Against a dense solve of A W A' with the villages' rows in it.

    Rows 0 and 1 lie in the first county, 2 in the second, 3 and 4 in both; two slacks.
    """
    rng = np.random.default_rng(1)
    village = np.array([0, 0, 0, 1, 1, 1, 2, 2, 2, -1, -1, -1, -1, -1])
    dense = np.zeros((5, 14))
    dense[:2, :6] = rng.integers(0, 3, (2, 6))
    dense[2, 6:9] = rng.integers(1, 3, 3)
    dense[3:, :9] = rng.integers(0, 2, (2, 9))
    dense[:, 9:] = np.eye(5)
    weight = rng.uniform(0.1, 2.0, 14)
    teams = (village == np.arange(3)[:, None]).astype(float)
    stacked = np.vstack([dense, teams])
    right = rng.normal(size=8)
    expected = np.linalg.solve((stacked * weight) @ stacked.T, right)
    with ThreadPoolExecutor(1) as crew:
        for areas in ([], [np.array([0, 0, 1])]):
            blocks = Blocks(sparse.csc_matrix(dense), village, 3, areas, 4, crew)
            blocks.factorise(weight)
            found = np.concatenate(blocks.solve(right[:5], right[5:]))
            assert found == pytest.approx(expected, rel=1e-6)
            assert blocks.used(weight)[0] == pytest.approx(dense @ weight)
            assert blocks.priced(right[:5], right[5:]) == pytest.approx(stacked.T @ right)


@pytest.mark.parametrize("n", [1, PANEL, 2 * PANEL + 3])
def test_a_triangle_is_divided_by_panel_by_panel(n: int) -> None:
    """Against what is to be found: factor.T @ X is made of a known X; what lies below the diagonal is not looked at."""
    rng = np.random.default_rng(n)
    factor = np.asfortranarray(rng.uniform(-1, 1, (n, n)) / n + np.diag(rng.uniform(1, 2, n)))
    known = rng.uniform(-1, 1, (n, 7))
    right = np.asfortranarray(np.triu(factor).T @ known)
    divide(factor, right)
    assert right == pytest.approx(known, abs=1e-12)


def test_what_failed_is_not_done_again_while_others_are_still_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two areas side by side, the first of which loses its rank at once: the second is done before that is heard of.

    To begin anew earlier is to write where it still writes: two workers then found other prices than one.
    """
    whole = Block.eliminate
    done: list[float] = []
    heard: list[int] = []

    def eliminate(block: Block, weight: FloatArray, tiny: float, memory: Memory) -> FloatArray:
        if tiny == TINY and 0 in block.villages:
            raise NotDefiniteError
        if tiny == TINY:
            sleep(0.05)
        else:
            heard.append(len(done))
        done.append(tiny)
        return whole(block, weight, tiny, memory)

    monkeypatch.setattr(Block, "eliminate", eliminate)
    dense = np.hstack([np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), np.eye(3)])
    with ThreadPoolExecutor(2) as crew:
        blocks = Blocks(
            sparse.csc_matrix(dense), np.array([0, 1, -1, -1, -1]), 2, [np.array([0, 1]), np.array([0, 0])], 2, crew
        )
        blocks.factorise(np.ones(5))
    assert done.count(TINY) == 1
    assert heard[0] == 1
