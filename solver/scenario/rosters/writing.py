"""Print domain values as a planner would write them, by the same columns that reading uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from solver.domain.candidate import Candidate, Place
from solver.domain.posting import Incumbent, Pairing, Pin, Score
from solver.domain.village import Unit, Village
from solver.domain.words import NEED_ITEMS, ROLES, Mode, Word
from solver.scenario.rosters.columns import Column, Kind, Sheet
from solver.text import Lang, Text

Cell = str | int | float
Row = Village | Candidate | Unit | Incumbent | Pairing | Pin | Score

_YES = Text("是", "yes")
_NO = Text("否", "no")
_EITHER = Text("均可", "either")
_SEPARATOR = Text("、", "; ")


def cell_of(column: Column, value: Any, lang: Lang = "zh") -> Cell:
    """Return what to write into one cell: a number for numbers, else text; "" for an unknown value.

    Reading the result with the same column gives ``value`` again, except that columns written by month
    (1985.03) lose the day.
    """
    if value is None:
        return ""
    if column.kind in (Kind.INT, Kind.FLOAT, Kind.YEAR, Kind.SKIP):
        return value if isinstance(value, (int, float)) else str(value)
    return cell_text(column, value, lang)


def cell_text(column: Column, value: Any, lang: Lang = "zh") -> str:
    """Return a domain value as text, e.g. ``1985.03``, ``中共党员``, ``优秀、称职``; "" for ``None``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (_YES if value else _NO).to(lang)
    if isinstance(value, date):
        return f"{value:%Y.%m}" if column.by_month else value.isoformat()
    if isinstance(value, Word):
        return value.label.to(lang)
    if isinstance(value, Place):
        return "/".join(part for part in (value.county, value.township, value.village) if part)
    if isinstance(value, (tuple, list, set, frozenset)):
        return _joined(column, value, lang)
    return str(value)


def _joined(column: Column, values: Iterable[Any], lang: Lang) -> str:
    items = list(values)
    if set(items) == set(ROLES):
        return _EITHER.to(lang)
    if isinstance(values, (set, frozenset)):
        items.sort()
    return _SEPARATOR.to(lang).join(cell_text(column, item, lang) for item in items)


def row_of(
    sheet: Sheet,
    row: Row,
    lang: Lang = "zh",
    villages: Mapping[str, Village] | None = None,
    names: Mapping[str, str] | None = None,
    number: int | None = None,
) -> list[Cell]:
    """Return one domain object as the cells of one row, in the order of ``sheet.columns``.

    Parameters
    ----------
    villages
        Village ID to village; fills in county, township and name where ``row`` only has the ID.
    names
        Person ID to alias, for tables that only have the ID.
    number
        Serial number for the first column.
    """
    values = {"seq": number, **column_values(row, villages or {}, names or {})}
    return [cell_of(column, values.get(column.key), lang) for column in sheet.columns]


def header_rows(sheet: Sheet, lang: Lang = "zh", merged: bool = False) -> list[list[str]]:
    """Return the header as one row, or as two rows of the merged form.

    In the merged form a group's name stands above its first column only; a column without a group has its header in
    the upper row and "" below: merge the blanks with what is left of them, or above.
    """
    if not merged:
        return [[column.header(lang) for column in sheet.columns]]
    upper, lower, group = [], [], None
    for column in sheet.columns:
        header = column.header(lang)
        if column.group is None:
            upper.append(header)
        else:
            upper.append("" if column.group == group else column.group.to(lang))
        lower.append("" if column.group is None else header)
        group = column.group
    return [upper, lower]


def column_values(row: Row, villages: Mapping[str, Village], names: Mapping[str, str]) -> dict[str, Any]:
    """Return the value of every column of a row's sheet, by column key."""
    if isinstance(row, Village):
        return _village(row)
    if isinstance(row, Candidate):
        return _candidate(row)
    if isinstance(row, Unit):
        return _unit(row)
    values = dict(vars(row))
    if isinstance(row, Incumbent):
        person = vars(row.person)
        values = {**person, **values, "unit": row.person.unit_id, "final_grade": row.grade}
    if isinstance(row, Pairing):
        values["unit"] = row.unit_id
    village = villages.get(row.village_id)
    if village is not None:
        values |= {"county": village.county, "township": village.township, "village": village.name}
    if isinstance(row, (Pin, Score)):
        values["alias"] = names.get(row.person_id, "")
    return values


def _village(village: Village) -> dict[str, Any]:
    mode, members = village.demanded_mode, village.demanded_members
    return {
        **vars(village),
        "village": village.name,
        "types": (*sorted(village.types), *village.custom_types),
        "mode": mode,
        "fs_quota": None if mode is None else int(mode is not Mode.NONE),
        "member_quota": members,
        **{f"need_{item}": weight for item, weight in zip(NEED_ITEMS, village.needs, strict=True)},
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        **vars(candidate),
        "unit": candidate.unit_id,
        "spouse": candidate.spouse_id,
        "role_ok": candidate.roles,
        "wish": candidate.wishes,
        "avoid_list": candidate.avoid,
        **{f"vet_{number}": gate for number, gate in enumerate(candidate.vetting, start=1)},
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        **vars(unit),
        "unit": unit.unit_id,
        "quota_fs": unit.quota_first_secretary,
        "quota_m": unit.quota_member,
        "paired_village": unit.paired_villages,
    }
