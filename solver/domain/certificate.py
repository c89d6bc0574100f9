"""The certificate: what was reached, what was proved, and the prices that prove it (§7.4)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Level:
    """One level of the hierarchy: ``severity`` (minimised, first) or ``value`` (maximised, second).

    Attributes
    ----------
    reached
        What the plan has: severity, or points.
    bound
        Re-checkable bound from ``prices``: no plan has less severity; no plan of the reached severity has more points.
    search_bound
        A tighter bound that a search proved but prices cannot re-check, or ``None``.
    prices
        Row key to price, in ``1/PRICE_SCALE`` of a point (of severity on the first level). Zero prices are left out.
    severity_price
        On the value level: price of one unit of severity, same scale; 0 on the severity level.
    """

    reached: int
    bound: int
    prices: dict[str, int] = field(default_factory=dict)
    severity_price: int = 0
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
