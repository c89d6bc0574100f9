"""What a re-check found, in words."""

from __future__ import annotations

from dataclasses import dataclass

from solver.book.evaluation import Evaluation
from solver.text import Lang, Text
from solver.verify.bound import BoundCheck


@dataclass(frozen=True)
class Finding:
    """One thing that does not stand up to the re-check.

    Attributes
    ----------
    code
        Stable slug of the kind of finding, e.g. ``exception_missing``.
    place
        Where: a person, village, rule, goal, level or file; "" for the whole plan.
    """

    code: str
    place: str
    text: Text

    def to(self, lang: Lang) -> str:
        """Render the finding as one line."""
        return f"{self.place}: {self.text.to(lang)}" if self.place else self.text.to(lang)


@dataclass(frozen=True)
class Verdict:
    """The outcome of a re-check.

    Attributes
    ----------
    findings
        Everything that is wrong; empty if the plan stands.
    evaluation
        What the plan is worth and what it breaks, as recomputed; ``None`` if it could not be evaluated at all.
    severity_bound, value_bound
        The bounds as recomputed; ``None`` where the prices were refused or the plan could not be evaluated.
    """

    findings: tuple[Finding, ...]
    evaluation: Evaluation | None = None
    severity_bound: BoundCheck | None = None
    value_bound: BoundCheck | None = None

    @property
    def ok(self) -> bool:
        """Whether the plan and its certificate stand."""
        return not self.findings


def differs(code: str, place: str, claimed: object, found: object) -> Finding:
    """Return the finding that a claimed figure is not what was recomputed."""
    return Finding(
        code,
        place,
        Text(
            "所列为{claimed}，复核结果为{found}。",
            "{claimed} is claimed, {found} was recomputed.",
            {"claimed": claimed, "found": found},
        ),
    )
