"""Re-check a plan and its certificate from the raw inputs, with no solver (§7.4).

Nothing that the plan claims is believed: rules and goals are evaluated from their statements, bounds from the prices.
The raw inputs, the scenario and this code are all it takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from solver.book.county_answers import Tell, silent
from solver.book.entitle import check_posts
from solver.book.evaluation import Evaluation, evaluate, seat_points
from solver.book.rule_book import RuleBook
from solver.domain.plan import Plan, Problem
from solver.domain.violation import Violation
from solver.text import Text
from solver.verify.claim import Claim
from solver.verify.levels import check_levels
from solver.verify.model_checks import check_by_model
from solver.verify.places import check_places
from solver.verify.recorded import OUTPUT_CHANGED, check_facts, check_hashes
from solver.verify.verdict import Finding, Verdict, differs


def recheck(
    problem: Problem,
    book: RuleBook,
    claim: Claim,
    *,
    hashes: Mapping[str, str] | None = None,
    changed_files: Iterable[str] = (),
    workers: int = 1,
    tell: Tell = silent,
) -> Verdict:
    """Re-check a plan: every rule, point, exception and bound, and that all files are those recorded.

    Parameters
    ----------
    problem
        The raw inputs with the frozen posts of the plan.
    book
        Rules and goals with the scenario's parameters.
    claim
        The plan and what it says about itself.
    hashes
        Input file to SHA-256, as found now; ``None`` if there are no files to compare.
    changed_files
        Files of the plan folder that are not as they were written: words and tables that no figure depends on.
    workers
        Processes that go through the counties of a large problem; the verdict is the same for any number.
    tell
        Told how many counties are done, and of how many.
    """
    more = {name: value for name, value in claim.certificate.hashes.items() if claim.hashes.get(name) != value}
    findings = [*check_hashes(claim.hashes, hashes), *check_hashes(more, hashes, complete=False)]
    findings += [Finding("output_changed", name, OUTPUT_CHANGED) for name in changed_files]
    findings += check_facts(problem, claim)
    misplaced = list(check_places(problem, claim.assignments))
    if any(finding.code == "unknown_name" for finding in misplaced):
        return Verdict((*findings, *misplaced))
    plan = Plan.of(problem, claim.assignments)
    evaluation = evaluate(plan, book)
    findings += misplaced
    findings += _check_rules(evaluation, claim)
    findings += _check_points(plan, book, evaluation, claim)
    findings += _check_stage1(problem, book, claim)
    found = check_by_model(plan, book, claim.certificate, evaluation.severity, workers, tell)
    findings += found.findings(evaluation)
    findings += check_levels(claim.certificate, evaluation, found.bounds, found.known)
    severity, value = (
        None if isinstance(b, ValueError) else b for b in (found.bounds["severity"], found.bounds["value"])
    )
    return Verdict(tuple(findings), evaluation, severity, value)


def _check_rules(evaluation: Evaluation, claim: Claim) -> Iterator[Finding]:
    for violation in evaluation.hard:
        yield Finding("hard_rule_broken", f"{violation.rule}@{violation.place}", violation.message)
    yield from _compare_lists(claim.exceptions, evaluation.exceptions)
    if claim.severity != evaluation.severity:
        yield differs("severity", "", claim.severity, evaluation.severity)


def _check_points(plan: Plan, book: RuleBook, evaluation: Evaluation, claim: Claim) -> Iterator[Finding]:
    for slug in sorted({*claim.points, *evaluation.points}):
        claimed, found = claim.points.get(slug), evaluation.points.get(slug)
        if claimed != found:
            yield differs("points", slug, _or_none(claimed), _or_none(found))
    if claim.value != evaluation.value:
        yield differs("value", "", claim.value, evaluation.value)
    if claim.seat_points is None:
        return
    for seat in sorted({*claim.seat_points, *plan.assignments}):
        own = dict(claim.seat_points.get(seat, {}))
        true = seat_points(seat, plan, book) if seat in plan.assignments else {}
        for slug in sorted({*own, *true}):
            if own.get(slug) != true.get(slug):
                place = f"{seat.person_id}@{seat.village_id}: {slug}"
                yield differs("seat_points", place, _or_none(own.get(slug)), _or_none(true.get(slug)))


def _check_stage1(problem: Problem, book: RuleBook, claim: Claim) -> Iterator[Finding]:
    """The frozen list obeys the village rules, or says where it does not."""
    found = check_posts(problem.instance, problem.posts, book)
    for violation in found:
        if violation.hard:
            yield Finding("hard_rule_broken", f"{violation.rule}@{violation.place}", violation.message)
    yield from _compare_lists(claim.stage1, tuple(v for v in found if not v.hard))


def _compare_lists(claimed: tuple[Violation, ...], found: tuple[Violation, ...]) -> Iterator[Finding]:
    """Every exception there is stands in the list, and the other way round, as often and in the same words."""
    listed, true = [_shown(v) for v in claimed], [_shown(v) for v in found]
    for entry in dict.fromkeys([*true, *listed]):
        missing = true.count(entry) - listed.count(entry)
        values = {"n": abs(missing), "size": entry[2], "severity": entry[3], "message": Text(entry[5], entry[6])}
        if missing > 0:
            text = Text(
                "例外未列出（{n}项，程度{size}，严重度{severity}）：{message}",
                "an exception is not listed ({n}, size {size}, severity {severity}): {message}",
                values,
            )
            yield Finding("exception_missing", f"{entry[0]}@{entry[1]}", text)
        elif missing < 0:
            text = Text(
                "列出的例外与复核不符（{n}项，程度{size}，严重度{severity}）：{message}",
                "an exception is listed that was not found so ({n}, size {size}, severity {severity}): {message}",
                values,
            )
            yield Finding("exception_unfounded", f"{entry[0]}@{entry[1]}", text)


def _shown(v: Violation) -> tuple[str, str, int, int, int, str, str]:
    return v.rule, v.place, v.size, v.severity, v.tier, v.message.to("zh"), v.message.to("en")


def _or_none(figure: int | None) -> object:
    return Text("无", "none") if figure is None else figure
