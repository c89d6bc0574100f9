"""Branching: split the plans in halves where the relaxation is torn, and bound each half by its own prices (§7.1).

What the relaxation of the whole leaves open is mostly a person who is half here and half there, or half an expert in a
team. Splitting by the seats of a count changes prices only, never the shape of a team, so pricing stays exact; and the
tree of halves with the prices of its leaves is a proof that can be re-checked (§7.4).

References
----------
Ryan & Foster (1981), An integer programming approach to scheduling; Barnhart et al. (1998), Branch-and-price,
doi:10.1287/opre.46.3.316.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from solver.engine.generation import Generation, generate_columns
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem
from solver.modelling.halves import Half, seats_to_split

LEADING = 40
"""Columns a village that a half hands on to its own halves, the best priced."""
TORN = 0.02
"""Seats that a relaxation must be away from a whole number for a split to be of use."""


@dataclass(frozen=True, eq=False)
class Torn:
    """A half of the plans, bounded, and where to split it next.

    Attributes
    ----------
    halves
        The halves it is in, from the whole down.
    point
        Prices of all rows and of the rows of its halves, and what they prove.
    columns
        The columns that are best at these prices.
    split
        Count key and limit to split by, or ``None`` if the relaxation is torn nowhere.
    """

    halves: tuple[Half, ...]
    point: PricePoint
    columns: tuple[Column, ...]
    split: tuple[str, int] | None


def bound_half(
    relaxation: Relaxation,
    halves: Sequence[Half],
    columns: Sequence[Column],
    start: PricePoint,
    severity_limit: int,
    floor: int,
) -> Torn:
    """Bound the value of the plans in some halves.

    Parameters
    ----------
    columns
        To start from.
    start
        Prices of a problem with the first rows of this one.
    floor
        Value that is of no interest: a bound that is not above it need not be made better.
    """
    inside = relaxation.within(halves)
    whole = Subproblem(inside)
    rows = np.zeros(len(inside.linking), dtype=np.int64)
    rows[: len(start.rows)] = start.rows
    master = whole.master([_renewed(inside, c) for c in columns], severity_limit)
    made = generate_columns(
        whole,
        master,
        severity_limit,
        n_others=2,
        start=PricePoint(rows, start.scalars, 0),
        tell=lambda _, __, point: point.value_bound(severity_limit) > floor,
    )
    leading = tuple(made.best.leading(master.columns, LEADING))
    return Torn(tuple(halves), made.best, leading, _split(relaxation, made))


def _renewed(relaxation: Relaxation, column: Column) -> Column:
    """Return the column with what it uses of this relaxation's rows."""
    rows, amounts = relaxation.linking.usage(np.array(column.seats, dtype=np.int64))
    return replace(column, rows=tuple(rows.tolist()), amounts=tuple(amounts.tolist()))


def _split(relaxation: Relaxation, made: Generation) -> tuple[str, int] | None:
    """Return the count that the relaxation's optimum tears most, and the whole number below it.

    Counts across villages come first: a person, or a unit, settled for all villages moves the bound most.
    """
    model = relaxation.model
    taken = np.zeros(len(model.seats))
    for column, weight in zip(made.duals.columns, made.duals.weights, strict=True):
        taken[list(column.seats)] += weight
    across = {count.key for count in model.linking_counts}
    best: tuple[float, str, int] | None = None
    for key, seats in seats_to_split(model).items():
        n = float(taken[seats].sum())
        off = abs(n - round(n))
        rank = off * (1.5 if key in across else 1.0)
        if off > TORN and (best is None or rank > best[0] + 1e-9):
            best = (rank, key, int(np.floor(n)))
    return None if best is None else best[1:]


class HalvesTree:
    """The halves that are not split further: together they hold all plans, so the worst of their bounds is one.

    Parameters
    ----------
    whole
        All plans, bounded.
    """

    def __init__(self, whole: Torn) -> None:
        self.leaves = [whole]

    def bound(self, severity: int) -> int:
        """Most value of any plan of this severity or less."""
        return max(leaf.point.value_bound(severity) for leaf in self.leaves)

    def worst(self, n: int, severity: int, floor: int) -> list[Torn]:
        """Return the n leaves of the highest bound, of those above ``floor`` that can be split."""
        bounds = [leaf.point.value_bound(severity) for leaf in self.leaves]
        worth = [i for i, bound in enumerate(bounds) if bound > floor and self.leaves[i].split is not None]
        return [self.leaves[i] for i in sorted(worth, key=lambda i: -bounds[i])[:n]]

    def split(self, leaf: Torn, halves: Sequence[Torn]) -> None:
        """Put both halves of a leaf in its place."""
        place = self.leaves.index(leaf)
        self.leaves[place : place + 1] = halves


def halves_of(torn: Torn) -> list[tuple[Half, ...]]:
    """Return both ways on from a half that can be split."""
    assert torn.split is not None
    key, limit = torn.split
    return [(*torn.halves, Half(key, limit, more)) for more in (False, True)]
