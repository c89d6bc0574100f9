"""概要: one page that says what the plan is, what it lacks, what is proved, and what was set otherwise than usual."""

from __future__ import annotations

from collections.abc import Iterator

from solver.report.columns import OVERVIEW
from solver.report.context import Context
from solver.report.exception_list import matter_title
from solver.report.rule_changes import changes
from solver.report.table import Row, Table, make_table
from solver.report.totals import Filling, by_rule, tally
from solver.report.wording import DRAFT_NOTE, INTERRUPTED_NOTE, severity_words, value_words
from solver.text import Text

_ROUND = Text("方案", "Round")
_POSTS = Text("岗位", "Posts")
_NOMINEES = Text("人选", "Nominees")
_EXCEPTIONS = Text("例外", "Exceptions")
_VALUE = Text("得分", "Value")
_CHANGES = Text("规则调整", "Changes of rules")
_INPUTS = Text("输入", "Inputs")


def overview_table(ctx: Context) -> Table:
    """Return the summary sheet."""
    rows = [
        *_round(ctx),
        *_posts(ctx),
        *_nominees(ctx),
        *_exceptions(ctx),
        *_value(ctx),
        *_changes(ctx),
        *_inputs(ctx),
    ]
    return make_table(OVERVIEW, rows, ctx.lang)


def _line(group: Text, item: object, figure: object, remark: object = None) -> Row:
    return {"group": group, "item": item, "figure": figure, "remark": remark}


def _round(ctx: Context) -> Iterator[Row]:
    reference = ctx.reference
    draft = reference.mode == "draft"
    yield _line(_ROUND, Text("方案名称", "Scenario"), ctx.solved.title)
    yield _line(
        _ROUND,
        Text("方案性质", "Mode"),
        Text("草案", "draft") if draft else Text("定稿", "final"),
        DRAFT_NOTE if draft else None,
    )
    yield _line(_ROUND, Text("统一到岗日", "On-post date"), reference.on_post_date)
    yield _line(
        _ROUND,
        Text("任期", "Term"),
        Text("{n}个月", "{n} months", {"n": reference.term_months}),
        Text("至{day}", "until {day}", {"day": reference.term_end.isoformat()}),
    )
    if ctx.solved.status == "interrupted":
        yield _line(_ROUND, Text("求解状态", "Search"), Text("中途停止", "stopped early"), INTERRUPTED_NOTE)


def _posts(ctx: Context) -> Iterator[Row]:
    t = tally(ctx)
    yield _line(
        _POSTS,
        Text("选派村数", "Villages listed"),
        t.n_listed,
        Text(
            "共{all}个村；工作队{teams}个，单独选派第一书记{alone}个，不选派{none}个",
            "of {all}: {teams} with a team, {alone} with a first secretary alone, {none} not listed",
            {
                "all": t.n_villages,
                "teams": t.n_teams,
                "alone": t.n_first_secretary_only,
                "none": t.n_villages - t.n_listed,
            },
        ),
    )
    if t.n_unserved:
        yield _line(_POSTS, Text("列入名单但无人在岗的村", "Listed villages with nobody"), t.n_unserved)
    yield from _filling(Text("第一书记", "First secretaries"), t.first_secretaries)
    yield from _filling(Text("工作队员", "Members"), t.members)
    if t.n_staying_elsewhere:
        yield _line(_POSTS, Text("名单外村留任人员", "People staying in villages not listed"), t.n_staying_elsewhere)


def _filling(role: Text, f: Filling) -> Iterator[Row]:
    yield _line(
        _POSTS,
        Text("{role}计划人数", "{role}: planned", {"role": role}),
        f.planned,
        None if f.least == f.planned else Text("其中最低人数{n}", "of these the minimum: {n}", {"n": f.least}),
    )
    yield _line(_POSTS, Text("{role}新派", "{role}: new", {"role": role}), f.new)
    yield _line(_POSTS, Text("{role}留任", "{role}: staying", {"role": role}), f.staying)
    yield _line(
        _POSTS,
        Text("{role}缺额", "{role}: short", {"role": role}),
        f.short_of_planned,
        None
        if f.least == f.planned
        else Text("其中低于最低人数{n}", "of these below the minimum: {n}", {"n": f.short_of_least}),
    )


