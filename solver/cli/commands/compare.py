"""``compare``: two or more plan folders, person by person and figure by figure."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from solver.cli.compared_lines import documents, headline_lines, lines_of, plan_lines, table_lines, village_lines
from solver.cli.exits import DONE
from solver.cli.output import Output
from solver.cli.progress import Display, display_for
from solver.errors import InputError, OutputError, VerificationError
from solver.text import Text, show

if TYPE_CHECKING:
    from solver.api.comparing import Comparison
    from solver.api.measuring import Measures
    from solver.api.trading import Trade
    from solver.report.compared import Causes

TWO = Text("请给出至少两个方案文件夹。", "Name at least two plan folders.")
WRITTEN = Text("报告：{file}", "Report: {file}")
BOOK = Text("工作簿：{file}", "Workbook: {file}")
NOT_MEASURED = Text(
    "只比较方案文件夹中的数字，没有指标和原因：{why}",
    "Only what the plan folders hold is compared, without indicators and reasons: {why}",
)
NEEDED = Text("须读回各方案的输入才能{what}：{why}", "The inputs of the plans are needed to {what}: {why}")
WORK = Text(
    "计算指标、曲线或原因，或写工作簿和多个方案的报告",
    "compute indicators, curve or causes, or to write a workbook or the page of several plans",
)


def run(args: Namespace, out: Output) -> int:
    """Compare plan folders: the first with each of the others."""
    if len(args.plans) < 2:
        raise OutputError(TWO)
    from solver.api.comparing import compare
    from solver.api.reporting import refuse_target

    for target in (args.out, args.html):
        for plan in args.plans if target is not None else ():
            refuse_target(target, plan)
    stored = [compare(args.plans[0], other) for other in args.plans[1:]]
    with display_for(out, "compare") as display:
        display.phase("compare")
        measures = _measured(args, out)
        trade, causes = _solved_again(args, display)
    found = stored if measures is None else [measures.comparison(i, out.lang) for i in range(1, measures.n_plans)]
    from solver.report.compared_tables import ELSEWHERE

    lines: list[str] = [] if measures is None else [*headline_lines(measures, out), ""]
    for i, one in enumerate(found, start=1):
        lines += plan_lines(args.plans, i) if len(found) > 1 else []
        lines += [*lines_of(one, out), ""] if measures is None or not measures.is_elsewhere(i) else [out.say(ELSEWHERE)]
        lines += [] if measures is None else [*village_lines(measures.villages(i), out), ""]
    lines += _more_lines(trade, causes, out)
    lines += _written(args, out, found, measures, trade, causes)
    out.result("\n".join(lines).rstrip())
    out.document(
        "compare", exit_code=DONE, **documents(found[0], out), **_documents(args, out, found, measures, trade, causes)
    )
    return DONE


def _measured(args: Namespace, out: Output) -> Measures | None:
    """Put the plans back on their inputs; where that fails, say so and go on without, unless more was asked for."""
    from solver.api.measuring import measure

    try:
        return measure(*args.plans, baselines=args.baselines, seed=args.seed, lang=out.lang)
    except (InputError, VerificationError) as error:
        parts = [f.to(out.lang) for f in error.faults] if isinstance(error, InputError) else error.args
        why = " ".join(show(part, out.lang) for part in parts)
        # without indicators, the page is of two plans
        if args.baselines or args.curve or args.cause or args.out or (args.html and len(args.plans) > 2):
            raise OutputError(NEEDED.with_values(what=WORK, why=why)) from error
        out.note(out.say(NOT_MEASURED, why=why))
        return None


def _solved_again(args: Namespace, display: Display) -> tuple[Trade | None, Causes | None]:
    """Solve again as far as it was asked for."""
    trade = causes = None
    effort = args.effort or "quick"
    if args.curve:
        from solver.api.trading import trade_off

        trade = trade_off(args.plans[0], effort=effort, on_point=display.step)
    if args.cause:
        from solver.api.causing import causes as find_causes

        causes = find_causes(args.plans[0], args.plans[1], effort=effort, solves=args.solves, on_solve=display.step)
    return trade, causes


def _more_lines(trade: Trade | None, causes: Causes | None, out: Output) -> list[str]:
    from solver.report.cause_tables import cause_table, effect_table
    from solver.report.compared_tables import trade_table

    lines: list[str] = []
    if trade is not None:
        lines += [*table_lines(trade_table(trade.points, out.lang)), ""]
    if causes is not None:
        lines += [*table_lines(effect_table(causes, out.lang)), "", *table_lines(cause_table(causes, out.lang)), ""]
    return lines


def _written(
    args: Namespace,
    out: Output,
    found: list[Comparison],
    measures: Measures | None,
    trade: Trade | None,
    causes: Causes | None,
) -> list[str]:
    lines = []
    if args.out is not None and measures is not None:
        from solver.api.comparison_files import write_comparison

        write_comparison(measures, args.out, out.lang, trade, causes)
        lines.append(out.say(BOOK, file=args.out))
    if args.html is not None:
        from solver.api.reporting import report_comparison, report_measures

        if measures is None:
            titles = (args.plans[0].name, args.plans[1].name)
            report_comparison(found[0], titles, out=args.html, lang=out.lang)
        else:
            names = [plan.name for plan in args.plans]
            report_measures(
                measures, names, out=args.html, lang=out.lang, private=args.private, trade=trade, causes=causes
            )
        lines.append(out.say(WRITTEN, file=args.html))
    return lines


def _documents(
    args: Namespace,
    out: Output,
    found: list[Comparison],
    measures: Measures | None,
    trade: Trade | None,
    causes: Causes | None,
) -> dict[str, object]:
    from dataclasses import asdict

    document: dict[str, object] = {"plans": [str(plan) for plan in args.plans]}
    if len(found) > 1:
        document["pairs"] = [documents(one, out) for one in found]
    if measures is not None:
        document["measured"] = [name.to(out.lang) for name in measures.names]
        document["indicators"] = [
            {"key": row.key, "group": out.say(row.group), "title": out.say(row.title), "values": list(row.values)}
            for row in measures.rows
        ]
    if trade is not None:
        document["curve"] = [asdict(point) for point in trade.points]
    if causes is not None:
        document["causes"] = {
            "changes": [asdict(effect) for effect in causes.effects],
            "people": [{**asdict(person)} for person in causes.people],
            "solves": causes.solves,
            "complete": causes.complete,
        }
    return document
