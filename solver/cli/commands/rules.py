"""``rules``: the rule book, in short, in full, or one rule of it."""

from __future__ import annotations

import difflib
from argparse import Namespace
from typing import Any

from solver.cli.exits import BAD_INPUT, DONE
from solver.cli.output import Output
from solver.text import Text

UNKNOWN = Text("没有名为“{slug}”的规则或计分项。{hint}", "There is no rule or goal called “{slug}”.{hint}")
HINT = Text("是否指：{names}", " Did you mean: {names}")
MORE = Text("“villages-first rules 名称”显示参数和示例。", "“villages-first rules NAME” shows parameters and examples.")
CLAUSES, PHRASE, READS = Text("条款", "Clauses"), Text("原文", "Policy (Chinese)"), Text("读取", "Reads")
HARDNESS, PARAMETERS = Text("性质", "Hardness"), Text("参数", "Parameters")
DEFAULT, EXAMPLES, FILE = Text("默认 {value}", "default {value}"), Text("示例", "Examples"), Text("文件", "File")


def run(args: Namespace, out: Output) -> int:
    """Print the rule book."""
    from solver.api.sources import rules
    from solver.book.page import rule_page

    table = rules(out.lang)
    if args.slug:
        chosen = [row for row in table if row["slug"] == args.slug]
        if not chosen:
            names = difflib.get_close_matches(args.slug, [row["slug"] for row in table], 3)
            hint = HINT.with_values(names=names) if names else ""
            message = out.say(UNKNOWN, slug=args.slug, hint=hint)
            out.error(message)
            out.document("error", exit_code=BAD_INPUT, message=message)
            return BAD_INPUT
        table = chosen
        out.result("\n".join(_entry(chosen[0], out)))
    else:
        out.result(rule_page(out.lang) if args.full else "\n".join(_list(table, out)))
    out.document("rules", exit_code=DONE, rules=table)
    return DONE


def _list(table: list[dict[str, Any]], out: Output) -> list[str]:
    lines: list[str] = []
    kind = ""
    for row in table:
        if row["kind"] != kind:
            kind = row["kind"]
            lines += ["", kind, ""]
        lines.append(f"  {row['slug']} · {row['title']} [{row['hardness']}; {row['default']}]")
        lines.append(f"      {row['statement']}")
    return [*lines[1:], "", out.say(MORE)]


def _entry(row: dict[str, Any], out: Output) -> list[str]:
    lines = [
        f"{row['slug']} · {row['title']}",
        f"  {row['statement']}",
        f"  {out.say(HARDNESS)}: {row['hardness']}; {row['default']}",
        f"  {out.say(CLAUSES)}: {', '.join(row['clauses'])}",
        f"  {out.say(PHRASE)}: {row['phrase']}",
        f"  {out.say(READS)}: {', '.join(row['reads'])}",
        f"  {out.say(FILE)}: solver/{row['file']}",
    ]
    if row["parameters"]:
        lines.append(f"  {out.say(PARAMETERS)}:")
    for p in row["parameters"]:
        allowed = f" · {p['allowed']}" if p["allowed"] else ""
        lines.append(f"    {p['name']} ({out.say(DEFAULT, value=p['default'])}{allowed}): {p['description']}")
    if row["examples"]:
        lines.append(f"  {out.say(EXAMPLES)}:")
        lines += [f"    - {example}" for example in row["examples"]]
    return lines
