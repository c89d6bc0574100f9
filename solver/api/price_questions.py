"""What one more person is worth, by unit, level and expertise: ceilings that prices prove, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.report.why.explanation import Explanation
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.explaining import Explainer
    from solver.report.why.ceilings import Found

FOUND = Text("；重新求解找到增{points}分的方案", "; re-solving found a plan with {points} more")
FOUND_SEVERITY = Text(
    "；重新求解找到例外严重度{severity}、得分{points}的方案",
    "; re-solving found a plan of severity {severity}, points {points}",
)
FOUND_NONE = Text("；重新求解没有找到更好的方案", "; re-solving found nothing better")


def explain_prices(explainer: Explainer) -> tuple[Explanation, ...]:
    """Return three answers: units, levels, expertise; the highest ceilings of each with what solving again found."""
    from solver.report.why.ceilings import explain_ceilings

    if explainer.is_split:  # the certificate says it all; to solve again would take the whole model
        return explain_ceilings(explainer.context)
    known: dict[str, Found] = {}

    def resolve(key: str) -> Found:
        if key not in known:  # one nominee may be the best of several kinds
            known[key] = _found(explainer, key)
        return known[key]

    return explain_ceilings(explainer.context, resolve)


def _found(explainer: Explainer, key: str) -> Found:
    """Raise a limit by one and solve again near its seats."""
    from solver.engine.explaining.loosening import raise_limit

    desk = explainer.desk
    found = raise_limit(desk, key, lighter=False)
    severity, points = found.severity - desk.severity, found.value - desk.value
    words = FOUND.with_values(points=points) if points > 0 else FOUND_NONE
    if severity:
        words = FOUND_SEVERITY.with_values(severity=f"{severity:+d}", points=f"{points:+d}")
    return words, {"found_severity": severity, "found_points": points}
