"""Whether what sharing people out among counties loses can be won back: by other steps, by searching who goes where.

``PYTHONPATH=. python benchmarks/studies/2026-12-01_can-sharing-be-won/study.py FOLDER prefecture:1`` relaxes the case,
shares its people out in several ways, and lets HiGHS search for better shares, teams staying relaxed. What is relaxed
is kept in FOLDER. Writes results.json beside itself: a case is added, others stay. A quarter of an hour a prefecture.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2, parameters_pb2

from benchmarks.machine import describe_machine
from benchmarks.stepwise import case_work, steps
from solver.engine.coupled import placing
from solver.engine.coupled.places import Places
from solver.engine.coupled.relaxing import CROWDED, LOOSE, N_OTHERS, Relaxed
from solver.engine.coupled.whole import WholeRun
from solver.engine.crews.contract import Crew
from solver.engine.generation import generate_columns
from solver.engine.program import Column, Program, run
from solver.modelling.seats import BoolArray, IntArray
from solver.units import PRICE_SCALE

RESULTS = Path(__file__).with_name("results.json")
WAYS: tuple[dict[str, float], ...] = ({}, {"ROUGH": 0.003}, {"SHARE": 0.12}, {"SHARE": 0.5})
"""Constants of ``placing`` that are other than the product's."""
NEAR = 8.0
"""Points that a team may be worth less than the best of its village, to be in a search over shares."""
SEARCH, FEW, SOME, PIECE = 300, 20, 5, 60
"""Seconds for all torn people at once; people of a piece, pieces, seconds for each."""


class Sharing:
    """People whom only one county can have, and who gets them."""

    def __init__(self, whole: WholeRun, crew: Crew[Places], relaxed: Relaxed) -> None:
        self.run, self.crew, self.relaxed = whole, crew, relaxed
        self.numbers = np.flatnonzero(whole.rows.spanning)
        self.limits: IntArray = whole.rows.linking.limits[self.numbers]
        self.place = {row: i for i, row in enumerate(self.numbers.tolist()) if self.limits[i] == 1}
        self.torn: BoolArray = (
            (self.limits == 1) & (relaxed.usage.max(axis=0) < placing.SURE) & (relaxed.usage.sum(axis=0) > placing.SEEN)
        )

    def given(self, **constants: float) -> IntArray:
        """Share out as the product does, some constants apart: who is given to whom, (n_counties, n_spanning)."""
        seen: list[IntArray] = []
        relaxation = self.run.relaxation
        pricing = relaxation.pricing

        def kept(*asked: Any) -> Any:
            made = pricing(*asked)
            seen.append(made.given)
            return made

        with patch.dict(vars(placing), constants), patch.object(relaxation, "pricing", kept):
            placing._shared(self.run.rows, relaxation, self.crew, self.relaxed)
        return seen[0]

    def bound(self, given: IntArray, columns: Iterable[Column] = ()) -> tuple[float, list[Column]]:
        """Relax again with people given; return the optimum, as far as it is found, and its columns."""
        relaxation = self.run.relaxation
        pricing = relaxation.pricing(self.crew, "study", lambda: 0)
        pricing.given[:] = given
        master = relaxation.master()
        master.add(list(dict.fromkeys([*self.relaxed.columns, *columns])))
        relaxation.confine(master, self.limits - given.sum(axis=0) + given)
        tolerance = LOOSE * pricing.n_villages
        made = generate_columns(
            pricing, master, 0, n_others=N_OTHERS, crowded=CROWDED, tolerance=tolerance, tell=lambda *_: True
        )
        return made.duals.objective, master.columns

    def near(self, columns: Sequence[Column]) -> list[Column]:
        """Return the columns that are nearly the best of their village at the relaxation's prices, and nobody."""
        point, tops = self.relaxed.point, self.relaxed.tops
        return [c for c in columns if not c.seats or tops[c.village] - point.worth(c) <= NEAR * PRICE_SCALE]

    def searched(
        self, given: IntArray, columns: Sequence[Column], free: BoolArray, seconds: int
    ) -> tuple[float | None, float, IntArray]:
        """Search for the best shares of some people, teams relaxed: optimum found, its bound, and the shares."""
        program = Program(range(len(self.relaxed.tops)), self.run.rows.linking, 0, 1)
        kept = self._fitting(given, columns, free)
        model = program.finish(kept, integer=False)
        chosen = self._choices(model, kept, free, program.n_variables)
        parameters = parameters_pb2.SolveParametersProto(relative_gap_tolerance=0.0, absolute_gap_tolerance=0.5)
        parameters.time_limit.seconds = seconds
        answer = run(model, "HIGHS", parameters)
        bound = answer.termination.objective_bounds.dual_bound
        if not answer.solutions:
            return None, bound, given
        found = answer.solutions[0].primal_solution
        values = dict(zip(found.variable_values.ids, found.variable_values.values, strict=True))
        shares = given.copy()
        shares[:, free] = 0
        for (county, place), variable in chosen.items():
            shares[county, place] = round(values.get(variable, 0.0))
        return found.objective_value, bound, shares

    def _fitting(self, given: IntArray, columns: Sequence[Column], free: BoolArray) -> list[Column]:
        """Return the columns that take nobody who is given to another county and not free."""
        county = self.run.split.county_of
        others = given.sum(axis=0) - given
        return [
            c
            for c in columns
            if all(
                free[self.place[row]] or not others[county[c.village], self.place[row]]
                for row in c.rows
                if row in self.place
            )
        ]

    def _choices(
        self, model: model_pb2.ModelProto, columns: Sequence[Column], free: BoolArray, first: int
    ) -> dict[tuple[int, int], int]:
        """Add to a program who of the free goes to which county; return the variables by county and person."""
        takers: dict[int, dict[int, list[int]]] = {}
        for variable, column in enumerate(columns, first):
            for row in column.rows:
                if row in self.place and free[self.place[row]]:
                    county = self.run.split.county_of[column.village]
                    takers.setdefault(self.place[row], {}).setdefault(county, []).append(variable)
        matrix, rows, variables = model.linear_constraint_matrix, model.linear_constraints, model.variables
        entries = list(zip(matrix.row_ids, matrix.column_ids, matrix.coefficients, strict=True))
        chosen: dict[tuple[int, int], int] = {}
        for place, by_county in sorted(takers.items()):
            once = len(rows.ids)
            rows.ids.extend(range(once, once + 1 + len(by_county)))
            rows.lower_bounds.extend([-np.inf] * (1 + len(by_county)))
            rows.upper_bounds.extend([1.0, *[0.0] * len(by_county)])
            for link, (county, teams) in enumerate(sorted(by_county.items()), once + 1):
                variable = chosen[county, place] = first + len(columns) + len(chosen)
                entries += [(once, variable, 1.0), (link, variable, -1.0), *((link, team, 1.0) for team in teams)]
        variables.ids.extend(chosen.values())
        variables.lower_bounds.extend([0.0] * len(chosen))
        variables.upper_bounds.extend([1.0] * len(chosen))
        variables.integers.extend([True] * len(chosen))
        del matrix.row_ids[:], matrix.column_ids[:], matrix.coefficients[:]
        for row, variable, amount in sorted(entries):
            matrix.row_ids.append(row)
            matrix.column_ids.append(variable)
            matrix.coefficients.append(amount)
        return chosen

    def piece(self, first: int, columns: Sequence[Column], rng: np.random.Generator) -> BoolArray:
        """Return some torn people whom the same villages want: bool array of shape (n_spanning,)."""
        wanted: dict[int, set[int]] = {}
        for column in columns:
            wanted.setdefault(column.village, set()).update(self.place[r] for r in column.rows if r in self.place)
        people = {first}
        torn = set(np.flatnonzero(self.torn).tolist())
        while len(people) < min(FEW, len(torn)):
            shared: dict[int, float] = dict.fromkeys(sorted(torn - people), 0.0)
            for some in wanted.values():
                for person in (some & torn) - people:
                    shared[person] += len(some & people) / len(some)
            best = max(shared.values())
            people.add(int(rng.choice([person for person, much in shared.items() if much == best])))
        free: NDArray[np.bool_] = np.zeros(len(self.limits), dtype=np.bool_)
        free[list(people)] = True
        return free


