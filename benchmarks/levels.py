"""Both levels of the hierarchy (§3) read off one weighted objective: value minus weighted severity."""

from __future__ import annotations

from dataclasses import dataclass

from solver.modelling.cpsat import CpsatModel


@dataclass(frozen=True)
class Levels:
    """What it takes to tell the levels apart.

    Attributes
    ----------
    weight
        Of one unit of severity: above the best value minus the worst.
    worst, best
        No value lies outside of these, whatever the rows say.
    """

    weight: int
    worst: int
    best: int

    @classmethod
    def of(cls, built: CpsatModel) -> Levels:
        """Take them from a weighted model."""
        points = built.selection.points
        worst = int(points[points < 0].sum())
        return cls(built.severity_weight, worst, worst + built.selection.safe_weight() - 1)

    def split(self, cost: int) -> tuple[int, int]:
        """Return (severity, value) of weighted severity minus value."""
        severity = (cost + self.best) // self.weight  # the rest, best minus value, is less than the weight
        return severity, self.weight * severity - cost

    def least_severity(self, bound: int) -> int:
        """Return a severity that no plan is below, if none is worth more than ``bound``."""
        return max(0, -((bound - self.worst) // self.weight))

    def most_value(self, bound: int, severity: int) -> int:
        """Return a value that no plan of this severity or less is above, if none is worth more than ``bound``."""
        return min(self.best, bound + self.weight * severity)
