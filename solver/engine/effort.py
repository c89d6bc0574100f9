"""Effort: limits that do not depend on the clock, so that the plan is the same on every machine (§7.5)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from solver.engine.dive import DiveTuning
from solver.engine.neighbourhood import Tuning

EffortName = Literal["quick", "default", "thorough"]

SEED = 20210511
"""Of whatever is drawn: which villages are freed, who chooses first. Part of a plan's definition: always the same."""


@dataclass(frozen=True)
class Effort:
    """How hard to try.

    Attributes
    ----------
    dives
        Dives to make, each with its own tuning; the best is kept.
    polish
        Teams a village that the plan of a dive is polished with; 0 leaves it as it is.
    batches
        Batches of neighbourhoods at most.
    patience
        Batches without a better plan after which the search stops.
    batch
        Neighbourhoods of one batch. They start from the same plan, so the batch, not the number of workers, decides
        what is found.
    free, most_free
        Villages freed in one neighbourhood at first, and at most.
    halves
        Leaves of the tree of halves at most; thrice as many while the gap is wide.
    nodes
        Branch-and-bound nodes of each program that bounds the value by search, at least; 0 leaves it to prices.
    gap
        Relative gap of the value at which the search stops.
    wide
        Relative gap that is called wide; several counties stop there, if it is above ``gap``.
    seats
        Size of a county up to which all of this is spent; a larger one gets fewer dives, batches, leaves and nodes, in
        proportion, as each of them takes longer.
    seconds
        Wall-clock limit, or ``None``. A plan made under one is recorded as not reproducible.
    """

    dives: tuple[DiveTuning, ...] = (DiveTuning(), DiveTuning(share=0.06, keep=40))
    polish: int = 30
    batches: int = 24
    patience: int = 3
    batch: int = 4
    free: int = 40
    most_free: int = 50
    halves: int = 20
    nodes: int = 1
    gap: float = 2e-4
    wide: float = 5e-4
    tuning: Tuning = field(default_factory=Tuning)
    core_effort: float = 20.0
    seats: int = 20_000
    seconds: float | None = None

    def for_seats(self, n: int) -> Effort:
        """Return the effort for a county of so many seats."""
        if n <= self.seats:
            return self

        def part(whole: int) -> int:
            return max(1, round(whole * self.seats / n))

        return replace(
            self,
            dives=self.dives[: part(len(self.dives))],
            batches=part(self.batches),
            halves=part(self.halves),
            nodes=self.nodes * self.seats // n,
        )


EFFORTS: dict[str, Effort] = {
    "quick": Effort(
        dives=(DiveTuning(share=0.2),), polish=0, batches=1, free=24, most_free=30, halves=1, nodes=0, gap=1e-3
    ),
    "default": Effort(),
    "thorough": Effort(
        polish=60,
        batches=120,
        patience=25,
        free=48,
        most_free=80,
        halves=400,
        nodes=100,
        gap=0.0,
        tuning=Tuning(teams=6000, nodes=400),
        core_effort=120.0,
        seats=1 << 40,
    ),
}
"""Named levels of effort."""
