"""What the planner sees when a solve ends: under a screen, in both languages, Chinese characters two cells wide."""

from __future__ import annotations

import shlex
from pathlib import Path

from rich.cells import cell_len, set_cell_size

from solver.report.context import Context
from solver.report.exception_list import matter_title
from solver.report.solved import Solved
from solver.report.totals import Filling, by_rule, tally
from solver.report.wording import severity_words, value_words
from solver.report.wrapping import wrapped
from solver.text import Lang, Text

WIDTH = 80
"""Cells of the narrowest terminal that planners use; on a wider one the lines are the same."""
HEIGHT = 24
N_RULES = 5
"""Rules whose exceptions are named; the rest is summed up."""
TITLE_LINES = 2
"""A longer title is cut: it stands whole in the workbook."""

COMMAND = "villages-first"


def screen_summary(solved: Solved, lang: Lang | None = None, folder: Path | None = None) -> str:
    """Return the summary: at most 24 lines of 80 cells (only the lines with the folder may be longer).

    Parameters
    ----------
    folder
        Where the plan was written; ``None`` leaves the folder and the next commands out.
    """
    ctx = Context(solved, lang or solved.lang)
    body = [_round(ctx), _villages(ctx), *_posts(ctx), *_exceptions(ctx), *_proved(ctx), *_inputs(ctx)]
    lines = [*_title(ctx), *(part for line in body for part in wrapped(line, WIDTH))]
    return "\n".join([*lines, *(_next(ctx, folder) if folder is not None else [])]) + "\n"


def _title(ctx: Context) -> list[str]:
    lines = wrapped(ctx.say(ctx.solved.title), WIDTH)
    if len(lines) > TITLE_LINES:
        lines[TITLE_LINES - 1 :] = [_cut(lines[TITLE_LINES - 1] + "…")]
    return lines


def _round(ctx: Context) -> str:
    draft = Text("草案", "Draft") if ctx.reference.mode == "draft" else Text("定稿", "Final")
    stopped = Text("，求解中途停止", ", search stopped early") if ctx.solved.status == "interrupted" else Text("", "")
    return Text(
        "{draft}{stopped}：{day}到岗，任期{n}个月",
        "{draft}{stopped}: on post {day}, term {n} months",
        {"draft": draft, "stopped": stopped, "day": ctx.reference.on_post_date, "n": ctx.reference.term_months},
    ).to(ctx.lang)


def _villages(ctx: Context) -> str:
    t = tally(ctx)
    return Text(
        "选派村 {listed} 个：工作队 {teams}、单独选派第一书记 {alone}；其中无人在岗 {unserved} 个",
        "Villages listed {listed}: with a team {teams}, first secretary alone {alone}; with nobody {unserved}",
        {
            "listed": t.n_listed,
            "teams": t.n_teams,
            "alone": t.n_first_secretary_only,
            "unserved": t.n_unserved,
        },
    ).to(ctx.lang)


def _posts(ctx: Context) -> list[str]:
    """Return a small table: role by planned, new, staying, short."""
    t = tally(ctx)
    heads = (
        Text("", ""),
        Text("计划", "planned"),
        Text("新派", "new"),
        Text("留任", "staying"),
        Text("缺额", "short"),
        Text("低于最低", "below minimum"),
    )
    rows = [
        [head.to(ctx.lang) for head in heads],
        [Text("第一书记", "first secretary").to(ctx.lang), *_figures(t.first_secretaries)],
        [Text("工作队员", "members").to(ctx.lang), *_figures(t.members)],
    ]
    left = Text(
        "提名 {all} 人：派出 {posted}、符合条件未安排 {reserve}、不符合条件 {barred}",
        "Nominees {all}: {posted} posted, {reserve} eligible but not posted, {barred} not eligible",
        {"all": t.n_nominees, "posted": t.n_posted, "reserve": t.n_reserve, "barred": t.n_not_eligible},
    )
    return [*_aligned(rows), left.to(ctx.lang)]


def _figures(filling: Filling) -> list[str]:
    figures = (filling.planned, filling.new, filling.staying, filling.short_of_planned, filling.short_of_least)
    return [str(n) for n in figures]


def _aligned(rows: list[list[str]]) -> list[str]:
    """Set the first column left and the figures right, each under its head."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for name, *figures in rows:
        padded = (" " * (width - cell_len(figure)) + figure for figure, width in zip(figures, widths[1:], strict=True))
        lines.append("   ".join(["  " + set_cell_size(name, widths[0]), *padded]))
    return lines


def _exceptions(ctx: Context) -> list[str]:
    """Return the number of exceptions, then the rules with the most severe ones."""
    found, stage1 = ctx.solved.evaluation.exceptions, ctx.solved.stage1
    words = severity_words(ctx.solved.certificate.severity).to(ctx.lang)
    lines = []
    if stage1:
        head = Text("定村环节例外 {n} 项，须签字", "Exceptions of stage 1 (villages) to sign: {n}", {"n": len(stage1)})
        lines.append(head.to(ctx.lang))
    if not found:
        return [*lines, words]
    head = Text(
        "例外 {n} 项，须签字；严重度 {severity}",
        "Exceptions to sign: {n}, severity {severity}",
        {"n": len(found), "severity": f"{ctx.solved.evaluation.severity:,}"},
    )
    lines += [head.to(ctx.lang), "  " + words]
    rules = by_rule(found)
    lines += [
        Text("  {matter} {n} 项", "  {matter}: {n}", {"matter": matter_title(slug), "n": n}).to(ctx.lang)
        for slug, n, _ in rules[:N_RULES]
    ]
    rest = rules[N_RULES:]
    if rest:
        values: dict[str, object] = {"n": sum(n for _, n, _ in rest), "kinds": len(rest)}
        lines.append(Text("  其他 {kinds} 类 {n} 项", "  {n} of {kinds} other kinds", values).to(ctx.lang))
    return lines


def _proved(ctx: Context) -> list[str]:
    level = ctx.solved.certificate.value
    head = Text(
        "得分 {value}，证明的上界 {bound}",
        "Value {value}, proven bound {bound}",
        {"value": f"{level.reached:,}", "bound": f"{level.best_bound:,}"},
    )
    return [head.to(ctx.lang), "  " + value_words(level).to(ctx.lang)]


def _inputs(ctx: Context) -> list[str]:
    n = sum(fault.severity == "repair" for fault in ctx.solved.faults)
    if not n:
        return []
    line = Text(
        "输入有 {n} 处已修正，见“输入修正”表。", "Cells of the inputs repaired: {n}; see “Input repairs”.", {"n": n}
    )
    return [line.to(ctx.lang)]


def _next(ctx: Context, folder: Path) -> list[str]:
    """Return where the plan is and how to check it; paths are never cut, they are there to be copied."""
    lines = (
        Text("方案文件夹：{folder}", "Plan folder: {folder}", {"folder": folder}),
        Text("先看 plan.xlsx 的“概要”和“例外清单”。", "Open plan.xlsx: “Overview” and “Exceptions” first."),
        Text(
            "复核：{command} verify {folder}",
            "Check it: {command} verify {folder}",
            {"command": COMMAND, "folder": shlex.quote(str(folder))},
        ),
    )
    return [line.to(ctx.lang) for line in lines]


def _cut(line: str) -> str:
    return line if cell_len(line) <= WIDTH else set_cell_size(line, WIDTH - 1).rstrip() + "…"
