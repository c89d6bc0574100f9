"""What a check reports: a broken hard rule, or an exception to be signed."""

from __future__ import annotations

from dataclasses import dataclass

from solver.text import Text


@dataclass(frozen=True)
class Violation:
    """One rule broken at one place.

    A *hard* violation never leaves the program; one that is not hard is an *exception* (§3): listed, priced by
    ``severity``, to be signed.

    Attributes
    ----------
    rule
        Slug of the rule.
    place
        What the rule was broken for: a village ID, a unit ID, a person ID or "" for the whole plan.
    size
        How far: people short or over, in units of the rule's count.
    severity
        Severity in all, i.e. size times the price of one unit; 0 for a hard violation.
    message
        The sentence to sign.
    tier
        Priority tier of the village, or 0.
    """

    rule: str
    place: str
    size: int
    severity: int
    message: Text
    hard: bool = False
    tier: int = 0

    @property
    def sort_key(self) -> tuple[bool, int, str, str]:
        """Hard first, then by severity, rule and place."""
        return (not self.hard, -self.severity, self.rule, self.place)
