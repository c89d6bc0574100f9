"""``history``: the runs so far; all about one; what differs between two."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from solver.cli.exits import DONE
from solver.cli.output import Output, aligned
from solver.errors import OutputError
from solver.text import Lang, Text

if TYPE_CHECKING:
    from solver.history.record import Run

HEADS = (
    Text("编号", "No."),
    Text("开始时间", "Began"),
    Text("操作人", "Who"),
    Text("命令", "Command"),
    Text("例外严重度", "Severity"),
    Text("得分", "Value"),
    Text("差距", "Gap"),
    Text("用时(秒)", "Seconds"),
    Text("方案", "Scenario"),
)
NONE = Text("还没有运行记录。", "No run is recorded yet.")
HOW_MANY: dict[str, tuple[int, Text]] = {
    "list": (0, Text("history list 不带编号。", "`history list` takes no number.")),
    "show": (1, Text("请给出一个编号：history show 编号。", "Name one run: history show NUMBER.")),
    "compare": (
        2,
        Text("请给出两个编号：history compare 编号 编号。", "Name two runs: history compare N N."),
    ),
}
FIELDS: tuple[tuple[str, Text], ...] = (
    ("number", Text("编号", "No.")),
    ("title", Text("方案", "Scenario")),
    ("scenario", Text("配置文件", "Scenario file")),
    ("folder", Text("方案文件夹", "Plan folder")),
    ("command", Text("命令", "Command")),
    ("began", Text("开始时间", "Began")),
    ("seconds", Text("用时(秒)", "Seconds")),
    ("who", Text("操作人", "Who")),
    ("status", Text("状态", "Status")),
    ("severity", Text("例外严重度(界限)", "Severity (bound)")),
    ("value", Text("得分(上界)", "Value (bound)")),
    ("gap", Text("得分差距", "Gap of the value")),
    ("effort", Text("求解力度", "Effort")),
    ("digest", Text("方案摘要(SHA-256)", "Digest of the plan")),
)
STATUS = {"complete": Text("完成", "complete"), "interrupted": Text("中途停止", "stopped early")}
FIGURES = Text("数字：", "Figures:")
INPUTS = Text("输入文件(SHA-256)：", "Input files (SHA-256):")
VERSIONS = Text("版本：", "Versions:")
SAME_PLAN = Text("两次运行得到同一方案。", "Both runs made the same plan.")
SAME_INPUTS = Text("输入文件相同。", "The input files are the same.")
OTHER_INPUTS = Text("不同的输入文件：{files}", "Input files that differ: {files}")
OTHER_VERSIONS = Text("不同的版本：{names}", "Versions that differ: {names}")
OTHER_EFFORT = Text("求解力度不同。", "The efforts differ.")


def run(args: Namespace, out: Output) -> int:
    """Show the history of runs."""
    wanted, words = HOW_MANY[args.action]
    if len(args.runs) != wanted:
        raise OutputError(words)
    return {"list": _list, "show": _show, "compare": _compare}[args.action](args, out)


def _list(args: Namespace, out: Output) -> int:
    from solver.api.recording import runs

    found = runs(args.history, args.last)
    rows = [[out.say(head) for head in HEADS], *(_row(one, out.lang) for one in found)]
    out.result(aligned(rows) if found else out.say(NONE))
    out.document("history", exit_code=DONE, runs=[_document(one, out.lang) for one in found])
    return DONE


def _row(one: Run, lang: Lang) -> list[str]:
    figures = [f"{one.severity.reached:,}", f"{one.value.reached:,}", _percent(one.value.gap), f"{one.seconds:.0f}"]
    return [str(one.number), _local(one.began), one.who, one.command, *figures, one.title.to(lang)]


def _show(args: Namespace, out: Output) -> int:
    from solver.api.comparing import figures_between
    from solver.api.recording import recorded_run

    one = recorded_run(args.runs[0], args.history)
    said = _said(one, out.lang)
    lines = [aligned([[out.say(title), said[key]] for key, title in FIELDS]), "", out.say(FIGURES)]
    figures = figures_between(one.figures, one.figures)
    lines.append(aligned([["  " + out.say(f.title), f"{f.before or 0:,}"] for f in figures]))
    for title, table in ((INPUTS, one.hashes), (VERSIONS, one.versions)):
        lines += ["", out.say(title), aligned([[f"  {name}", text] for name, text in sorted(table.items())])]
    out.result("\n".join(lines))
    postings = [vars(a) for a in one.postings]
    out.document("history-run", exit_code=DONE, **_document(one, out.lang), postings=postings)
    return DONE


def _said(one: Run, lang: Lang) -> dict[str, str]:
    effort = {key: value for key, value in one.effort.items() if isinstance(value, (int, float))}
    return {
        **{key: str(getattr(one, key)) for key in ("number", "scenario", "folder", "command", "who", "digest")},
        "title": one.title.to(lang),
        "began": _local(one.began),
        "seconds": f"{one.seconds:.1f}",
        "status": STATUS[one.status].to(lang) if one.status in STATUS else one.status,
        "severity": f"{one.severity.reached:,} ({one.severity.bound:,})",
        "value": f"{one.value.reached:,} ({one.value.bound:,})",
        "gap": _percent(one.value.gap),
        "effort": ", ".join(f"{key} {value}" for key, value in effort.items()) or "-",
    }


def _compare(args: Namespace, out: Output) -> int:
    from solver.api.recording import compare_runs, recorded_run
    from solver.cli.compared_lines import documents, lines_of

    one, two = (recorded_run(number, args.history) for number in args.runs)
    found = compare_runs(one, two)
    lines = [
        f"{n} · {_local(r.began)} · {r.who} · {r.title.to(out.lang)}" for n, r in ((one.number, one), (two.number, two))
    ]
    lines += ["", *_causes(one, two, out), "", *lines_of(found, out)]
    out.result("\n".join(lines))
    out.document("history-compare", exit_code=DONE, same_plan=one.digest == two.digest, **documents(found, out))
    return DONE


def _causes(one: Run, two: Run, out: Output) -> list[str]:
    """Say in what the two runs themselves differ: inputs, versions, effort."""
    lines = [out.say(SAME_PLAN)] if one.digest == two.digest else []
    files = _differing(dict(one.hashes), dict(two.hashes))
    lines.append(out.say(OTHER_INPUTS, files=tuple(files)) if files else out.say(SAME_INPUTS))
    versions = _differing(dict(one.versions), dict(two.versions))
    if versions:
        lines.append(out.say(OTHER_VERSIONS, names=tuple(versions)))
    if dict(one.effort) != dict(two.effort):
        lines.append(out.say(OTHER_EFFORT))
    return lines


def _differing(one: dict[str, str], two: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def _document(one: Run, lang: Lang) -> dict[str, object]:
    return {
        **{key: getattr(one, key) for key in ("number", "command", "scenario", "folder", "began", "seconds", "who")},
        **{key: getattr(one, key) for key in ("status", "digest")},
        "title": one.title.to(lang),
        "severity": vars(one.severity),
        "value": vars(one.value),
        **{key: dict(getattr(one, key)) for key in ("effort", "figures", "hashes", "versions")},
    }


def _local(began: str) -> str:
    """Show a time in the zone of the reader."""
    return datetime.fromisoformat(began).astimezone().strftime("%Y-%m-%d %H:%M")


def _percent(gap: float) -> str:
    from solver.report.wording import percent_up

    return percent_up(round(gap * 1_000_000_000), 1_000_000_000)
