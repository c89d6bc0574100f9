"""``verify``: whether a plan folder stands up to its re-check. No solver is loaded."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.cli.cores import cores_of_machine
from solver.cli.exits import DONE, NOT_VERIFIED
from solver.cli.languages import language_of_plan
from solver.cli.output import Output
from solver.cli.progress import display_for
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.checking import Verified
    from solver.domain.certificate import Certificate, Level

PASSED = Text("复核通过：{folder}，依据 {scenario}", "Verified: {folder} against {scenario}")
FAILED = Text("复核未通过：{folder}，{n} 处不符", "Verification FAILED: {folder}, {n} findings")
AGAINST = Text("依据：{scenario}", "against {scenario}")
RULES = Text(
    "规则、得分、例外({n} 项)、输入文件和各张表均与重算一致。",
    "As recomputed: rules, points, exceptions ({n}), input files and every table.",
)
LEVELS = Text(
    "严重度 {severity}，重算的界 {least}，差距 {severity_gap}；得分 {value}，重算的界 {most}，差距 {value_gap}",
    "Severity {severity}, bound {least}, gap {severity_gap}; value {value}, bound {most}, gap {value_gap}",
)
STOPPED = Text("此方案为求解中途停止时的最好方案。", "The search for this plan was stopped early.")
LEFT_OUT = Text(
    "界限未计入 {n} 个约束：仍然有效，只是较松。", "The bounds leave out {n} counts: they are valid, only weaker."
)


def run(args: Namespace, out: Output) -> int:
    """Re-check a plan folder."""
    from solver.api.checking import verify

    if not args.lang:
        out.lang = language_of_plan(Path(args.plan)) or out.lang
    with display_for(out) as display:
        verified = verify(
            args.plan,
            args.scenario,
            workers=args.workers or cores_of_machine(),
            on_phase=display.phase,
            on_step=display.step,
        )
    code = DONE if verified.ok else NOT_VERIFIED
    out.result(_shown(verified, out))
    _document(verified, code, out)
    return code


def _shown(verified: Verified, out: Output) -> str:
    """Return a few lines when all is well, else everything that is not."""
    scenario = _nearby(verified.scenario) if verified.scenario else None
    if not verified.ok:
        head = out.say(FAILED, folder=verified.folder, n=len(verified.findings))
        against = [] if scenario is None else [out.say(AGAINST, scenario=scenario)]
        return "\n".join([head, *against, *(f"  - {finding.to(out.lang)}" for finding in verified.findings)])
    stored, certificate = verified.stored, verified.certificate
    assert stored is not None
    assert certificate is not None
    lines = [
        out.say(PASSED, folder=verified.folder, scenario=scenario),
        out.say(RULES, n=len(stored.exceptions) + len(stored.stage1)),
        _levels(certificate, out),
    ]
    if certificate.left_out:
        lines.append(out.say(LEFT_OUT, n=len(certificate.left_out)))
    if stored.status == "interrupted":
        lines.append(out.say(STOPPED))
    return "\n".join(lines)


def _nearby(path: Path) -> str:
    """Name a path from the current folder, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _levels(certificate: Certificate, out: Output) -> str:
    severity, value = certificate.severity, certificate.value
    return out.say(
        LEVELS,
        severity=f"{severity.reached:,}",
        least=f"{severity.bound:,}",
        severity_gap=_gap(severity),
        value=f"{value.reached:,}",
        most=f"{value.bound:,}",
        value_gap=_gap(value),
    )


def _gap(level: Level) -> str:
    from solver.report.wording import percent_up

    return percent_up(abs(level.bound - level.reached), level.reached)


def _document(verified: Verified, code: int, out: Output) -> None:
    certificate, verdict = verified.certificate, verified.verdict
    bounds = {"severity": verdict.severity_bound, "value": verdict.value_bound}
    out.document(
        "verify",
        exit_code=code,
        ok=verified.ok,
        folder=str(verified.folder),
        scenario=None if verified.scenario is None else str(verified.scenario),
        findings=[
            {"code": finding.code, "place": finding.place, "text": finding.text.to(out.lang)}
            for finding in verified.findings
        ],
        severity=None if certificate is None else certificate.severity.reached,
        value=None if certificate is None else certificate.value.reached,
        recomputed_bounds={name: None if check is None else check.bound for name, check in bounds.items()},
    )
