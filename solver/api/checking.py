"""Re-check a plan folder against its raw inputs; no solver is loaded (§7.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.rounds import Round, load
from solver.errors import Fault, InputError, OutputError
from solver.text import Text

if TYPE_CHECKING:
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


def verify(plan_folder: str | Path, scenario: str | Path | None = None) -> Verified:
    """Re-check a plan folder: files, inputs, rules, points, exceptions, bounds, and every table.

    Parameters
    ----------
    scenario
        The scenario file; ``None`` looks for it where it was, from the current folder and from above the plan.

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
        raise InputError([_no_folder(folder)])
    findings = list(_changed(folder))
    try:
        run, stored, certificate = read_run(folder), read_plan(folder), read_certificate(folder)
    except InputError as error:
        findings += [Finding(fault.code, fault.file, fault.problem) for fault in error.faults]
        return Verified(folder, None, Verdict(tuple(findings)))
    file = Path(scenario) if scenario is not None else find_scenario(folder)
    the_round = load(file, run.lang, root=_root(file, run.scenario_key))
    findings += _check_posts(the_round, stored)
    plan, misfits = _onto(the_round, stored)
    if plan is None:
        return Verified(folder, file, Verdict((*findings, *misfits)), stored, certificate)
    verdict = _recheck(the_round, plan, stored, certificate)
    findings += verdict.findings
    if not findings and verdict.evaluation is not None:
        findings += _compare_files(folder, the_round, plan, stored, certificate, verdict)
    return Verified(folder, file, replace(verdict, findings=tuple(findings)), stored, certificate)


def find_scenario(plan_folder: str | Path) -> Path:
    """Return the scenario of a plan folder: where it was recorded to lie, seen from here or from above the plan.

    Of several files of that name, the one that the plan was made from.

    Raises
    ------
    InputError
        If there is none.
    """
    from solver.report.plan_file import read_plan
    from solver.report.run_file import read_run

    folder = Path(plan_folder).resolve()
    run = read_run(folder)
    recorded = read_plan(folder).input_hashes.get(run.scenario_key)
    here = Path.cwd()
    places = dict.fromkeys((here, *here.parents, *folder.parents))
    names = dict.fromkeys((run.scenario, run.scenario_key))
    found = [place / name for place in places for name in names if _inside(place, name)]
    true = [file for file in found if hashlib.sha256(file.read_bytes()).hexdigest() == recorded]
    if not found:
        problem = Text("找不到方案所用的配置文件", "the scenario of this plan was not found")
        mend = Text("用 --scenario 指明它的路径。", "say where it is with --scenario.")
        raise InputError([Fault("scenario_not_found", problem, mend, value=run.scenario)])
    return (true or found)[0]


def _inside(place: Path, name: str) -> bool:
    """Whether the recorded name is a file below a place: what was recorded is not trusted to stay there."""
    file = place / name
    return file.is_file() and file.resolve().is_relative_to(place.resolve())


def _root(file: Path, key: str) -> Path | None:
    """Return the root that gives the scenario the name it had, wherever the whole was moved; else ``None``."""
    parts, place = Path(key).parts, file.resolve()
    return place.parents[len(parts) - 1] if place.parts[-len(parts) :] == parts else None


def _no_folder(folder: Path) -> Fault:
    problem = Text("不是方案文件夹", "this is no plan folder")
    mend = Text("给出 solve 写出的文件夹，内有 plan.json。", "name a folder that `solve` wrote; it holds a plan.json.")
    return Fault("no_plan_folder", problem, mend, value=str(folder))


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


def _recheck(the_round: Round, plan: Plan, stored: StoredPlan, certificate: Certificate) -> Verdict:
    """Recompute everything that is claimed."""
    from solver.verify.rechecking import recheck
    from solver.verify.verdict import Finding

    verdict = recheck(plan.problem, the_round.book, claim_of(stored, certificate), hashes=the_round.opened.hashes)
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
    from solver.report.solved import Solved
    from solver.scenario.effective import effective_yaml
    from solver.verify.verdict import Finding

    now, then = versions_now(), certificate.versions
    assert verdict.evaluation is not None
    if now["villages-first"] != then.get("villages-first"):
        return
    solved = Solved(
        plan=plan,
        book=the_round.book,
        evaluation=verdict.evaluation,
        certificate=certificate,
        scenario_text=effective_yaml(the_round.opened.scenario, defaults=True),
        title=the_round.title,
        lang=read_run(folder).lang,
        faults=the_round.faults,
        input_hashes=stored.input_hashes,
        versions=dict(then),
        status="interrupted" if stored.status == "interrupted" else "complete",
        stage1=stored.stage1,
    )
    same_writer = now.get("xlsxwriter") == then.get("xlsxwriter")
    for name, content in plan_files(solved).items():
        skipped = name in (SUMS, "run.log") or (name.endswith(".xlsx") and not same_writer)
        if not skipped and (folder / name).read_bytes() != content:
            text = Text("内容与重新生成的不同。", "the file differs from what the inputs and the plan give.")
            yield Finding("output_differs", name, text)
