"""Counts: *how many of these seats are taken, against a limit, with a price or a reward* (§4.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.modelling.seats import IntArray


@dataclass(frozen=True)
class Count:
    """One count over seats (or, in stage 1, over choices).

    ``n = base + Σ weights · x[seats]``, or with ``per_village`` ``n = base + number of villages with a taken seat``.

    Attributes
    ----------
    rule
        Slug of the rule or goal that states it.
    place
        Village ID, unit ID, person ID ... ; ``rule@place`` (or ``rule@place#part``) is the row's key.
    seats
        int64 array: indices into the seat set, each once.
    weights
        int64 array of the same shape, or ``None`` for all ones. Always positive.
    base
        What staying incumbents already contribute.
    lower, shortfall_price
        Lower limit and the severity of each unit short. A lower limit is always elastic: nothing is ever
        infeasible (§1.2).
    upper, excess_price
        Upper limit and the severity of each unit over; ``excess_price=None`` makes the limit hard. A hard limit below
        ``base`` is read as ``base``: what stays is never undone.
    rewards
        Points for reaching n = 1, 2, … (absolute n, base included); must not increase (concave), must not be negative.
        Only what lies above ``base`` is counted in the value.
    per_village
        Count villages instead of seats; ``base`` then counts villages bound by incumbents, whose seats are left out.
    part
        Distinguishes several counts of one rule at one place.
    """

    rule: str
    place: str
    seats: IntArray
    weights: IntArray | None = None
    base: int = 0
    lower: int | None = None
    shortfall_price: int = 0
    upper: int | None = None
    excess_price: int | None = None
    rewards: tuple[int, ...] = ()
    per_village: bool = False
    part: str = ""

    def __post_init__(self) -> None:
        if any(a < b for a, b in zip(self.rewards, self.rewards[1:], strict=False)) or min(self.rewards, default=0) < 0:
            raise ValueError(f"rewards of {self.key} must be non-negative and non-increasing: {self.rewards}")
        if self.weights is not None and (len(self.weights) != len(self.seats) or np.any(self.weights <= 0)):
            raise ValueError(f"weights of {self.key} must be positive, one per seat")
        if self.shortfall_price < 0 or (self.excess_price or 0) < 0:
            raise ValueError(f"prices of {self.key} must not be negative")

    @property
    def key(self) -> str:
        """Name of the row: ``rule@place`` or ``rule@place#part``."""
        return f"{self.rule}@{self.place}" + (f"#{self.part}" if self.part else "")

    @property
    def seat_weights(self) -> IntArray:
        """Weight of each seat, in the order of ``seats``: int64 array, all ones if none are given or villages count."""
        if self.weights is None or self.per_village:
            return np.ones(len(self.seats), dtype=np.int64)
        return self.weights

    @property
    def hard_upper(self) -> int | None:
        """The hard upper limit as it applies (never below ``base``), or ``None``."""
        if self.upper is None or self.excess_price is not None:
            return None
        return max(self.upper, self.base)

    def allows(self, n: int) -> bool:
        """Whether the hard limit admits this count."""
        return self.hard_upper is None or n <= self.hard_upper

    def severity(self, n: int) -> int:
        """Return the severity of this count's exceptions at n."""
        short = max(0, self.lower - n) * self.shortfall_price if self.lower is not None else 0
        over = max(0, n - self.upper) * self.excess_price if self.upper is not None and self.excess_price else 0
        return short + over

    def value(self, n: int) -> int:
        """Return the points this count earns at n, above what the base earns already."""
        return sum(self.rewards[self.base : max(n, self.base)])

    @property
    def is_idle(self) -> bool:
        """Whether the count can change nothing: no seat, and so only a constant severity."""
        return len(self.seats) == 0
