"""Whether a certificate's two levels say what the plan has, and no more than the prices prove.

A claimed bound stands if the prices imply it: the recomputed bound is the same or stronger. It need not be the same,
because a bound is a matter of proof and a weaker claim is as true: an engine may have stopped a village's search early,
have left a count out that the re-check respects, or have been stopped before it had any price. That a weaker claim was
once a stronger one only the digest of the file tells. For the same reason the claim need not name the counts that the
re-check left out: what was proved without them holds with them. It may only name counts that exist.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from solver.book.evaluation import Evaluation
from solver.domain.certificate import Certificate, Level
from solver.text import Text
from solver.verify.bound import BoundCheck, Which
from solver.verify.verdict import Finding, differs


def check_levels(
    certificate: Certificate,
    evaluation: Evaluation,
    found: Mapping[Which, BoundCheck | ValueError],
    keys: Container[str],
) -> list[Finding]:
    """Compare both recomputed bounds, and what was reached, with the certificate.

    Parameters
    ----------
    found
        Of each level: the recomputed bound, among all plans of at most the severity that this plan really has; or why
        its prices cannot be used.
    keys
        Of all counts that there are.
    """
    findings: list[Finding] = []
    both: tuple[tuple[Which, Level, int], ...] = (
        ("severity", certificate.severity, evaluation.severity),
        ("value", certificate.value, evaluation.value),
    )
    for which, level, reached in both:
        if level.reached != reached:
            findings.append(differs("reached", which, level.reached, reached))
        check = found[which]
        if isinstance(check, ValueError):
            text = Text("价格不可用：{error}。", "the prices cannot be used: {error}.", {"error": check})
            findings.append(Finding("prices", which, text))
            continue
        if not _at_least_as_strong(which, check.bound, level.bound):
            findings.append(_unproved(which, level.bound, check))
        findings += _check_order(which, level, reached, check.bound)
    for key in sorted(key for key in set(certificate.left_out) if key not in keys):
        findings.append(Finding("left_out", key, Text("模型中没有这一约束。", "the model has no such count.")))
    return findings


def _at_least_as_strong(which: Which, bound: int, other: int) -> bool:
    """Whether a bound implies another: severity is bounded from below, value from above."""
    return bound >= other if which == "severity" else bound <= other


def _unproved(which: Which, claimed: int, check: BoundCheck) -> Finding:
    """Return the finding that a bound does not follow from its prices."""
    text = Text(
        "所称界限为{claimed}，价格只能证明{found}（复核未计入的约束：{n}项）。",
        "the bound is claimed to be {claimed}, the prices prove {found} (counts that the re-check left out: {n}).",
        {"claimed": claimed, "found": check.bound, "n": len(check.left_out)},
    )
    return Finding("bound", which, text)


def _check_order(which: Which, level: Level, reached: int, proved: int) -> Iterator[Finding]:
    """What was reached is no better than what is proved, and what a search claims lies between it and the bound."""
    if not _at_least_as_strong(which, reached, proved):
        yield _crossed(which, [reached, proved])
    search = level.search_bound
    if search is None:
        return
    if not (_at_least_as_strong(which, reached, search) and _at_least_as_strong(which, search, level.bound)):
        yield _crossed(which, [reached, search, level.bound])


def _crossed(which: Which, figures: list[int]) -> Finding:
    text = Text(
        "{which}：所达到的、搜索证明的和价格证明的界限次序不对：{figures}。",
        "{which}: what was reached and what was proved contradict each other: {figures}.",
        {"which": which, "figures": figures},
    )
    return Finding("bound_crossed", which, text)
