"""Table 10, 经费测算表: what the people newly sent cost in allowances over the whole term, village by village (O5)."""

from __future__ import annotations

from solver.domain.words import Mode
from solver.report.cells import village_cells
from solver.report.columns import COSTS
from solver.report.context import Context
from solver.report.table import Table, make_table
from solver.rules.cost_cap import CostCap
from solver.text import Text

RATES = Text(
    "标准：生活补助每天{meal}元，通信补贴每月{phone}元，艰苦边远补助每天{hardship}；每年驻村{days}天，任期{months}个月。标准取自规则“经费上限”的参数，可在配置中改。",
    "Rates: living allowance {meal} yuan a day, phone {phone} yuan a month, hardship allowance a day {hardship}; "
    "{days} days on post a year, {months} months. They are parameters of the rule “Budget cap”.",
)
ONLY_NEW = Text(
    "只测算本轮新派人员；工资福利由派出单位照发，不计。",
    "Only people newly sent; their pay goes on from their units and is not counted.",
)
BUDGET = Text("已启用经费上限：{budget}元。", "The budget cap is on: {budget} yuan.")
NO_CAP = Text("未启用经费上限，仅供测算。", "No budget cap is on; this is an estimate only.")
NO_HARDSHIP = Text("未设标准(计0元)", "not set (0 yuan)")


def rates(ctx: Context) -> CostCap.Params:
    """Return the parameters of the budget cap, whether it is on or off; the defaults if the book does not hold it."""
    book = ctx.solved.book
    found = next((rule for rule in (*book.rules, *book.off) if isinstance(rule, CostCap)), None)
    return found.params if found is not None else CostCap.Params()


def cost_table(ctx: Context) -> Table:
    """Return table 10: villages that receive somebody, with totals."""
    params, months = rates(ctx), ctx.reference.term_months
    days = -(-params.days_per_year * months // 12)
    rows = []
    for team in ctx.plan.teams:
        n = sum(not member.incumbent for member in team.people)
        if not n or team.post.mode is Mode.NONE:
            continue
        meals, phone = n * days * params.meal_per_day, n * months * params.phone_month
        hardship = n * days * params.hardship_table.get(team.village.hardship_class, 0)
        rows.append(
            {
                **village_cells(team.village),
                "hardship_class": team.village.hardship_class,
                "n_new": n,
                "days_each": days,
                "cost_meals": meals,
                "cost_phone": phone,
                "cost_hardship": hardship,
                "cost": meals + phone + hardship,
            }
        )
    by_class = tuple(
        Text("{k}类{n}元", "class {k}: {n} yuan", {"k": k, "n": n}) for k, n in sorted(params.hardship_table.items())
    )
    said = RATES.with_values(
        meal=params.meal_per_day,
        phone=params.phone_month,
        hardship=by_class or NO_HARDSHIP,
        days=params.days_per_year,
        months=months,
    )
    cap = BUDGET.with_values(budget=f"{params.budget:,}") if params.enabled and params.budget is not None else NO_CAP
    return make_table(COSTS, rows, ctx.lang, notes=(said, ONLY_NEW, cap))
