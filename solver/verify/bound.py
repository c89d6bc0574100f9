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

A proof may first halve all plans, by how many new people sit on the seats of a count. Each half is one more
row that every plan of it keeps, with a price of its own, and a half without any of the seats closes them; the halves of
a node hold all plans between them.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from solver.domain.certificate import Prices, Proof
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray
from solver.units import MAX_TOTAL, PRICE_SCALE
from solver.verify.best_teams import MAX_STATES
from solver.verify.halves import HalfRow, leaves_of
from solver.verify.linking_rows import exclusive_groups, never_taken, row_gain
from solver.verify.tolls import Tolls
from solver.verify.village_teams import best_of_village

Which = Literal["severity", "value"]

MAX_PRICE = MAX_TOTAL >> 20
"""Prices beyond this are refused: their sums could leave the range of exact integers."""


_NONE: IntArray = np.zeros(0, dtype=np.int64)


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
    proof: Proof,
    which: Which,
    severity: int = 0,
    max_states: int = MAX_STATES,
) -> BoundCheck:
    """Return what a proof proves: the worst of its leaves, which together hold all plans.

    Parameters
    ----------
    model
        Compiled from the raw inputs.
    proof
        Prices, or a tree of halves with prices at its leaves.
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
        If a price names a row that does not exist or lies outside ±``MAX_PRICE``, the price of severity is negative, or
        the tree halves by a count that does not exist or is too large.
    """
    checks = [
        _recheck(model, leaf.prices, leaf.halves, which, severity, max_states) for leaf in leaves_of(proof, model)
    ]
    left_out = tuple(sorted({key for check in checks for key in check.left_out}))
    worst = min if which == "severity" else max
    return BoundCheck(worst(check.bound for check in checks), left_out)


def _recheck(
    model: AllocationModel,
    prices: Prices,
    halves: Sequence[HalfRow],
    which: Which,
    severity: int,
    max_states: int,
) -> BoundCheck:
    """Return what prices prove of the plans in some halves."""
    check_prices(prices, {count.key for count in model.linking_counts}, which)
    scalars = scalars_of(prices, which)
    total, left_out = worth_of_teams(model, prices, halves, scalars, max_states)
    for count in model.linking_counts:
        total += row_gain(count, model.most_used(count), *scalars, prices.rows.get(count.key, 0))
    for half, price in zip(halves, prices.halves, strict=True):
        total += max(price * half.least, price * half.most)
    return implied(total, prices, which, severity, left_out)


def scalars_of(prices: Prices, which: Which) -> tuple[int, int]:
    """Return the weights (a, b) of value and severity on a level."""
    return (0, PRICE_SCALE) if which == "severity" else (PRICE_SCALE, prices.severity)


def implied(total: int, prices: Prices, which: Which, severity: int, left_out: Sequence[str]) -> BoundCheck:
    """Return the bound that follows from the sum over villages and rows."""
    keys = tuple(sorted(set(left_out)))
    if which == "severity":
        return BoundCheck(max(0, -(total // PRICE_SCALE)), keys)
    return BoundCheck((total + prices.severity * severity) // PRICE_SCALE, keys)


def worth_of_teams(
    model: AllocationModel,
    prices: Prices,
    halves: Sequence[HalfRow],
    scalars: tuple[int, int],
    max_states: int = MAX_STATES,
) -> tuple[int, list[str]]:
    """Return what the best teams of a model's villages are worth at prices, and the counts that were left out.

    Raises
    ------
    ValueError
        If a seat's price is out of the range of exact integers.
    """
    charge = np.zeros(len(model.seats), dtype=np.int64)
    tolls: list[tuple[Count, int]] = []
    for count in model.linking_counts:
        price = prices.rows.get(count.key, 0)
        if price and count.per_village:
            tolls.append((count, price))
        elif price:
            weights = count.seat_weights
            _within_range(abs(price) * int(weights.max(initial=0)))
            charge[count.seats] += price * weights
    for half, price in zip(halves, prices.halves, strict=True):
        charge[half.seats] += price
    closed = [half.seats for half in halves if half.most == 0]
    return _sum_of_best_teams(model, charge, tolls, closed, scalars, max_states)


def check_prices(prices: Prices, keys: Container[str], which: Which) -> None:
    """Refuse prices that no proof may have.

    Parameters
    ----------
    keys
        Of the linking rows that there are.

    Raises
    ------
    ValueError
        If a price names a row that does not exist or is out of range, or severity has a price where it is bounded.
    """
    if which == "severity" and prices.severity:
        raise ValueError(f"a price of severity, {prices.severity}, where severity itself is bounded")
    unknown = [key for key in prices.rows if key not in keys]
    if unknown:
        raise ValueError(f"prices of rows that do not exist: {sorted(unknown)[:3]}")
    wild = [key for key, price in prices.rows.items() if abs(price) > MAX_PRICE]
    wild += [f"half {i + 1}" for i, price in enumerate(prices.halves) if abs(price) > MAX_PRICE]
    if wild or not 0 <= prices.severity <= MAX_PRICE:
        raise ValueError(f"prices out of range: {wild[:3] or prices.severity}")


def _within_range(size: int) -> None:
    if size > MAX_TOTAL:
        raise ValueError(f"prices out of range: a seat at {size}")


def _sum_of_best_teams(
    model: AllocationModel,
    charge: IntArray,
    tolls: Sequence[tuple[Count, int]],
    closed: Sequence[IntArray],
    scalars: tuple[int, int],
    max_states: int,
) -> tuple[int, list[str]]:
    """Return the sum of each village's best team of open seats, and the counts that were left out."""
    a = scalars[0]
    group, barred = exclusive_groups(model), never_taken(model)
    open_seats = np.ones(len(model.seats), dtype=np.bool_)
    for seats in (barred, *closed):
        open_seats[seats] = False
    worth = a * model.seats.points - charge
    _within_range(int(np.abs(worth).max(initial=0)))
    tolls_of = _by_village(model, tolls)
    total = 0
    left_out: list[str] = []
    for v, counts in enumerate(model.team_counts):
        part = slice(int(model.seats.start[v]), int(model.seats.start[v + 1]))
        best = best_of_village(
            worth[part],
            group[part],
            model.seats.role[part],
            counts,
            part.start,
            scalars,
            tolls_of[v],
            open_seats[part],
            max_states,
        )
        total += best.value
        left_out.extend(best.left_out)
    return total, left_out


def _by_village(model: AllocationModel, tolls: Sequence[tuple[Count, int]]) -> list[Tolls]:
    """Return for each village the rows that count villages, with their prices: due once a village."""
    seat = np.concatenate([_NONE, *(count.seats for count, _ in tolls)])
    row = np.repeat(np.arange(len(tolls), dtype=np.int64), [len(count.seats) for count, _ in tolls])
    order = np.argsort(seat, kind="stable")
    seat, row = seat[order], row[order]
    ends = np.searchsorted(seat, model.seats.start).tolist()
    price = np.array([price for _, price in tolls], dtype=np.int64)
    found = []
    for v, first in enumerate(model.seats.start[:-1].tolist()):
        part = slice(ends[v], ends[v + 1])
        here, own = np.unique(row[part], return_inverse=True)
        found.append(Tolls(seat[part] - first, own.reshape(-1).astype(np.int64), price[here]))
    return found
