"""Branching: halve the plans where the relaxation is torn, and bound each half by its own prices (§7.1).

What the relaxation of the whole leaves open is mostly a person who is half here and half there, or half an expert in a
team. Halving by the seats of a count changes prices only, never the shape of a team, so pricing stays exact; and the
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
from solver.modelling.halves import Half

LEADING = 40
"""Columns a village that a half hands on to its own halves, the best priced."""
TRIED, TRIED_ON = 5, 20
"""Ways to halve that are tried before one is chosen, and the columns a village on which they are tried."""
TORN = 0.02
"""Seats that a relaxation must be away from a whole number for halving to be of use."""


@dataclass(frozen=True, eq=False)
class Torn:
    """A half of the plans, bounded, and how to halve it next.

    Attributes
    ----------
    halves
        The halves it is in, from the whole down.
    point
        Prices of all rows and of the rows of its halves, and what they prove.
    columns
        The columns that are best at these prices, if it is to be halved.
    halve_by
        Count key and limit to halve by, or ``None`` if the bound is good enough or the relaxation torn nowhere.
    """

    halves: tuple[Half, ...]
    point: PricePoint
    columns: tuple[Column, ...]
    halve_by: tuple[str, int] | None


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
    if made.best.value_bound(severity_limit) <= floor:
        return Torn(tuple(halves), made.best, (), None)
    leading = tuple(made.best.leading(master.columns, LEADING))
    return Torn(tuple(halves), made.best, leading, _halving(relaxation, halves, made, severity_limit))


def _renewed(relaxation: Relaxation, column: Column) -> Column:
    """Return the column with what it uses of this relaxation's rows."""
    rows, amounts = relaxation.linking.usage(np.array(column.seats, dtype=np.int64))
    return replace(column, rows=tuple(rows.tolist()), amounts=tuple(amounts.tolist()))


def _halving(relaxation: Relaxation, halves: Sequence[Half], made: Generation, limit: int) -> tuple[str, int] | None:
    """Return the count to halve by and the whole number below its part in the relaxation's optimum.

    Of those that are torn most, the one whose halves both lower the optimum over the columns known so far.
    """
    leading = made.best.leading(made.duals.columns, TRIED_ON)

    def optimum(half: Half) -> float:
        inside = relaxation.within([*halves, half])
        return Subproblem(inside).master([_renewed(inside, c) for c in leading], limit).solve().objective

    best: tuple[float, str, int] | None = None
    for key, below in _most_torn(relaxation, made):
        at_most, more = (made.duals.objective - optimum(Half(key, below, side)) for side in (False, True))
        gain = max(at_most, 0.01) * max(more, 0.01)
        if best is None or gain > best[0] * 1.001:
            best = (gain, key, below)
    return None if best is None else best[1:]


def _most_torn(relaxation: Relaxation, made: Generation) -> list[tuple[str, int]]:
    """Return the counts that the relaxation's optimum tears most, and the whole number below each.

    Counts across villages come first: a person, or a unit, settled for all villages moves the bound most.
    """
    model = relaxation.model
    taken = np.zeros(len(model.seats))
    for column, weight in zip(made.duals.columns, made.duals.weights, strict=True):
        taken[list(column.seats)] += weight
    across = {count.key for count in model.linking_counts}
    torn = []
    for key, seats in model.seats_to_halve_by.items():
        n = float(taken[seats].sum())
        off = abs(n - round(n))
        if off > TORN:
            torn.append((-round(off * (1.5 if key in across else 1.0), 6), key, int(np.floor(n))))
    return [(key, below) for _, key, below in sorted(torn)[:TRIED]]


class HalvesTree:
    """The halves that are not halved further: together they hold all plans, so the worst of their bounds is one.

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
        """Return the n leaves of the highest bound, of those above ``floor`` that can be halved."""
        bounds = [leaf.point.value_bound(severity) for leaf in self.leaves]
        worth = [i for i, bound in enumerate(bounds) if bound > floor and self.leaves[i].halve_by is not None]
        return [self.leaves[i] for i in sorted(worth, key=lambda i: -bounds[i])[:n]]

    def halve(self, leaf: Torn, halves: Sequence[Torn]) -> None:
        """Put both halves of a leaf in its place."""
        place = self.leaves.index(leaf)
        self.leaves[place : place + 1] = halves


def halves_of(torn: Torn) -> list[tuple[Half, ...]]:
    """Return both ways on from a half that can be halved."""
    assert torn.halve_by is not None
    key, limit = torn.halve_by
    return [(*torn.halves, Half(key, limit, more)) for more in (False, True)]
