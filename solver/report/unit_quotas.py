"""Table 5, 单位名额完成表: what each sending unit was to send, sends, and is short of."""

from __future__ import annotations

from collections import Counter

from solver.domain.village import Unit
from solver.domain.words import Role
from solver.report.columns import UNITS
from solver.report.context import Context
from solver.report.table import Row, Table, extra_cells, extra_names, make_table
from solver.text import Text


def unit_table(ctx: Context) -> Table:
    """Return table 5: the units of the quota table, then units that only people name."""
    instance = ctx.instance
    nominated = Counter(c.unit_id for c in instance.candidates)
    able = Counter(c.unit_id for c, roles in zip(instance.candidates, ctx.may, strict=True) if roles.any())
    posted: Counter[tuple[str, Role]] = Counter()
    staying: Counter[str] = Counter()
    villages: dict[str, dict[str, None]] = {}
    for team in ctx.plan.teams:
        for member in team.people:
            unit_id = member.person.unit_id
            villages.setdefault(unit_id, {})[team.village.full_name] = None
            if member.incumbent:
                staying[unit_id] += 1
            else:
                posted[unit_id, member.role] += 1
    named = set(nominated) | set(villages)
    units = [*instance.units, *(Unit(unit_id) for unit_id in sorted(named - set(instance.unit_by_id)) if unit_id)]
    rows = []
    for unit in units:
        row: Row = {
            "unit": unit.unit_id,
            "level": unit.level.label if unit.level else None,
            "quota_first_secretary": unit.quota_first_secretary,
            "quota_member": unit.quota_member,
            "nominated": nominated[unit.unit_id],
            "eligible": able[unit.unit_id],
            "posted_first_secretary": posted[unit.unit_id, Role.FIRST_SECRETARY],
            "posted_member": posted[unit.unit_id, Role.MEMBER],
            "staying": staying[unit.unit_id],
            "short_first_secretary": _short(unit.quota_first_secretary, posted[unit.unit_id, Role.FIRST_SECRETARY]),
            "short_member": _short(unit.quota_member, posted[unit.unit_id, Role.MEMBER]),
            "n_villages": len(villages.get(unit.unit_id, ())),
            "villages": tuple(villages.get(unit.unit_id, ())),
            **extra_cells(unit.extra),
        }
        rows.append(row)
    notes = (
        Text(
            "名额为本轮名额，不含留任；空白表示未下达名额。未完成数＝名额－新派人数。",
            "Quotas are of this round, staying people apart; blank where none was issued. Short = quota less posted.",
        ),
    )
    return make_table(UNITS, rows, ctx.lang, extras=extra_names(u.extra for u in units), notes=notes)


def _short(quota: int | None, posted: int) -> int | None:
    return None if quota is None else max(0, quota - posted)
