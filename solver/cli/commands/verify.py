"""``verify``: whether a plan folder stands up to its re-check. No solver is loaded."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.cli.exits import DONE, NOT_VERIFIED
from solver.cli.languages import language_of_plan
from solver.cli.output import Output
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.checking import Verified
    from solver.domain.certificate import Level

PASSED = Text("复核通过：{folder}", "Verified: {folder}")
FAILED = Text("复核未通过：{folder}，{n} 处不符", "Verification FAILED: {folder}, {n} findings")
AGAINST = Text("依据：{scenario}", "against {scenario}")
RULES = Text(
    "规则、得分、例外、输入文件和各张表均与重算一致；例外 {n} 项。",
    "Rules, points, exceptions, input files and every table are as recomputed; exceptions: {n}.",
)
LEVEL = Text(
    "{name} {reached}，可复核的界 {bound}，差距 {gap}",
    "{name} {reached}, re-checked bound {bound}, gap {gap}",
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
    verified = verify(args.plan, args.scenario)
    code = DONE if verified.ok else NOT_VERIFIED
    out.result(_shown(verified, out))
    _document(verified, code, out)
    return code


def _shown(verified: Verified, out: Output) -> str:
    against = [out.say(AGAINST, scenario=_nearby(verified.scenario))] if verified.scenario else []
    if not verified.ok:
        head = out.say(FAILED, folder=verified.folder, n=len(verified.findings))
        return "\n".join([head, *against, *(f"  - {finding.to(out.lang)}" for finding in verified.findings)])
    stored, certificate = verified.stored, verified.certificate
    assert stored is not None
    assert certificate is not None
    lines = [out.say(PASSED, folder=verified.folder), *against]
    lines.append(out.say(RULES, n=len(stored.exceptions) + len(stored.stage1)))
    lines.append(_level(Text("例外严重度", "severity of exceptions"), certificate.severity, out))
    lines.append(_level(Text("得分", "value"), certificate.value, out))
    if certificate.left_out:
        lines.append(out.say(LEFT_OUT, n=len(certificate.left_out)))
    if stored.status == "interrupted":
        lines.append(out.say(STOPPED))
    return "\n".join(lines)


def _nearby(path: Path) -> str:
    """Name a path from the current folder, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _level(name: Text, level: Level, out: Output) -> str:
    from solver.report.wording import percent_up

    gap = percent_up(abs(level.bound - level.reached), level.reached)
    return out.say(LEVEL, name=name, reached=f"{level.reached:,}", bound=f"{level.bound:,}", gap=gap)


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
