"""Whether a certificate's two levels say what the plan has and what the prices prove."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from solver.book.evaluate import Evaluation
from solver.domain.certificate import Certificate, Level
from solver.modelling.model import AllocationModel
from solver.text import Text
from solver.verify.bound import BoundCheck, recheck_bound
from solver.verify.verdict import Finding, differs

Which = Literal["severity", "value"]


def check_levels(
    model: AllocationModel, certificate: Certificate, evaluation: Evaluation
) -> tuple[BoundCheck | None, BoundCheck | None, list[Finding]]:
    """Recompute both bounds and compare them, and what was reached, with the certificate.

    The value is bounded among all plans of at most the severity that this plan really has.
    """
    findings: list[Finding] = []
    checks: list[BoundCheck | None] = []
    both: tuple[tuple[Which, Level, int], ...] = (
        ("severity", certificate.severity, evaluation.severity),
        ("value", certificate.value, evaluation.value),
    )
    for which, level, reached in both:
        if level.reached != reached:
            findings.append(differs("reached", which, level.reached, reached))
        try:
            check = recheck_bound(model, level, which, evaluation.severity)
        except ValueError as error:
            text = Text("价格不可用：{error}。", "the prices cannot be used: {error}.", {"error": error})
            findings.append(Finding("prices", which, text))
            checks.append(None)
            continue
        checks.append(check)
        if check.bound != level.bound:
            findings.append(differs("bound", which, level.bound, check.bound))
        findings += _check_order(which, level, reached, check.bound)
    if certificate.severity.severity_price != 0:
        findings.append(differs("severity_price", "severity", certificate.severity.severity_price, 0))
    left_out = tuple(sorted({key for check in checks if check for key in check.left_out}))
    if None not in checks and tuple(sorted(certificate.left_out)) != left_out:
        findings.append(differs("left_out", "", sorted(certificate.left_out), left_out))
    return checks[0], checks[1], findings


def _check_order(which: Which, level: Level, reached: int, bound: int) -> Iterator[Finding]:
    """What was reached, what a search proved and what the prices prove lie in this order; severity the other way."""
    figures = [reached, bound] if level.search_bound is None else [reached, level.search_bound, bound]
    if which == "severity":
        figures.reverse()
    if figures != sorted(figures):
        text = Text(
            "{which}：所达到的、搜索证明的和价格证明的界限次序不对：{figures}。",
            "{which}: what was reached and what was proved contradict each other: {figures}.",
            {"which": which, "figures": figures},
        )
        yield Finding("bound_crossed", which, text)
