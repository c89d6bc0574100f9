"""Table 6, 例外清单: what the plan falls short of, to be signed one by one."""

from __future__ import annotations

from solver.domain.violation import Violation
from solver.report.columns import EXCEPTIONS
from solver.report.context import Context
from solver.report.table import Row, Table, make_table
from solver.rules import RULES
from solver.text import Text

_STAGE_1 = Text("定村", "villages")
_STAGE_2 = Text("定人", "people")
_STATUTES = {rule.slug: rule for rule in RULES}


def matter_title(slug: str) -> Text:
    """Title of a rule, on or off, or its slug if no rule has it."""
    return _STATUTES[slug].title if slug in _STATUTES else Text(slug, slug)


def exception_table(ctx: Context) -> Table:
    """Return table 6: stage 1 first, then people; the most severe first."""
    rows = [_row(ctx, v, _STAGE_1) for v in sorted(ctx.solved.stage1, key=lambda v: v.sort_key)]
    rows += [_row(ctx, v, _STAGE_2) for v in ctx.solved.evaluation.exceptions]
    notes = (
        Text(
            "严重度按事项轻重、数量和村的优先级计算，越大越须优先处理。",
            "Severity grows with the matter, its size and the tier of the village: the largest come first.",
        ),
    )
    return make_table(EXCEPTIONS, rows, ctx.lang, notes=notes)


def _row(ctx: Context, violation: Violation, stage: Text) -> Row:
    statute = _STATUTES.get(violation.rule)
    return {
        "stage": stage,
        "rule": violation.rule,
        "clauses": statute.clauses if statute else None,
        "phrase": statute.phrase if statute else None,
        "rule_title": matter_title(violation.rule),
        "place": ctx.place_name(violation.place),
        "message": violation.message,
        "size": violation.size,
        "severity": violation.severity,
        "tier": violation.tier or None,
    }