def _nominees(ctx: Context) -> Iterator[Row]:
    t = tally(ctx)
    yield _line(_NOMINEES, Text("提名人数", "Nominated"), t.n_nominees)
    yield _line(_NOMINEES, Text("已安排", "Posted"), t.n_posted)
    if t.n_staying_nominees:
        yield _line(_NOMINEES, Text("本人留任", "Staying on post"), t.n_staying_nominees)
    yield _line(
        _NOMINEES,
        Text("符合条件未安排", "Eligible, not posted"),
        t.n_reserve,
        Text("见候补名单、未安排名单", "see the reserve and the list of people not posted"),
    )
    yield _line(_NOMINEES, Text("不符合条件", "Not eligible"), t.n_not_eligible, Text("见未安排名单", "see the list"))


def _exceptions(ctx: Context) -> Iterator[Row]:
    found = ctx.solved.evaluation.exceptions
    level = ctx.solved.certificate.severity
    if ctx.solved.stage1:
        yield _line(_EXCEPTIONS, Text("定村环节例外事项", "Exceptions of stage 1 (villages)"), len(ctx.solved.stage1))
    yield _line(_EXCEPTIONS, Text("定人环节例外事项", "Exceptions of stage 2 (people)"), len(found))
    for slug, number, severity in by_rule(found):
        yield _line(
            _EXCEPTIONS,
            matter_title(slug),
            number,
            Text("严重度{n}", "severity {n}", {"n": severity}),
        )
    yield _line(_EXCEPTIONS, Text("严重度合计", "Severity in all"), level.reached, severity_words(level))


def _value(ctx: Context) -> Iterator[Row]:
    level = ctx.solved.certificate.value
    yield _line(_VALUE, Text("方案得分", "Value in points"), level.reached, value_words(level))
    checkable = Text("可复核的上界{bound}", "re-checkable bound {bound}", {"bound": level.bound})
    remark = None if level.best_bound == level.bound else checkable
    yield _line(_VALUE, Text("证明的上界", "Proven bound"), level.best_bound, remark)
    titles = {goal.slug: goal.title for goal in ctx.solved.book.goals}
    for slug, points in ctx.solved.evaluation.points.items():
        yield _line(_VALUE, titles.get(slug, slug), points)
    left_out = tuple(dict.fromkeys(key.partition("@")[0] for key in ctx.solved.certificate.left_out))
    if left_out:
        matters = tuple(matter_title(slug) for slug in left_out)
        yield _line(
            _VALUE,
            Text("求上界时未计入", "Not respected by the bound"),
            len(ctx.solved.certificate.left_out),
            Text(
                "{matters}(方案仍遵守；上界仍然成立，只是偏松)",
                "{matters} (the plan keeps them; the bound holds, it is only weaker)",
                {"matters": matters},
            ),
        )


def _changes(ctx: Context) -> Iterator[Row]:
    found = changes(ctx.solved.book)
    if not found:
        yield _line(_CHANGES, Text("规则和权重", "Rules and weights"), None, Text("均为默认", "all as by default"))
    for change in found:
        reason = change.reason or Text("未填", "none stated")
        yield _line(_CHANGES, change.title, change.what, Text("理由：{why}", "reason: {why}", {"why": reason}))


def _inputs(ctx: Context) -> Iterator[Row]:
    repairs = sum(fault.severity == "repair" for fault in ctx.solved.faults)
    remark = Text("见输入修正", "see the list of repairs") if ctx.solved.faults else None
    yield _line(_INPUTS, Text("已修正的单元格", "Cells repaired"), repairs, remark)
    yield _line(_INPUTS, Text("提示", "Notes"), sum(fault.severity == "note" for fault in ctx.solved.faults))
    for name, digest in sorted(ctx.solved.input_hashes.items()):
        yield _line(_INPUTS, name, "SHA-256", digest)
    for name, version in sorted(ctx.solved.versions.items()):
        yield _line(_INPUTS, Text("版本 {name}", "Version of {name}", {"name": name}), version)
