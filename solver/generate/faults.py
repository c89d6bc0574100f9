"""The kinds of fault that are planted, each with the code that the reader of rosters should report.

When to modify
    The reader learns to report, or to accept, another habit of planners.
"""

from __future__ import annotations

from collections.abc import Callable

from solver.domain.words import PartyStatus, PinKind, Role
from solver.generate.grids import Cell
from solver.generate.soil import Edit, Soil

Plant = Callable[[Soil], Edit | None]

_LONG_CODE = 990000198503020032.0
"""Eighteen digits in a number cell: the last ones are lost. 990000 is no region, so it is nobody's identity number."""
_NO_PHONE = "19900000000"


def _date(column: str, write: Callable[[str, str], str], code: str) -> Plant:
    """Rewrite a date of a nominee, given as year and month, in another form."""

    def plant(soil: Soil) -> Edit | None:
        row = soil.row("candidates", lambda i: "." in soil.text("candidates", i, column))
        if row is None:
            return None
        year, month = soil.text("candidates", row, column).split(".")
        return Edit("candidates", row, column, {column: write(year, month)}, code)

    return plant


def _put(table: str, column: str, value: str | float, code: str, csv_code: str | None = None) -> Plant:
    """Put a fixed value into a cell; into a code only where nothing refers to it."""

    def plant(soil: Soil) -> Edit | None:
        row = soil.row(table, lambda i: column != "person_id" or soil.alone(table, i))
        return None if row is None else Edit(table, row, column, {column: value}, code, csv_code)

    return plant


def _probationary_leader(soil: Soil) -> Edit | None:
    """Nominate a probationary member as first secretary."""
    role = soil.word(Role.FIRST_SECRETARY)
    row = soil.row("candidates", lambda i: soil.text("candidates", i, "role_ok") == role)
    if row is None:
        return None
    cells = {"party_status": soil.word(PartyStatus.PROBATIONARY), "full_member_since": ""}
    return Edit("candidates", row, "party_status", cells, "not_full_member")


def _copied(column: str, code: str) -> Plant:
    """Give a nominee the name or the code of another."""

    def plant(soil: Soil) -> Edit | None:
        source = soil.row("candidates", lambda i: soil.alone("candidates", i))
        row = soil.row("candidates", lambda i: soil.alone("candidates", i))
        if source is None or row is None:
            return None
        # the later row is the one that repeats
        source, row = min(source, row), max(source, row)
        return Edit("candidates", row, column, {column: soil.text("candidates", source, column)}, code)

    return plant


def _unit_abbreviated(soil: Soil) -> Edit | None:
    """Write a county unit without its county: 教育局."""
    return _unit(soil, lambda name: name.split("县", 1)[1], "unknown_unit")


def _unit_misspelt(soil: Soil) -> Edit | None:
    """Write a county unit with a character that looks or sounds alike."""
    return _unit(
        soil, lambda name: name[:-1] + {"局": "居", "院": "苑", "部": "步"}.get(name[-1], name[-1] * 2), "unknown_unit"
    )


def _unit(soil: Soil, write: Callable[[str], str], code: str) -> Edit | None:
    """Rewrite the unit of a nominee from a county unit."""
    row = soil.row("candidates", lambda i: "县" in soil.text("candidates", i, "unit")[1:-2])
    if row is None:
        return None
    return Edit("candidates", row, "unit", {"unit": write(soil.text("candidates", row, "unit"))}, code)


def _unknown_person(soil: Soil) -> Edit | None:
    """Score a person who is not nominated."""
    row = soil.row("scores")
    return None if row is None else Edit("scores", row, "person_id", {"person_id": "A01P9999"}, "unknown_person")


def _unknown_village(soil: Soil) -> Edit | None:
    """Score a seat in a village that is not listed."""
    row = soil.row("scores")
    if row is None:
        return None
    cells = {"village_id": "A01V999", "county": "", "township": "", "village": ""}
    return Edit("scores", row, "village_id", cells, "unknown_village")


def _ambiguous_village(soil: Soil) -> Edit | None:
    """Name a village by a name that two villages of the county have, without township or code."""
    if "incumbents" not in soil.tables:
        return None
    names = [soil.text("villages", i, "village") for i in range(len(soil.tables["villages"].rows))]
    row = soil.row("incumbents", lambda i: names.count(soil.text("incumbents", i, "village")) > 1)
    if row is None:
        return None
    return Edit("incumbents", row, "village", {"village_id": "", "township": ""}, "ambiguous_village")


def _village_mismatch(soil: Soil) -> Edit | None:
    """Give a scored seat the code of one village and the name of another."""
    row = soil.row("scores")
    if row is None:
        return None
    name = soil.text("scores", row, "village")
    others = [i for i in range(len(soil.tables["villages"].rows)) if ("villages", i) not in soil.taken]
    other = next((i for i in others if soil.text("villages", i, "village") != name), None)
    if other is None:
        return None
    soil.named.add(("villages", other))
    cells = {"village_id": soil.text("villages", other, "village_id")}
    return Edit("scores", row, "village", cells, "village_mismatch")


