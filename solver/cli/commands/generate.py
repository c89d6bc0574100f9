"""``generate``: a fictional county, ready to solve."""

from __future__ import annotations

import shlex
from argparse import Namespace
from pathlib import Path

from solver.cli.exits import DONE
from solver.cli.output import Output
from solver.text import Text

WRITTEN = Text("已写入 {folder}：", "Written to {folder}:")
NEXT = Text("接着：villages-first solve {scenario}", "Next: villages-first solve {scenario}")
FAULTY = Text(
    "埋入的错误见 planted.csv；villages-first check {scenario} 应逐条报出。",
    "The planted faults are listed in planted.csv; villages-first check {scenario} should report each.",
)


def run(args: Namespace, out: Output) -> int:
    """Write a fictional round."""
    from solver.api.sources import generate

    folder = args.out or Path(f"{args.size}-{args.seed}" + ("-dirty" if args.dirty else ""))
    written = generate(args.size, folder, seed=args.seed, dirty=args.dirty, lang=out.lang)
    following = FAULTY if args.dirty else NEXT
    lines = [
        out.say(WRITTEN, folder=folder),
        *(f"  {path.relative_to(folder).as_posix()}{'/' if path.is_dir() else ''}" for path in written),
        out.say(following, scenario=shlex.quote(str(written[0]))),
    ]
    out.result("\n".join(lines))
    out.document("generate", exit_code=DONE, folder=str(folder), files=[str(path) for path in written])
    return DONE
