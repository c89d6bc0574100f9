"""An infeasible primal-dual interior point method with predictor, corrector and centrality correctors (§7.6).

It stops early on purpose: prices in the middle of the optimal face, good to a tenth of what is still to be gained, are
better for column generation than an exact vertex, and cost half the steps.

References
----------
Mehrotra (1992), On the implementation of a primal-dual interior point method, doi:10.1137/0802028.
Gondzio (1996), Multiple centrality corrections in a primal-dual method for linear programming, doi:10.1007/BF00249643.
Gondzio, González-Brevis & Munari (2013), New developments in the primal-dual column generation technique,
doi:10.1016/j.ejor.2012.07.024.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from solver.engine.barrier.blocks import Blocks, NotDefiniteError
from solver.engine.barrier.dense import inner
from solver.engine.duals import FloatArray

STEPS = 100
"""Steps at most."""
INFEASIBLE = 1e-2
"""Relative infeasibility that an answer may have; what it may do to the cost is part of the gap."""
CORRECTORS = 3
"""Centrality correctors a step at most: each costs a solve, a step costs a factorisation."""
NEARLY_ALL = float(np.nextafter(1.0, 0.0))
"""Of a step at whose very end something becomes zero: it is shortened like any that would go too far."""
ROUGH = 1e-3
"""Part of the cost that the gap may be where nothing is asked."""
SHORT = 1e-4
"""A step this short leads nowhere."""


@dataclass(frozen=True)
class Iterate:
    """A point between primal and dual; arrays of shape (n_columns,) unless said.

    Attributes
    ----------
    x, room
        How much of each column is taken, and how far that is below its upper limit (1 where there is none).
    rows, villages
        Prices, of shape (n_rows,) and (n_villages,).
    z, t
        Prices of the lower and of the upper limit.
    """

    x: FloatArray
    room: FloatArray
    rows: FloatArray
    villages: FloatArray
    z: FloatArray
    t: FloatArray

    def moved(self, by: Iterate, primal: float, dual: float) -> Iterate:
        """Return the point some way along a direction."""
        return Iterate(
            self.x + primal * by.x,
            self.room + primal * by.room,
            self.rows + dual * by.rows,
            self.villages + dual * by.villages,
            self.z + dual * by.z,
            self.t + dual * by.t,
        )


@dataclass(frozen=True)
class Answer:
    """Where the method stopped.

    Attributes
    ----------
    last
        The last point.
    halfway
        The first point at which the gap was below what was asked to be told; the last one if none was.
    cost
        Of the primal part.
    close
        Whether the gap is below the tolerance.
    steps
        Taken.
    """

    last: Iterate
    halfway: Iterate
    cost: float
    close: bool
    steps: int


class InteriorPoint:
    """Minimises ``cost @ x`` over ``A x = right``, one unit of teams in each village, ``0 <= x <= upper``.

    Parameters
    ----------
    right
        float64 array of shape (n_rows,).
    cost, upper
        float64 arrays of shape (n_columns,).
    """

    def __init__(self, blocks: Blocks, right: FloatArray, cost: FloatArray, upper: FloatArray) -> None:
        self.blocks, self.right, self.cost = blocks, right, cost
        self.bounded = np.isfinite(upper)
        self.upper = np.where(self.bounded, upper, 1.0)
        self._ones = np.ones(blocks.n_villages)
        self._pairs = len(cost) + int(self.bounded.sum())

    def start(self, far: float = 1.0) -> Iterate:
        """Return Mehrotra's starting point.

        Parameters
        ----------
        far
            Least price of a limit at the start, as part of the greatest cost.
        """
        blocks, bounded = self.blocks, self.bounded
        blocks.factorise(np.ones(len(self.cost)))
        x = blocks.priced(*blocks.solve(self.right, self._ones))
        rows, villages = blocks.solve(*blocks.used(self.cost))
        left = self.cost - blocks.priced(rows, villages)
        z = np.where(bounded, np.maximum(left, 0), left)
        t = np.where(bounded, np.maximum(-left, 0), 0)
        x = x + max(-1.5 * float(x.min()), 0.0) + 1e-2
        more = max(-1.5 * float(z.min()), 0.0) + far * float(np.abs(self.cost).max(initial=1.0))
        x = np.where(bounded, np.clip(x, 0.1 * self.upper, 0.9 * self.upper), x)
        room = np.where(bounded, self.upper - x, 1.0)
        z, t = z + more, np.where(bounded, t + more, 0.0)
        product = inner(x, z) + inner(room, t)
        x = np.where(bounded, x, x + 0.5 * product / float(z.sum() + t.sum()))
        more = 0.5 * product / float(x.sum() + room[bounded].sum())
        return Iterate(x, room, rows, villages, z + more, np.where(bounded, t + more, 0.0))

    def solve(self, start: Iterate, tolerance: float, tell_at: float) -> Answer:
        """Go on until the gap is below the tolerance, or no step leads further.

        Parameters
        ----------
        tolerance
            What the cost may be above the least there is; ``ROUGH`` of it if this is infinite.
        tell_at
            Gap at which a point is kept as :attr:`Answer.halfway`.
        """
        point, halfway, blocks = start, None, self.blocks
        best: tuple[float, Iterate] = (np.inf, start)
        close = False
        scale = 1 + float(np.sqrt(inner(self.right, self.right) + blocks.n_villages))
        for step in range(STEPS):  # noqa: B007
            used, taken = blocks.used(point.x)
            short, missing = self.right - used, self._ones - taken
            over = np.where(self.bounded, self.upper - point.x - point.room, 0.0)
            left = self.cost - blocks.priced(point.rows, point.villages) - point.z + point.t
            products = self._products(point)
            gap = products + abs(inner(point.rows, short)) + abs(inner(point.villages, missing))
            gap += abs(inner(point.t, over)) + inner(np.abs(left), point.x)
            off = float(np.sqrt(inner(short, short) + inner(missing, missing) + inner(over, over))) / scale
            if not np.isfinite(gap):
                break
            if gap < best[0]:
                best = (gap, point)
            if halfway is None and gap < tell_at:
                halfway = point
            enough = tolerance if np.isfinite(tolerance) else ROUGH * (1 + abs(inner(self.cost, point.x)))
            close = gap < enough and off <= INFEASIBLE
            if close:
                break
            try:
                moved = self._step(point, short, missing, over, left, products / self._pairs)
            except NotDefiniteError:
                break
            if moved is None:
                break
            point = moved
        last = best[1]
        return Answer(last, halfway or last, inner(self.cost, last.x), close, step)

    def _step(
        self, point: Iterate, short: FloatArray, missing: FloatArray, over: FloatArray, left: FloatArray, mean: float
    ) -> Iterate | None:
        """Make one step; ``None`` if it would lead nowhere."""
        bounded = self.bounded
        inverse = np.where(bounded, 1 / point.room, 0.0)
        weight = 1 / (point.z / point.x + point.t * inverse)
        self.blocks.factorise(weight)

        def direction(
            short: FloatArray,
            missing: FloatArray,
            over: FloatArray,
            left: FloatArray,
            xz: FloatArray,
            roomt: FloatArray,
        ) -> Iterate:
            shift = left - xz / point.x + (roomt - point.t * over) * inverse
            used, taken = self.blocks.used(weight * shift)
            rows, villages = self.blocks.solve(short + used, missing + taken)
            x = weight * (self.blocks.priced(rows, villages) - shift)
            room = np.where(bounded, over - x, 0.0)
            z, t = (xz - point.z * x) / point.x, (roomt - point.t * room) * inverse
            return Iterate(x, room, rows, villages, z, t)

        residuals = (short, missing, over, left)
        first = direction(*residuals, -point.x * point.z, np.where(bounded, -point.room * point.t, 0.0))
        primal, dual = self._reach(point, first)
        ahead = point.moved(first, primal, dual)
        then = self._products(ahead) / self._pairs
        target = mean * (then / mean) ** 3
        by = direction(
            *residuals,
            target - point.x * point.z - first.x * first.z,
            np.where(bounded, target - point.room * point.t - first.room * first.t, 0.0),
        )
        primal, dual = self._reach(point, by)
        nothing = (np.zeros_like(short), np.zeros_like(missing), np.zeros_like(over), np.zeros_like(left))
        for _ in range(CORRECTORS):
            hoped = point.moved(by, min(1.0, primal + 0.2), min(1.0, dual + 0.2))
            more = direction(
                *nothing,
                _towards(hoped.x * hoped.z, target),
                np.where(bounded, _towards(hoped.room * hoped.t, target), 0.0),
            )
            tried = by.moved(more, 1.0, 1.0)
            reach = self._reach(point, tried)
            if sum(reach) < primal + dual + 0.02:
                break
            by, (primal, dual) = tried, reach
        if max(primal, dual) < SHORT:
            return None
        moved = point.moved(by, primal * 0.995 if primal < 1 else 1.0, dual * 0.995 if dual < 1 else 1.0)
        return replace(moved, room=np.where(bounded, moved.room, 1.0))

    def _products(self, point: Iterate) -> float:
        """Return the sum of all products of a quantity and its price: the gap of a feasible point."""
        return inner(point.x, point.z) + float((point.room * point.t)[self.bounded].sum())

    def _reach(self, point: Iterate, by: Iterate) -> tuple[float, float]:
        """Return how far one can go: the primal and the dual part."""
        b = self.bounded
        return (
            min(_longest(point.x, by.x), _longest(point.room[b], by.room[b])),
            min(_longest(point.z, by.z), _longest(point.t[b], by.t[b])),
        )


def _longest(at: FloatArray, by: FloatArray) -> float:
    """Return which part of a step keeps everything positive; 1 only if all of it does: to end at nothing is too far."""
    down = by < 0
    reach = float((-at[down] / by[down]).min(initial=np.inf))
    return 1.0 if reach > 1 else min(reach, NEARLY_ALL)


def _towards(product: FloatArray, target: float) -> FloatArray:
    """Return what brings products that are far from the target nearer to it."""
    low, high = 0.1 * target, 10 * target
    pull: FloatArray = np.where(
        product < low, low - product, np.where(product > high, np.maximum(high - product, -high), 0.0)
    )
    return pull
