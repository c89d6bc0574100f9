"""The certificate: what was reached, what was proved, and the prices that prove it (§7.4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Prices:
    """Prices that bound all plans, or those of some halves.

    Attributes
    ----------
    rows
        Row key to price, in ``1/PRICE_SCALE`` of a point (of severity on the first level). Zero prices are left out.
    halves
        Price of each half that the plans are confined to, from the whole down; the same scale.
    severity
        On the value level: price of one unit of severity, same scale; 0 on the severity level.
    """

    rows: dict[str, int] = field(default_factory=dict)
    halves: tuple[int, ...] = ()
    severity: int = 0


@dataclass(frozen=True)
class Halves:
    """All plans in two halves, each with its own proof.

    Attributes
    ----------
    count
        Key of the count whose seats are meant; nothing else of it.
    limit
        New people on these seats.
    at_most, more
        Proof for the plans with at most ``limit`` of them, and for those with more.
    """

    count: str
    limit: int
    at_most: Proof
    more: Proof


Proof: TypeAlias = Prices | Halves


@dataclass(frozen=True)
class Level:
    """One level of the hierarchy: ``severity`` (minimised, first) or ``value`` (maximised, second).

    Attributes
    ----------
    reached
        What the plan has: severity, or points.
    bound
        Re-checkable bound from ``proof``: no plan has less severity; no plan of the reached severity has more points.
    proof
        The prices, or a tree of halves with prices at its leaves.
    search_bound
        A tighter bound that a search proved but prices cannot re-check, or ``None``.
    """

    reached: int
    bound: int
    proof: Proof = field(default_factory=Prices)
    search_bound: int | None = None

    @property
    def best_bound(self) -> int:
        """The tightest bound known, re-checkable or not."""
        return self.bound if self.search_bound is None else self.search_bound

    @property
    def gap(self) -> float:
        """Relative gap between reached and the re-checkable bound; 0.0 if both are equal."""
        if self.reached == self.bound:
            return 0.0
        return abs(self.bound - self.reached) / max(1, abs(self.reached))


@dataclass(frozen=True)
class Certificate:
    """Both levels, and the rows (count keys) that the bounds did not respect.

    A row left out of a bound keeps the bound valid, only weaker; it is never left out of the plan.
    """

    severity: Level
    value: Level
    left_out: tuple[str, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
