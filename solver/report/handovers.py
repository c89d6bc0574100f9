"""Table 3, 轮换交接表: who hands over to whom, from when to when, and which lists."""

from __future__ import annotations

from datetime import date, timedelta

from solver.domain.needs import NEED_LABELS
from solver.domain.village import Village
from solver.domain.words import NEED_ITEMS, Mode
from solver.report.cells import village_cells
from solver.report.columns import HANDOVERS
from solver.report.context import Context
from solver.report.succession import Succession
from solver.report.table import Row, Table, make_table
from solver.text import Text

HEAVY_NEED = 2
"""Degree from which a need is named in the lists to hand over."""

_DUE = Text("任期届满", "term ends")
_NO_END = Text("任期届满(届满日期未填)", "term ends (date not stated)")


def handover_table(ctx: Context) -> Table:
    """Return table 3: one line for each incumbent who leaves the post."""
    rows = [_row(ctx, village, s) for village in ctx.instance.villages for s in ctx.successions_of[village.village_id]]
    note = Text(
        "压茬交接{days}天，自接任人员到岗之日起算。",
        "Overlap of {days} days, from the day the new person arrives.",
        {"days": ctx.overlap_days},
    )
    return make_table(HANDOVERS, rows, ctx.lang, notes=(note,))


def _row(ctx: Context, village: Village, s: Succession) -> Row:
    incumbent, successor = s.leaver, s.successor
    start, end = _overlap(ctx, s)
    return {
        **village_cells(village),
        "role": incumbent.role.label,
        "out_person": ctx.name(incumbent.person),
        "out_unit": incumbent.person.unit_id,
        "out_end": incumbent.end,
        "out_cause": _cause(s),
        "in_person": ctx.name(successor.person) if successor else None,
        "in_unit": successor.person.unit_id if successor else None,
        "overlap_from": start,
        "overlap_to": end,
        "remark": ctx.sentences(_remarks(ctx, s, end)),
        "lists": None if s.is_same_person else _lists(village),
    }


def _cause(s: Succession) -> Text:
    if s.leaver.recalled:
        reason = s.leaver.recall_reason or Text("未填原因", "no reason stated")
        return Text("中途调整({reason})", "recalled ({reason})", {"reason": reason})
    return _DUE if s.leaver.end else _NO_END


def _overlap(ctx: Context, s: Succession) -> tuple[date | None, date | None]:
    """Return first and last day of the overlap; none for who stays, was recalled, or has no successor."""
    if s.successor is None or s.leaver.recalled or s.is_same_person:
        return None, None
    start = ctx.reference.on_post_date if s.successor.incumbent else ctx.arrival(s.successor.person)
    return start, start + timedelta(days=ctx.overlap_days)


def _remarks(ctx: Context, s: Succession, last: date | None) -> list[Text]:
    """Say what the planner must see to for this handover."""
    if s.is_same_person and s.successor is not None:
        return [Text("本人续派，任{role}，不需交接", "posted here again as {role}", {"role": s.successor.role.label})]
    found = []
    if s.successor is None:
        listed = ctx.post_of[s.leaver.village_id].mode is not Mode.NONE
        found.append(
            Text("接任人选空缺", "nobody takes over yet")
            if listed
            else Text("本轮不再选派", "the village is not listed this round")
        )
    elif not s.direct:
        found.append(
            Text(
                "无同职务接任人员，交{role}",
                "no successor of the role; to the {role}",
                {"role": s.successor.role.label},
            )
        )
    if s.leaver.recalled:
        found.append(Text("已调整离岗，按清单补办交接", "has left the post; hand over by the lists"))
    elif last is not None:
        found += _dates(ctx, s, last)
    elsewhere = ctx.village_of.get(s.leaver.person.person_id)
    if elsewhere is not None:
        found.append(Text("本人转派{village}", "posted to {village}", {"village": elsewhere.full_name}))
    return found


def _dates(ctx: Context, s: Succession, last: date) -> list[Text]:
    first = last - timedelta(days=ctx.overlap_days)
    end = s.leaver.end
    if end is None or end >= last:
        return []
    values: dict[str, object] = {"last": last.isoformat(), "n": (last - end).days, "end": end.isoformat()}
    if end < first:
        return [
            Text(
                "原任期{end}届满，早于接任人员到岗，须延期离村至{last}",
                "the old term ends {end}, before the successor arrives: leave is to be put off to {last}",
                values,
            )
        ]
    return [
        Text(
            "交接期比原任期多{n}天，须延期离村至{last}",
            "the overlap outlasts the old term (days: {n}): leave is to be put off to {last}",
            values,
        )
    ]


def _lists(village: Village) -> Text:
    """Name the lists of a handover, and the heavy needs whose work goes on."""
    heavy = tuple(NEED_LABELS[item] for item, n in zip(NEED_ITEMS, village.needs, strict=True) if n >= HEAVY_NEED)
    if not heavy:
        return Text(
            "任务清单、诉求清单、计划清单；档案、项目、账目、物资、待办事项",
            "lists of tasks, appeals and plans; files, projects, accounts, goods, to-dos",
        )
    return Text(
        "任务清单、诉求清单、计划清单；档案、项目、账目、物资、待办事项。重点：{heavy}",
        "lists of tasks, appeals and plans; files, projects, accounts, goods, to-dos. Above all: {heavy}",
        {"heavy": heavy},
    )
