"""The relaxation by team columns: prices, exact integer bounds, and the columns worth having (§7.1, §7.4).

At any prices of the linking rows, the best priced teams plus what the priced rows add bound every plan from above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from solver.engine.linking import LinkingRows
from solver.engine.master import Master
from solver.engine.pricing import Pricer, Scalars, Worths
from solver.engine.program import SEVERITY_WORTH, Column
from solver.engine.team_dp import CLOSED
from solver.engine.team_space import TeamSpace, team_spaces
from solver.modelling.halves import Half
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE

T = TypeVar("T")


@dataclass(frozen=True)
class PricePoint:
    """Integer prices and what they prove.

    Attributes
    ----------
    rows
        int64 array of shape (n_linking_rows,), in 1/PRICE_SCALE; tolls are part of them.
    scalars
        Weights of value and severity, scaled alike.
    total
        The bound in 1/PRICE_SCALE: no plan has ``scalars.points * value - scalars.severity_price * severity`` above it.
    """

    rows: NDArray[np.int64]
    scalars: Scalars
    total: int

    def severity_bound(self) -> int:
        """Least severity of any plan, where only severity was priced."""
        return max(0, -(self.total // PRICE_SCALE))

    def value_bound(self, severity: int) -> int:
        """Most points of any plan of this severity or less."""
        return (self.total + self.scalars.severity_price * severity) // PRICE_SCALE

    def worth(self, column: Column) -> int:
        """Return what a column is worth at these prices."""
        price = sum(int(self.rows[r]) * n for r, n in zip(column.rows, column.amounts, strict=True))
        return self.scalars.points * column.value - self.scalars.severity_price * column.severity - price

    def losses(self, tops: IntArray, columns: Iterable[Column]) -> IntArray:
        """Return what each team is worth less at these prices than the best one its village could have.

        Parameters
        ----------
        tops
            No team of its village is worth more: int64 array, one a column.
        """
        now = np.array([self.worth(column) for column in columns], dtype=np.int64)
        losses: IntArray = np.maximum(0, tops - now)
        return losses

    def leading(self, columns: Iterable[Column], n: int) -> list[Column]:
        """Return each village's n best priced columns, villages in order."""
        ranked: dict[int, list[tuple[int, tuple[int, ...], Column]]] = {}
        for c in columns:
            ranked.setdefault(c.village, []).append((-self.worth(c), c.seats, c))
        return [c for village in sorted(ranked) for _, _, c in sorted(ranked[village], key=lambda t: t[:2])[:n]]


class Relaxation:
    """Team spaces, pricers and linking rows of one model; prices them together.

    Parameters
    ----------
    threads
        Villages priced at a time: the compiled kernels leave Python's lock. Results do not depend on it.
    """

    def __init__(self, model: AllocationModel, threads: int = 1) -> None:
        self.model = model
        self._threads = ThreadPoolExecutor(threads) if threads > 1 else None
        self.linking = LinkingRows.of(model)
        spaces = team_spaces(model, self.linking.bond)
        self.severity = np.concatenate([np.zeros(0, dtype=np.int64), *(space.severity for space in spaces)])
        # the same numbers, not a copy of them
        self.spaces = [
            replace(space, severity=self.severity[space.first : space.first + len(space.severity)]) for space in spaces
        ]
        self.pricers = [Pricer(space) for space in self.spaces]

    def within(self, halves: Sequence[Half]) -> Relaxation:
        """Return the relaxation of the plans in all these halves; spaces and pricers are shared."""
        return self.with_linking(self.linking.within(self.model, halves))

    def with_linking(self, linking: LinkingRows) -> Relaxation:
        """Return the relaxation with other limits or tolls of its linking rows; spaces and pricers are shared."""
        other = copy(self)
        other.linking = linking
        return other

    def lightened(self) -> Relaxation:
        """Return the relaxation without the counts of its model: a third of the memory, enough to price and improve."""
        other = self.with_linking(self.linking.without_seats())
        model, seats = self.model, self.model.seats
        other.model = replace(
            model,
            seats=replace(
                seats,
                person=seats.person.astype(np.int32),
                village=seats.village.astype(np.int32),
                role=seats.role.astype(np.int8),
            ),
            team_counts=tuple(() for _ in model.team_counts),
            linking_counts=(),
        )
        return other

    def each(self, price: Callable[[int], T], villages: Sequence[int]) -> Iterator[T]:
        """Do something with each of some villages, in order."""
        return map(price, villages) if self._threads is None else self._threads.map(price, villages)

    def forget(self) -> None:
        """Forget which clashes pricing has met, so that what is asked next does not depend on what was asked before.

        Promoted groups change no bound, but which of several equal teams is found.
        """
        for pricer in self.pricers:
            pricer.promoted.clear()

    def column(self, village: int, team: IntArray) -> Column:
        """Make the column of a team of local seats."""
        return self.columns(village, team[None, :])[0]

    def columns(self, village: int, teams: IntArray) -> list[Column]:
        """Make the columns of many teams of one village, rows of local seats filled up with -1."""
        space = self.spaces[village]
        severity, value = space.measure(teams)
        out = []
        for team, sev, val in zip(teams, severity.tolist(), value.tolist(), strict=True):
            seats = np.sort(team[team >= 0]) + space.first
            rows, amounts = self.linking.usage(seats)
            out.append(Column(village, tuple(seats.tolist()), sev, val, tuple(rows.tolist()), tuple(amounts.tolist())))
        return out

    def used(self, columns: Iterable[Column]) -> IntArray:
        """Return what columns use of each linking row."""
        used = np.zeros(len(self.linking), dtype=np.int64)
        for column in columns:
            used[list(column.rows)] += np.array(column.amounts, dtype=np.int64)
        return used