def _village_twice(soil: Soil) -> Edit | None:
    """List a village a second time, without its code."""
    source = soil.row("villages")
    if source is None:
        return None
    row = soil.new_row("villages")
    return Edit("villages", row, "village", {"village_id": "", "seq": row + 1}, "duplicate_village", copy_of=source)


def _end_before_start(soil: Soil) -> Edit | None:
    """Let a term end a year before it starts."""
    row = soil.row("incumbents")
    if row is None:
        return None
    start = soil.text("incumbents", row, "start")
    return Edit("incumbents", row, "end", {"end": f"{int(start[:4]) - 1}{start[4:]}"}, "end_before_start")


def _contradictory_pins(soil: Soil) -> Edit | None:
    """Forbid what another line demands."""
    must = soil.row("pins", lambda i: soil.text("pins", i, "kind") == soil.word(PinKind.MUST))
    if must is None:
        return None
    row = soil.new_row("pins")
    cells: dict[str, Cell] = {"kind": soil.word(PinKind.FORBID), "role": "", "reason": "", "seq": row + 1}
    return Edit("pins", row, "kind", cells, "contradictory_pins", copy_of=must)


def _merged_body(soil: Soil) -> Edit | None:
    """Merge the township of three villages in a row, as tables made for printing do."""
    last = len(soil.tables["villages"].rows) - 3
    row = soil.row(
        "villages",
        lambda i: (
            i <= last
            and len({soil.text("villages", i + k, "township") for k in range(3)}) == 1
            and all(soil.free("villages", i + k) for k in range(3))
        ),
    )
    if row is None:
        return None
    soil.take("villages", row + 1)
    soil.take("villages", row + 2)
    return Edit("villages", row, "township", {}, "merged_cells", merge_to=row + 2)


def _own_spouse(soil: Soil) -> Edit | None:
    """Name a person as his or her own spouse."""
    row = soil.row("candidates", lambda i: not soil.text("candidates", i, "spouse"))
    if row is None:
        return None
    return Edit("candidates", row, "spouse", {"spouse": soil.text("candidates", row, "person_id")}, "spouse_is_self")


def _village_suffix(soil: Soil) -> Edit | None:
    """Write a village without its 村 and without its code."""
    row = soil.row("incumbents", lambda i: soil.text("incumbents", i, "village").endswith("村"))
    if row is None:
        return None
    name = soil.text("incumbents", row, "village").removesuffix("村")
    return Edit("incumbents", row, "village", {"village_id": "", "village": name}, "village_suffix")


KINDS: dict[str, Plant] = {
    "date_without_dot": _date("birth", lambda y, m: y + m, ""),
    "impossible_month": _date("birth", lambda y, m: f"{y}.13", "bad_date"),
    "probationary_leader": _probationary_leader,
    "same_name": _copied("alias", "same_name"),
    "duplicate_person": _copied("person_id", "duplicate_person"),
    "village_without_code": _ambiguous_village,
    "unit_abbreviated": _unit_abbreviated,
    "unit_misspelt": _unit_misspelt,
    "blank_required": _put("candidates", "role_ok", "", "required_cell"),
    "merged_body": _merged_body,
    "unknown_village": _unknown_village,
    "unknown_person": _unknown_person,
    "long_code_as_number": _put("candidates", "person_id", _LONG_CODE, "destroyed_number", "identity_number"),
    "need_of_five": _put("villages", "need_D2b", 5, "out_of_range"),
    "end_before_start": _end_before_start,
    "contradictory_pins": _contradictory_pins,
    "village_twice": _village_twice,
    "date_in_chinese": _date("work_start", lambda y, m: f"{y}年{int(m)}月", ""),
    "impossible_day": _date("work_start", lambda y, m: f"{y}-02-30", "bad_date"),
    "date_with_day": _date("birth", lambda y, m: f"{y}-{m}-02", ""),
    "unknown_word": _put("candidates", "state", "待会商", "unknown_word"),
    "number_in_words": _put("villages", "households", "约三百户", "bad_number"),
    "village_mismatch": _village_mismatch,
    "date_with_slash": _date("work_start", lambda y, m: f"{y}/{int(m)}/1", ""),
    "own_spouse": _own_spouse,
    "phone_in_note": _put("candidates", "note", f"联系电话{_NO_PHONE}", "private_text"),
    "negative_quota": _put("units", "quota_m", -1, "out_of_range"),
    "formula_like": _put("units", "note", "=2+3", ""),
    "village_suffix": _village_suffix,
}
"""Kinds in the order in which they are planted; the first ones also go into small tables."""
