"""Sentences of explanations: what is proved is called exact, what is not says so (§8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from solver.domain.words import ROLES
from solver.report.context import Context
from solver.report.wording_lists import listed
from solver.text import Text

if TYPE_CHECKING:
    from solver.engine.explaining.desk import Desk
    from solver.engine.explaining.exact import Reoptimised
    from solver.engine.explaining.moves import Move

IMPOSSIBLE = Text("已证明：没有任何方案能这样安排。", "Proved: no plan at all can have it so.")
NOT_FOUND = Text(
    "没有找到这样的方案，也未证明没有。", "No plan was found that has it so; that there is none is not proved."
)
FREE_OF_COST = Text(
    "不付代价：例外和得分都不变，只是另一个同样好的方案（已证明这样安排没有更好的）。",
    "No cost: exceptions and points stay as they are; an equally good plan (proved: none that has it so is better).",
)
EXACT = Text(
    "代价恰为：例外严重度{severity}，得分{value}（其他人选重新优化后；已证明）。",
    "Exact cost, everybody else re-optimised: severity {severity}, points {value} (proved).",
)
AT_MOST = Text(
    "代价不超过：例外严重度{severity}，得分{value}（重新优化找到的方案）。",
    "Cost at most: severity {severity}, points {value} (a plan found by re-optimising).",
)
SEVERITY_AT_LEAST = Text(
    "例外严重度至少{severity}（已证明）；得分的代价未证明。",
    "Severity at least {severity} (proved); the cost in points is not proved.",
)
SEVERITY_EXACT = Text(
    "例外严重度{severity}已证明为最少；这时得分变化最好也只有{value}（已证明）。",
    "Severity {severity} is proved to be the least; points then change by {value} at best (proved).",
)
VALUE_AT_LEAST = Text(
    "得分至少损失{value}分（已证明）；两者之间未证明。",
    "At least {value} points are lost (proved); what lies between is not proved.",
)
NOTHING_PROVED = Text(
    "至少损失多少，未证明：原方案本身与最优也可能有差距。",
    "How much is lost at least is not proved: the plan itself may be short of the best.",
)
CHAIN = Text("连带变动：{moves}。", "Who moves: {moves}.")
BOTH = Text("{a}{b}", "{a} {b}")
TO = Text("{person}：{before}→{after}", "{person}: {before} → {after}")
NOWHERE = Text("未派", "not sent")


def cost_of(desk: Desk, found: Reoptimised) -> tuple[Text, ...]:
    """Return what a change costs, in sentences that claim no more than is proved."""
    if found.impossible:
        return (IMPOSSIBLE,)
    if found.seats is None:
        return (NOT_FOUND,)
    severity, loss = found.severity - desk.severity, desk.value - found.value
    values: dict[str, object] = {"severity": f"{severity:+d}", "value": f"{-loss:+d}"}
    if found.proved:
        return (FREE_OF_COST,) if severity == loss == 0 else (EXACT.with_values(**values),)
    told = [AT_MOST.with_values(**values)]
    least = found.severity_bound - desk.severity
    if least == severity != 0 and found.value_bound is not None and found.value_bound <= desk.value:
        told.append(SEVERITY_EXACT.with_values(severity=f"{least:+d}", value=f"{found.value_bound - desk.value:+d}"))
    elif severity > 0 and least > 0:
        told.append(SEVERITY_AT_LEAST.with_values(severity=f"{least:+d}"))
    elif severity <= 0 and found.value_bound is not None and found.value_bound < desk.value:
        told.append(VALUE_AT_LEAST.with_values(value=desk.value - found.value_bound))
    else:
        told.append(NOTHING_PROVED)
    return tuple(told)


def cost_sentence(desk: Desk, found: Reoptimised) -> Text:
    """Return :func:`cost_of` as one text."""
    first, *more = cost_of(desk, found)
    return BOTH.with_values(a=first, b=more[0]) if more else first


def chain_of(ctx: Context, desk: Desk, moves: Sequence[Move]) -> Text:
    """Return who moves from where to where."""
    told = [
        TO.with_values(
            person=ctx.name(ctx.instance.candidates[m.person]),
            before=place_of(ctx, desk, m.before),
            after=place_of(ctx, desk, m.after),
        )
        for m in moves
    ]
    return CHAIN.with_values(moves=listed(told))


def place_of(ctx: Context, desk: Desk, seat: int | None) -> Text:
    """Name the place of a seat."""
    if seat is None:
        return NOWHERE
    seats = desk.model.seats
    village = ctx.instance.villages[int(seats.village[seat])]
    values: dict[str, object] = {"village": village.full_name, "role": ROLES[int(seats.role[seat])].label}
    return Text("{village}{role}", "{village} ({role})", values)