@dataclass(frozen=True)
class SeatWorths:
    """Worth and charge of every seat of the model: int64 arrays of shape (n_seats,)."""

    seats: IntArray
    charge: IntArray

    def of(self, space: TeamSpace) -> Worths:
        """Return the part of one village."""
        own = slice(space.first, space.first + len(space.person))
        return Worths(self.seats[own], self.charge[own])


class Subproblem:
    """The villages that are free while the teams of all others are fixed; the whole county when none are.

    Parameters
    ----------
    relaxation
        Of the whole model; spaces and pricers are shared.
    fixed
        Columns of the villages that are not free.
    """

    def __init__(self, relaxation: Relaxation, fixed: Iterable[Column] = ()) -> None:
        fixed = tuple(fixed)
        taken = {column.village for column in fixed}
        self.relaxation = relaxation
        self.villages = [v for v in range(len(relaxation.spaces)) if v not in taken]
        self.linking = relaxation.linking.shifted(relaxation.used(fixed)) if fixed else relaxation.linking
        self.closed = self.linking.closed_seats()

    @property
    def n_villages(self) -> int:
        """How many villages are free."""
        return len(self.villages)

    def master(
        self, columns: Iterable[Column], severity_limit: int, points: int = 1, charge: float = SEVERITY_WORTH
    ) -> Master:
        """Return a master that holds each free village's empty team and those of these columns that still fit."""
        master = Master(self.villages, self.linking, severity_limit, points, charge)
        free = set(self.villages)
        master.add(self.nobody() + [c for c in columns if c.village in free and self.fits(c)])
        return master

    def nobody(self) -> list[Column]:
        """Return each free village's empty team."""
        empty = np.zeros(0, dtype=np.int64)
        return [self.relaxation.column(village, empty) for village in self.villages]

    def holds(self, columns: Iterable[Column]) -> bool:
        """Whether these columns together keep every hard row beside the fixed teams."""
        return bool(np.all(self.relaxation.used(columns) <= self.linking.limits))

    def fits(self, column: Column) -> bool:
        """Whether a column takes no closed seat (rows are the master's business)."""
        return not any(self.closed[s] for s in column.seats)

    def worths(self, rows: IntArray, scalars: Scalars) -> SeatWorths:
        """Return what each seat adds to a team at these prices."""
        own = scalars.points * self.relaxation.model.seats.points - scalars.severity_price * self.relaxation.severity
        seats = np.where(self.closed, CLOSED, own - self.linking.seat_prices(rows))
        charge = np.where(self.linking.bond >= 0, np.append(rows, 0)[self.linking.bond], 0)
        return SeatWorths(seats, charge)

    def best_worths(self, point: PricePoint) -> IntArray:
        """Return what each free village's best team is worth at a price point: int64 array, in order of villages."""
        worths = self.worths(point.rows, point.scalars)
        pricers = self.relaxation.pricers
        return np.array(
            [pricers[v].price(worths.of(self.relaxation.spaces[v]), point.scalars).bound for v in self.villages],
            dtype=np.int64,
        )

    def within(
        self, worths: SeatWorths, scalars: Scalars, tops: IntArray, slack: int, limit: int
    ) -> list[Column] | None:
        """List every team that is worth at most ``slack`` less than the best of its village; ``None`` if too many are.

        Parameters
        ----------
        tops
            What each free village's best team is worth: int64 array, in order of villages.
        slack
            In 1/PRICE_SCALE.
        limit
            Teams listed at most.
        """
        found: list[tuple[int, IntArray]] = []
        left = limit
        for village, top in zip(self.villages, tops.tolist(), strict=True):
            own = worths.of(self.relaxation.spaces[village])
            teams, all_of_them = self.relaxation.pricers[village].within(own, scalars, top - slack, left + 1)
            if not all_of_them:
                return None
            found.append((village, teams))
            left -= len(teams)
        return [column for village, teams in found for column in self.relaxation.columns(village, teams)]

    def price(self, rows: IntArray, scalars: Scalars, n_others: int) -> tuple[PricePoint, list[Column]]:
        """Price every free village exactly; return the bound of the free part and the columns found."""
        tops, columns = self.priced(rows, scalars, n_others)
        return PricePoint(rows, scalars, self.linking.term(rows, scalars) + int(tops.sum())), columns

    def priced(self, rows: IntArray, scalars: Scalars, n_others: int) -> tuple[IntArray, list[Column]]:
        """Price every free village exactly; return what its best team is worth, in order, and the columns found."""
        worths = self.worths(rows, scalars)

        def price(village: int) -> tuple[int, list[Column]]:
            pricer, space = self.relaxation.pricers[village], self.relaxation.spaces[village]
            priced = pricer.price(worths.of(space), scalars, n_others)
            teams = np.full((1 + len(priced.others), space.width), -1, dtype=np.int64)
            for row, team in zip(teams, (priced.team, *priced.others), strict=True):
                row[: len(team)] = team
            return priced.bound, self.relaxation.columns(village, teams)

        found = list(self.relaxation.each(price, self.villages))
        tops = np.array([bound for bound, _ in found], dtype=np.int64)
        return tops, [column for _, columns in found for column in columns]
