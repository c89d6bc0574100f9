"""``batch``: many scenarios, a plan folder each, and one comparison."""

from __future__ import annotations

import glob
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from solver.cli.cores import cores_of_machine
from solver.cli.exits import BAD_INPUT, DONE, EXCEPTIONS, INTERRUPTED
from solver.cli.folders import next_folder, refuse_unusable
from solver.cli.languages import language_of_file
from solver.cli.output import Output, aligned
from solver.cli.progress import Display, display_for
from solver.cli.recording import keep
from solver.cli.stopper import Stopper
from solver.errors import Fault, InputError
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.batching import Batch
    from solver.engine.county import Progress
    from solver.report.batch_tables import BatchLine

NONE_FOUND = Text("没有这样的配置文件", "there are no such scenario files")
LOOK = Text("检查路径；通配式请加引号。", "check the path; put patterns in quotes.")
BEGUN = Text("[{number}/{of}] {name}", "[{number}/{of}] {name}")
SOLVED = Text(
    "    已满 {filled}/{posts} 岗，例外 {exceptions}(严重度 {severity})，得分 {value}，变动 {moved} 人",
    "    posts filled {filled}/{posts}, exceptions {exceptions} (severity {severity}), value {value}, moved {moved}",
)
FAILED = Text("    未成功：{why}", "    no plan: {why}")
REMARK = Text("    说明：{remark}", "    note: {remark}")
WRITTEN = Text("对比：{file}", "Comparison: {file}")
HEADS = (
    Text("场景", "Scenario"),
    Text("已满/岗位", "filled"),
    Text("严重度", "severity"),
    Text("增减", "change"),
    Text("得分", "value"),
    Text("增减", "change"),
    Text("变动", "moved"),
    Text("次年到期", "due next year"),
)


def run(args: Namespace, out: Output) -> int:
    """Solve scenarios and compare them."""
    from solver.api.batching import BATCH_EFFORT, COMPARISON, Watcher, batch

    paths = found(args.scenarios)
    if args.lang is None:
        out.lang = next((lang for path in paths if (lang := language_of_file(path))), out.lang)
    target = args.out or next_folder("batch")
    refuse_unusable(target)
    display = display_for(out)

    def done(line: BatchLine, seconds: float) -> None:
        _tell(out, line)
        if line.folder:
            keep(args, out, target / line.folder, seconds, "batch")

    with Stopper(lambda text: out.error(text.to(out.lang))) as stopper, display:

        def progress(told: Progress) -> None:
            stopper.look()
            display.tell(told)

        result = batch(
            paths,
            target,
            effort=args.effort or BATCH_EFFORT,
            workers=args.workers or cores_of_machine(),
            lang=out.lang,
            watcher=Watcher(
                begin=lambda *which: _begin(out, display, stopper, which),
                progress=progress,
                searched=lambda: _searched(display, stopper),
                done=done,
                waiting=lambda done, of: _wait(display, stopper, done, of),
            ),
        )
    code = code_of(result)
    out.result(f"{_table(result.lines, out)}\n\n{out.say(WRITTEN, file=result.folder / f'{COMPARISON}.html')}")
    out.document(
        "batch",
        exit_code=code,
        folder=str(result.folder),
        scenarios=[_document(line, out) for line in result.lines],
    )
    return code


def found(patterns: Sequence[str]) -> list[Path]:
    """Return the files that paths and patterns name, each once, those of a pattern in order of their names.

    Raises
    ------
    InputError
        If one of them names no file.
    """
    paths: dict[Path, None] = {}
    faults = []
    for pattern in patterns:
        files = [pattern] if Path(pattern).is_file() else sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
        files = [file for file in files if Path(file).is_file()]
        if not files:
            faults.append(Fault("no_scenario", NONE_FOUND, LOOK, value=pattern))
        paths.update(dict.fromkeys(Path(file) for file in files))
    if faults:
        raise InputError(faults)
    return list(paths)


def code_of(result: Batch) -> int:
    """Return the exit code: stopped, then a scenario without a plan, then exceptions to sign."""
    if result.interrupted:
        return INTERRUPTED
    if result.failed:
        return BAD_INPUT
    return EXCEPTIONS if result.n_exceptions else DONE


def _begin(out: Output, display: Display, stopper: Stopper, which: tuple[int, int, str]) -> None:
    number, of, name = which
    stopper.begin()
    display.phase("read")
    out.note(out.say(BEGUN, number=number, of=of, name=name))


def _wait(display: Display, stopper: Stopper, done: int, of: int) -> None:
    stopper.begin()
    display.phase("batch")
    display.step(done, of)


def _searched(display: Display, stopper: Stopper) -> None:
    stopper.finish()
    display.phase("check")


def _tell(out: Output, line: BatchLine) -> None:
    if line.figures is None:
        out.note(out.say(FAILED, why=line.trouble))
    else:
        out.note(out.say(SOLVED, **asdict(line.figures), moved=len(line.moves)))
    for remark in line.remarks:
        out.note(out.say(REMARK, remark=remark))


def _table(lines: Sequence[BatchLine], out: Output) -> str:
    from solver.report.batch_tables import STANDINGS

    rows = [[out.say(head) for head in HEADS]]
    for line in lines:
        f, b = line.figures, line.before
        if f is None:
            rows.append([line.name, out.say(STANDINGS[line.standing]), *("–" for _ in HEADS[2:])])
            continue
        changes = ("–", "–", "–") if b is None else _changes(f.severity - b.severity, f.value - b.value, line)
        figures = (f"{f.severity:,}", changes[0], f"{f.value:,}", changes[1], changes[2], str(f.due_next_year))
        rows.append([line.name, f"{f.filled}/{f.posts}", *figures])
    return aligned(rows)


def _changes(severity: int, value: int, line: BatchLine) -> tuple[str, str, str]:
    return f"{severity:+,}", f"{value:+,}", str(len(line.moves))


def _document(line: BatchLine, out: Output) -> dict[str, object]:
    return {
        "name": line.name,
        "question": out.say(line.question),
        "standing": line.standing,
        "trouble": out.say(line.trouble),
        "base": line.base,
        "remarks": [out.say(remark) for remark in line.remarks],
        "folder": line.folder,
        "figures": None if line.figures is None else asdict(line.figures),
        "before": None if line.before is None else asdict(line.before),
        "moves": [asdict(move) for move in line.moves],
        "villages": [asdict(village) for village in line.villages],
    }