def measured(sharing: Sharing) -> Iterable[tuple[str, Any]]:
    """Yield what is found, step by step."""
    relaxed = sharing.relaxed
    relaxed_to, _ = sharing.bound(np.zeros_like(relaxed.usage, dtype=np.int64))
    yield "relaxed", round(relaxed_to, 1)
    yield "torn people", int(np.count_nonzero(sharing.torn))
    first: IntArray | None = None
    for constants in WAYS:
        start = time.perf_counter()
        given = sharing.given(**constants)
        seconds = time.perf_counter() - start
        optimum, columns = sharing.bound(given)
        told = ", ".join(f"{name} {figure:g}" for name, figure in constants.items()) or "as the product"
        yield told, {"lost": round(relaxed_to - optimum, 1), "seconds": round(seconds, 1)}
        if first is None:
            first, now, known = given, optimum, columns
    assert first is not None
    teams = sharing.near(list(dict.fromkeys([*relaxed.columns, *known])))
    found, bound, shares = sharing.searched(first, teams, sharing.torn, SEARCH)
    optimum, _ = sharing.bound(shares, known)
    yield (
        "all torn people free",
        {
            "lost": round(relaxed_to - optimum, 1),
            "lost among the teams listed": None if found is None else round(relaxed_to - found, 1),
            "lost at least": round(relaxed_to - bound, 1),
        },
    )
    rng = np.random.default_rng(1)
    for place in rng.permutation(np.flatnonzero(sharing.torn))[:SOME].tolist():
        found, bound, _ = sharing.searched(first, teams, sharing.piece(place, teams, rng), PIECE)
        won = None if found is None else round(found - now, 1)
        yield f"{FEW} people about {place}", {"won": won, "could win": round(bound - now, 1)}


def main(folder: Path, name: str) -> None:
    """Measure one case."""
    case = folder / name.replace(":", "-")
    with steps(case_work(name, case), case / "kept") as (whole, crew):
        sharing = Sharing(whole, crew, whole.relaxation.solve(crew, "value", 1))
        results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
        results[name] = {"machine": describe_machine()}
        for key, found in measured(sharing):
            print(key, found, flush=True)
            results[name][key] = found
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
