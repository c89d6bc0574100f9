"""Recompute a bound from prices, in exact integers (§7.4).

For any prices λ of linking rows, and scalars (a, b), no plan has a greater ``a · value − b · severity`` than ::

    Σ over villages  max over teams  [ a · (points + rewards) − b · severity − Σ λ · use of the rows by the team ]
    + Σ over rows    max over n      [ a · value(n) − b · severity(n) + λ · (n − base) ]

because a plan's teams and row counts are among those maximised over, and the prices cancel. Level *severity* takes
(0, PRICE_SCALE); level *value* (PRICE_SCALE, price of severity). Teams obey the hard limits of their village; a person
whom a hard row admits to one post takes one seat; a seat that a hard row bars by itself is not taken.

A team uses a row by the weight of its seats, so the price of such a row is taken off each seat. A team uses a row that
counts villages once, however many of its seats it takes: the price is a *toll* of the village, due with the first of
these seats. Rows may share seats; each then takes its toll, as the formula says. An engine that waives one of them
claims a weaker bound, which stands all the same (:mod:`solver.verify.levels`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from solver.domain.certificate import Level
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray
from solver.units import MAX_TOTAL, PRICE_SCALE
from solver.verify.best_teams import MAX_STATES, best_team
from solver.verify.linking_rows import exclusive_groups, never_taken, row_gain
from solver.verify.team_terms import terms_of

MAX_PRICE = MAX_TOTAL >> 20
"""Prices beyond this are refused: their sums could leave the range of exact integers."""


@dataclass(frozen=True)
class BoundCheck:
    """A recomputed bound.

    Attributes
    ----------
    bound
        Least severity, or greatest value, that the prices prove.
    left_out
        Keys of the counts that the bound does not respect: it is valid, only weaker.
    """

    bound: int
    left_out: tuple[str, ...] = ()


def recheck_bound(
    model: AllocationModel,
    level: Level,
    which: Literal["severity", "value"],
    severity: int = 0,
    max_states: int = MAX_STATES,
) -> BoundCheck:
    """Return what the prices of a level prove; nothing else of the level is believed.

    Parameters
    ----------
    model
        Compiled from the raw inputs.
    level
        Whose ``prices`` and ``severity_price`` are used.
    which
        ``severity``: every plan has at least ``bound``. ``value``: every plan with at most the given severity has at
        most ``bound`` points.
    severity
        Severity up to which the value is bounded.
    max_states
        Largest table of the best-team routine.

    Raises
    ------
    ValueError
        If a price names a row that does not exist or lies outside ±``MAX_PRICE``, or the price of severity is negative.
    """
    prices = _checked_prices(model, level)
    a, b = (0, PRICE_SCALE) if which == "severity" else (PRICE_SCALE, level.severity_price)
    charge = np.zeros(len(model.seats), dtype=np.int64)
    total = 0
    tolls: list[tuple[Count, int]] = []
    for count in model.linking_counts:
        price = prices.get(count.key, 0)
        if price and count.per_village:
            tolls.append((count, price))
        elif price:
            weights = count.seat_weights
            _within_range(abs(price) * int(weights.max(initial=0)))
            charge[count.seats] += price * weights
        total += row_gain(count, model, a, b, price)
    more, left_out = _sum_of_best_teams(model, charge, tolls, (a, b), max_states)
    total, keys = total + more, tuple(sorted(set(left_out)))
    if which == "severity":
        return BoundCheck(max(0, -(total // PRICE_SCALE)), keys)
    return BoundCheck((total + level.severity_price * severity) // PRICE_SCALE, keys)


def _checked_prices(model: AllocationModel, level: Level) -> dict[str, int]:
    unknown = set(level.prices) - {count.key for count in model.linking_counts}
    if unknown:
        raise ValueError(f"prices of rows that do not exist: {sorted(unknown)[:3]}")
    wild = [key for key, price in level.prices.items() if abs(price) > MAX_PRICE]
    if wild or not 0 <= level.severity_price <= MAX_PRICE:
        raise ValueError(f"prices out of range: {wild[:3] or level.severity_price}")
    return level.prices


def _within_range(size: int) -> None:
    if size > MAX_TOTAL:
        raise ValueError(f"prices out of range: a seat at {size}")


def _sum_of_best_teams(
    model: AllocationModel,
    charge: IntArray,
    tolls: Sequence[tuple[Count, int]],
    scalars: tuple[int, int],
    max_states: int,
) -> tuple[int, list[str]]:
    """Return the sum of each village's best team at these charges and tolls, and the counts that were left out."""
    a, b = scalars
    group, barred = exclusive_groups(model), never_taken(model)
    open_seats = np.ones(len(model.seats), dtype=np.bool_)
    open_seats[barred] = False
    worth = a * model.seats.points - charge
    _within_range(int(np.abs(worth).max(initial=0)))
    tolls_of = _by_village(model, tolls)
    total = 0
    left_out: list[str] = []
    for v, counts in enumerate(model.team_counts):
        part = slice(int(model.seats.start[v]), int(model.seats.start[v + 1]))
        best = best_team(
            worth[part],
            group[part],
            model.seats.role[part],
            terms_of(counts, part.start, a, b, tolls_of[v]),
            open_seats=open_seats[part],
            max_states=max_states,
        )
        total += best.value
        left_out.extend(best.left_out)
    return total, left_out


def _by_village(model: AllocationModel, tolls: Sequence[tuple[Count, int]]) -> list[list[tuple[IntArray, int]]]:
    """Return for each village the seats of each row that counts villages, with its price: due once a village."""
    tolls_of: list[list[tuple[IntArray, int]]] = [[] for _ in model.team_counts]
    for count, price in tolls:
        village = model.seats.village[count.seats]
        for v in np.unique(village).tolist():
            tolls_of[v].append((np.sort(count.seats[village == v]), price))
    return tolls_of
