"""``generate``: a fictional county, prefecture or province, ready to solve."""

from __future__ import annotations

import shlex
from argparse import Namespace
from pathlib import Path

from solver.cli.exits import DONE
from solver.cli.output import Output
from solver.cli.progress import display_for
from solver.errors import Fault, InputError
from solver.text import Text

WRITTEN = Text("已写入 {folder}：", "Written to {folder}:")
NEXT = Text("接着：villages-first solve {scenario}", "Next: villages-first solve {scenario}")
FAULTY = Text(
    "埋入的错误见 planted.csv；villages-first check {scenario} 应逐条报出。",
    "The planted faults are listed in planted.csv; villages-first check {scenario} should report each.",
)
BAD = Text("这样的规模不能生成", "no round of this shape can be generated")
MEND = Text(
    "--counties、--coupling 只用于 prefecture-tiny、prefecture、province；--ratio 为 1–3，--coupling 为 0–30。",
    "--counties and --coupling go with prefecture-tiny, prefecture, province; --ratio is 1 to 3, --coupling 0 to 30.",
)


def run(args: Namespace, out: Output) -> int:
    """Write a fictional round."""
    from solver.api.sources import generate

    folder = args.out or Path(f"{args.size}-{args.seed}" + ("-dirty" if args.dirty else ""))
    with display_for(out, "generate") as display:
        try:
            written = generate(
                args.size,
                folder,
                seed=args.seed,
                dirty=args.dirty,
                lang=out.lang,
                counties=args.counties,
                nominees_per_post=args.ratio,
                coupling=None if args.coupling is None else args.coupling / 100,
                tell=display.step,
            )
        except ValueError as error:
            raise InputError([Fault("bad_option", BAD, MEND, value=str(error))]) from error
    following = FAULTY if args.dirty else NEXT
    lines = [
        out.say(WRITTEN, folder=folder),
        *(f"  {path.relative_to(folder).as_posix()}{'/' if path.is_dir() else ''}" for path in written),
        out.say(following, scenario=shlex.quote(str(written[0]))),
    ]
    out.result("\n".join(lines))
    out.document("generate", exit_code=DONE, folder=str(folder), files=[str(path) for path in written])
    return DONE
