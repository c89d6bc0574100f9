"""A task for tests of the county's crew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.engine.neighbourhood import Answer
from solver.engine.pricing import Scalars
from solver.engine.relaxation import Relaxation, Subproblem
from solver.units import PRICE_SCALE


@dataclass(frozen=True)
class PriceTask:
    """Prices every village at prices of its own; answers with the columns found."""

    seed: int

    @property
    def name(self) -> str:
        return f"price-{self.seed}"

    def run(self, relaxation: Relaxation) -> Answer:
        whole = Subproblem(relaxation)
        rows = np.random.default_rng(self.seed).integers(0, 40 * PRICE_SCALE, len(whole.linking))
        _, columns = whole.price(rows, Scalars(PRICE_SCALE, 0), 4)
        return Answer(tuple(columns), proved=False)
