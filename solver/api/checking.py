"""Re-check a plan folder against its raw inputs; no solver is loaded (§7.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.finding import find_scenario, no_folder, root_of
from solver.api.reopening import restored
from solver.api.rounds import Round, load
from solver.errors import InputError, OutputError
from solver.text import Text

if TYPE_CHECKING:
    from solver.book.county_answers import Tell
    from solver.domain.certificate import Certificate
    from solver.domain.plan import Plan
    from solver.report.plan_file import StoredPlan
    from solver.verify.claim import Claim
    from solver.verify.verdict import Finding, Verdict


@dataclass(frozen=True)
class Verified:
    """A plan folder and what its re-check found.

    Attributes
    ----------
    scenario
        The scenario file that it was checked against.
    stored, certificate
        What the folder claims; ``None`` where the file is too damaged to be read.
    """

    folder: Path
    scenario: Path | None
    verdict: Verdict
    stored: StoredPlan | None = None
    certificate: Certificate | None = None

    @property
    def ok(self) -> bool:
        """Whether the plan and its certificate stand."""
        return self.verdict.ok

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is wrong."""
        return self.verdict.findings


def verify(
    plan_folder: str | Path,
    scenario: str | Path | None = None,
    *,
    workers: int | None = None,
    on_phase: Callable[[str], None] = lambda name: None,
    on_step: Callable[[int, int], None] = lambda done, of: None,
) -> Verified:
    """Re-check a plan folder: files, inputs, rules, points, exceptions, bounds, and every table.

    Parameters
    ----------
    scenario
        The scenario file; ``None`` looks for it where it was, from the current folder and from above the plan.
    workers
        Processes that go through the counties of a large plan, as for ``solve``: they change the time, never the
        verdict. ``None`` takes the scenario's number, else 1.
    on_phase
        Called with what begins: ``read``, ``check``, ``reprint`` (every table is made again).
    on_step
        Called with how many files are read, then how many counties are checked, and of how many.

    Raises
    ------
    InputError
        If there is no plan folder, the scenario is not found, or the inputs have faults now.
    """
    from solver.report.certificate_file import read_certificate
    from solver.report.plan_file import FILE, read_plan
    from solver.report.run_file import read_run
    from solver.verify.verdict import Finding, Verdict

    folder = Path(plan_folder)
    if not (folder / FILE).is_file():
        raise InputError([no_folder(folder)])
    findings = list(_changed(folder))
    try:
        run, stored, certificate = read_run(folder), read_plan(folder), read_certificate(folder)
    except InputError as error:
        findings += [Finding(fault.code, fault.file, fault.problem) for fault in error.faults]
        return Verified(folder, None, Verdict(tuple(findings)))
    file = Path(scenario) if scenario is not None else find_scenario(folder)
    on_phase("read")
    the_round = load(file, run.lang, root=root_of(file, run.scenario_key), tell=on_step)
    findings += _check_posts(the_round, stored)
    plan, misfits = _onto(the_round, stored)
    if plan is None:
        return Verified(folder, file, Verdict((*findings, *misfits)), stored, certificate)
    n_workers = workers or the_round.opened.scenario.settings.effort.workers or 1
    on_phase("check")
    verdict = _recheck(the_round, plan, stored, certificate, n_workers, on_step)
    findings += verdict.findings
    if not findings and verdict.evaluation is not None:
        on_phase("reprint")
        findings += _compare_files(folder, the_round, plan, stored, certificate, verdict)
    return Verified(folder, file, replace(verdict, findings=tuple(findings)), stored, certificate)


def _changed(folder: Path) -> Iterator[Finding]:
    """Report files that are not as they were written."""
    from solver.report.plan_folder import SUMS, changed_files
    from solver.verify.recorded import OUTPUT_CHANGED
    from solver.verify.verdict import Finding

    try:
        for name in changed_files(folder):
            yield Finding("output_changed", name, OUTPUT_CHANGED)
    except OutputError:
        yield Finding("output_changed", SUMS, Text("校验清单不能读取。", "the list of digests cannot be read."))


