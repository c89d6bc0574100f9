"""``compare``: two plan folders, person by person and figure by figure."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from solver.cli.exits import DONE
from solver.cli.output import Output, aligned
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.comparing import Comparison

FIGURES = (Text("项目", "Figure"), Text("原方案", "before"), Text("新方案", "after"), Text("增减", "difference"))
MOVES = (
    Text("人员", "Person"),
    Text("变动", "Change"),
    Text("原方案", "before"),
    Text("新方案", "after"),
)
SAME = Text("两个方案的人员安排相同。", "Both plans post the same people to the same places.")
WRITTEN = Text("报告：{file}", "Report: {file}")
CHANGED = Text("安排有变动的人员 {n} 名：", "People whose posting differs: {n}")


def run(args: Namespace, out: Output) -> int:
    """Compare two plan folders."""
    from solver.api.comparing import compare

    found = compare(args.before, args.after)
    lines = lines_of(found, out)
    if args.html is not None:
        from solver.api.reporting import report_comparison

        report_comparison(found, (args.before.name, args.after.name), out=args.html, lang=out.lang)
        lines += ["", out.say(WRITTEN, file=args.html)]
    out.result("\n".join(lines))
    out.document("compare", exit_code=DONE, **documents(found, out))
    return DONE


def lines_of(found: Comparison, out: Output) -> list[str]:
    """Return figures and people as lines for the terminal."""
    from solver.api.comparing import KINDS

    rows = [[out.say(head) for head in FIGURES]]
    for f in found.figures:
        both = [f.before, f.after]
        difference = f"{(f.after or 0) - (f.before or 0):+d}"
        rows.append([out.say(f.title), *("–" if n is None else str(n) for n in both), difference])
    lines = [aligned(rows), ""]
    if not found.moves:
        return [*lines, out.say(SAME)]
    lines.append(out.say(CHANGED, n=len(found.moves)))
    moves = [[out.say(head) for head in MOVES]]
    for move in found.moves:
        alias = found.names.get(move.person_id)
        name = f"{alias}({move.person_id})" if alias else move.person_id
        postings = (found.posting(a, out.lang) for a in (move.before, move.after))
        moves.append([name, out.say(KINDS[move.kind]), *postings])
    return [*lines, aligned(moves)]


def documents(found: Comparison, out: Output) -> dict[str, object]:
    """Return figures and people for a JSON document."""
    return {
        "figures": [
            {"key": f.key, "title": out.say(f.title), "before": f.before, "after": f.after} for f in found.figures
        ],
        "moves": [
            {
                "person_id": move.person_id,
                "change": move.kind,
                "before": None if move.before is None else vars(move.before),
                "after": None if move.after is None else vars(move.after),
            }
            for move in found.moves
        ],
    }
