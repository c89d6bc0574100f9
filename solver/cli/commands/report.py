"""``report``: a plan folder as a page to read, project and print."""

from __future__ import annotations

from argparse import Namespace

from solver.cli.exits import DONE
from solver.cli.languages import language_of_plan
from solver.cli.output import Output
from solver.cli.progress import display_for
from solver.text import Text

WRITTEN = Text("报告：{file}({size} KB)", "Report: {file} ({size} KB)")
PRIVATE = Text("内部版，含个人情况，请勿外传。", "Internal version with personal facts: not for passing on.")


def run(args: Namespace, out: Output) -> int:
    """Write the report of a plan."""
    from solver.api.answering import PLACES
    from solver.api.reporting import report

    lang = args.lang or language_of_plan(args.plan) or out.lang
    out.lang = lang
    with display_for(out if args.explain else Output(lang, quiet=True), "explain") as display:
        display.phase("explain")
        file = report(
            args.plan,
            out=args.out,
            lang=lang,
            private=args.private,
            scenario=args.scenario,
            by_county=args.by_county,
            explain=args.explain,
            places=args.places or PLACES,
            on_step=display.step,
        )
    size = file.stat().st_size
    lines = [out.say(WRITTEN, file=file, size=-(-size // 1024))]
    if args.private:
        lines.append(out.say(PRIVATE))
    out.result("\n".join(lines))
    out.document("report", exit_code=DONE, file=str(file), bytes=size, private=args.private)
    return DONE