def _check_posts(the_round: Round, stored: StoredPlan) -> Iterator[Finding]:
    """A list of villages that the scenario names is the one that the plan fills."""
    from solver.verify.verdict import Finding

    given = {post.village_id: post for post in the_round.posts or ()}
    for post in stored.posts if given else ():
        if given.get(post.village_id) != post:
            text = Text("岗位与已定名单不符。", "the post is not that of the frozen list.")
            yield Finding("post_differs", post.village_id, text)


def _onto(the_round: Round, stored: StoredPlan) -> tuple[Plan | None, list[Finding]]:
    """Put the plan on the inputs, or say what does not fit."""
    from solver.domain.plan import Plan, Problem
    from solver.verify.verdict import Finding

    posts = {post.village_id: post for post in stored.posts}
    known = the_round.instance.village_index
    if len(posts) != len(stored.posts) or set(posts) != set(known):
        strange = ", ".join(sorted(set(posts) ^ set(known))[:5])
        text = Text("方案的村庄与输入不一致。", "the villages of the plan are not those of the inputs.")
        return None, [Finding("villages_differ", strange, text)]
    problem = Problem(the_round.instance, tuple(posts[v.village_id] for v in the_round.instance.villages))
    return Plan.of(problem, stored.assignments), []


def claim_of(stored: StoredPlan, certificate: Certificate) -> Claim:
    """Return what a plan folder claims, for :func:`solver.verify.rechecking.recheck`."""
    from solver.verify.claim import Claim

    return Claim(
        assignments=stored.assignments,
        severity=stored.severity,
        value=stored.value,
        points=stored.points,
        exceptions=stored.exceptions,
        stage1=stored.stage1,
        staying=stored.staying,
        mode=stored.mode,
        certificate=certificate,
        hashes=stored.input_hashes,
    )


def _recheck(
    the_round: Round, plan: Plan, stored: StoredPlan, certificate: Certificate, workers: int, tell: Tell
) -> Verdict:
    """Recompute everything that is claimed."""
    from solver.verify.rechecking import recheck
    from solver.verify.verdict import Finding

    claim, hashes = claim_of(stored, certificate), the_round.opened.hashes
    verdict = recheck(plan.problem, the_round.book, claim, hashes=hashes, workers=workers, tell=tell)
    if certificate.hashes == stored.input_hashes:
        return verdict
    text = Text("方案和证书所列输入不同。", "plan and certificate were made from different inputs.")
    return replace(verdict, findings=(*verdict.findings, Finding("hashes_differ", "", text)))


def _compare_files(
    folder: Path, the_round: Round, plan: Plan, stored: StoredPlan, certificate: Certificate, verdict: Verdict
) -> Iterator[Finding]:
    """Print the plan again: each file has to come out as it stands there, whatever its digest says.

    Another version of this program may word things in another way, and another version of the library writes other
    workbooks: those files have their digests alone.
    """
    from solver.api.solving import versions_now
    from solver.report.plan_folder import SUMS, plan_files
    from solver.report.run_file import read_run
    from solver.verify.verdict import Finding

    now, then = versions_now(), certificate.versions
    assert verdict.evaluation is not None
    if now["villages-first"] != then.get("villages-first"):
        return
    restoring = restored(the_round, plan, stored, certificate, verdict.evaluation)
    solved = replace(restoring, lang=read_run(folder).lang)
    same_writer = now.get("xlsxwriter") == then.get("xlsxwriter")
    for name, content in plan_files(solved).items():
        skipped = name in (SUMS, "run.log") or (name.endswith(".xlsx") and not same_writer)
        if not skipped and (folder / name).read_bytes() != content:
            text = Text("内容与重新生成的不同。", "the file differs from what the inputs and the plan give.")
            yield Finding("output_differs", name, text)
