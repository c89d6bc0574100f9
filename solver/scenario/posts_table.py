"""Write a frozen list of villages, and read it back after a planner edited it (§2: stage 2 may not change it).

When to modify
    A post gets another field: a column in ``posts_columns``, and a line in ``_cells`` and ``_post``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from solver.domain.instance import Instance
from solver.domain.village import Post, Village
from solver.domain.words import Mode
from solver.errors import Fault, OutputError
from solver.scenario.posts_columns import POSTS
from solver.scenario.rosters.columns import Kind, Sheet
from solver.scenario.rosters.findings import Findings, Source, did_you_mean
from solver.scenario.rosters.grid import WORKBOOKS, Grid, decode, workbook_grids
from solver.scenario.rosters.tables import Table, read_table
from solver.scenario.rosters.writing import Cell, cell_of, header_rows
from solver.text import Lang, Text

_NUMBERS = ("members_min", "members_target", "members_max")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60
"""Widest column of the workbook, in half-width characters; longer texts wrap."""
A4 = 9
_SEPARATOR = Text("；", "; ")

ENDING = Text("{file}：村庄名单只能写成 .csv 或 .xlsx", "{file}: a list of posts is written as .csv or .xlsx")
UNWRITABLE = Text("不能写入{file}：{why}", "Cannot write {file}: {why}")


def write_posts(path: Path, posts: Iterable[Post], instance: Instance, lang: Lang = "zh") -> None:
    """Write posts as ``.csv`` (UTF-8 with mark, so that Excel opens it) or ``.xlsx``, by the file's ending.

    Raises
    ------
    OutputError
        If the file exists (a planner may have edited it), the ending is another, or the place cannot be written.
    """
    lines: list[list[Cell]] = [list(header_rows(POSTS, lang)[0])]
    for number, post in enumerate(posts, start=1):
        village = instance.villages[instance.village_index[post.village_id]]
        lines.append(_cells(number, post, village, lang))
    if path.suffix.lower() == ".csv":
        content = _csv_bytes(lines)
    elif path.suffix.lower() == ".xlsx":
        content = _xlsx_bytes(lines, POSTS.title(lang))
    else:
        raise OutputError(ENDING.with_values(file=path.name))
    try:
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise OutputError(UNWRITABLE.with_values(file=path.name, why=error.strerror or str(error))) from error


def _cells(number: int, post: Post, village: Village, lang: Lang) -> list[Cell]:
    values: dict[str, Any] = {
        **vars(post),
        "seq": number,
        "county": village.county,
        "township": village.township,
        "village": village.name,
        "reasons": _SEPARATOR.to(lang).join(reason.to(lang) for reason in post.reasons),
    }
    return [cell_of(column, values[column.key], lang) for column in POSTS.columns]


def _csv_bytes(lines: list[list[Cell]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for line in lines:
        # A spreadsheet would run such a cell as a formula; the apostrophe is taken off again in reading.
        writer.writerow([f"'{c}" if isinstance(c, str) and c.startswith(_FORMULA_STARTS) else c for c in line])
    return buffer.getvalue().encode("utf-8-sig")


def _xlsx_bytes(lines: list[list[Cell]], title: str) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(buffer, options)
    sheet = workbook.add_worksheet(title)
    as_text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "vcenter"})
    plain, bold = workbook.add_format({"valign": "vcenter"}), workbook.add_format({"bold": True})
    for number, column in enumerate(POSTS.columns):
        width = max((_cells_wide(line[number]) for line in lines), default=8)
        sheet.set_column(number, number, min(WIDEST, width + 2), as_text if column.kind is Kind.TEXT else None)
    for row, line in enumerate(lines):
        n_lines = -(-max(map(_cells_wide, line)) // (WIDEST - 4))
        if n_lines > 1:  # not every program fits the height to wrapped text by itself
            sheet.set_row(row, 15 * n_lines)
        for number, cell in enumerate(line):
            is_text = row > 0 and isinstance(cell, str)
            sheet.write(row, number, cell, as_text if is_text else bold if row == 0 else plain)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    workbook.close()
    return buffer.getvalue()


def _cells_wide(cell: Cell) -> int:
    """Return how many half-width characters a cell takes: Chinese ones count two."""
    return sum(2 if ord(ch) > 0x2E7F else 1 for ch in str(cell))


def read_posts(path: Path, instance: Instance) -> tuple[tuple[Post, ...], list[Fault]]:
    """Read a list of posts.

    Returns
    -------
    tuple
        One post per village in the order of ``instance.villages`` (empty if there is any error), and all faults.
    """
    findings = Findings()
    grid = open_grid(path, POSTS, findings)
    table = read_table(grid, POSTS, findings) if grid is not None else None
    if table is None:
        return (), findings.faults()
    more: list[Fault] = []
    found: dict[str, tuple[int, Post]] = {}
    named: set[str] = set()
    by_name = villages_by_name(instance)
    for position in range(len(table.rows)):
        village = village_named(table, position, instance, by_name)
        if village is None:
            continue
        named.add(village.village_id)
        if village.village_id in found:
            first = table.at(found[village.village_id][0]).label
            table.fault("duplicate_village", position, "village", village.full_name, rows=(first,))
            continue
        post = _post(table, position, village.village_id, more)
        if post is not None:
            found[village.village_id] = (position, post)
    more += [_missing(v, table.source) for v in instance.villages if v.village_id not in named]
    faults = sorted([*findings.faults(), *more], key=lambda f: f.row or 10**9)
    if any(fault.severity == "error" for fault in faults):
        return (), faults
    return tuple(found[v.village_id][1] for v in instance.villages), faults


def open_grid(path: Path, sheet: Sheet, findings: Findings) -> Grid | None:
    """Return the table: a CSV file, or the sheet of a workbook that bears its name, else the first."""
    if path.suffix.lower() in WORKBOOKS:
        grids = workbook_grids(path, findings)
        named = [g for g in grids if g.source.sheet.strip() in (sheet.zh, sheet.en)]
        return next(iter(named or grids), None)
    source = Source(path.name, path.stem)
    try:
        text, _ = decode(path.read_bytes())
        rows: list[list[object]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except UnicodeError:
        findings.add("bad_encoding", source)
        return None
    except (OSError, csv.Error) as error:
        findings.add("unreadable_file", source, why=str(error))
        return None
    width = max(map(len, rows), default=0)
    cells = [[_without_apostrophe(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    return Grid(source, cells, typed=False)


def _without_apostrophe(cell: object) -> object:
    if isinstance(cell, str) and cell[:1] == "'" and cell[1:].startswith(_FORMULA_STARTS):
        return cell[1:]
    return cell


def villages_by_name(instance: Instance) -> dict[tuple[str, str, str], list[Village]]:
    """Return villages by every way to name them: with county and township, with township, alone."""
    by_name: dict[tuple[str, str, str], list[Village]] = {}
    for v in instance.villages:
        for key in {(v.county, v.township, v.name), ("", v.township, v.name), (v.county, "", v.name), ("", "", v.name)}:
            by_name.setdefault(key, []).append(v)
    return by_name


def village_named(
    table: Table, position: int, instance: Instance, by_name: dict[tuple[str, str, str], list[Village]]
) -> Village | None:
    """Return the village that a row names, by ID or by name; report it if there is none, or not one."""
    village_id = table.column("village_id")[position]
    county, township, own_name = (table.column(key)[position] or "" for key in ("county", "township", "village"))
    name = (str(county), str(township), str(own_name))
    if village_id:
        index = instance.village_index.get(village_id)
        if index is None:
            hint = did_you_mean(village_id, instance.village_index)
            table.fault("unknown_village", position, "village_id", village_id, hint=hint)
            return None
        village = instance.villages[index]
        own = (village.county, village.township, village.name)
        if any(written and written != part for written, part in zip(name, own, strict=True)):
            table.fault("village_mismatch", position, "village_id", village_id, village=village.full_name)
        return village
    matches = by_name.get(name, []) if name[2] else []
    if len(matches) == 1:
        return matches[0]
    if matches:
        rows = tuple(village.full_name for village in matches[:8])
        table.fault("ambiguous_village", position, "village", "".join(name), rows=rows)
    else:
        hint = did_you_mean(name[2], {village.name for village in instance.villages})
        table.fault("unknown_village", position, "village", "".join(name), hint=hint)
    return None


def _post(table: Table, position: int, village_id: str, faults: list[Fault]) -> Post | None:
    """Return the post of a row, or ``None`` if the row has a fault."""
    mode, tier = table.column("mode")[position], table.column("tier")[position]
    numbers = [table.column(key)[position] for key in _NUMBERS]
    if position in table.bad:
        return None
    if mode is not Mode.TEAM:
        numbers = [0 if number is None else number for number in numbers]
    low, target, high = numbers
    problem = None
    if None in numbers:
        problem = Text("派工作队的村须写明队员下限、目标和上限", "a team needs minimum, target and maximum")
    elif not low <= target <= high:
        problem = Text(
            "队员人数须为 下限≤目标≤上限，现为 {low}、{target}、{high}",
            "members must be minimum ≤ target ≤ maximum; found {low}, {target}, {high}",
            {"low": low, "target": target, "high": high},
        )
    elif mode is not Mode.TEAM and high:
        problem = Text("“{mode}”的村不能有队员", "a village with “{mode}” has no members", {"mode": mode.label})
    elif mode is Mode.TEAM and not high:
        problem = Text("派工作队的村队员上限至少为1", "a village with a team has room for one member at least")
    if problem is not None:
        labels = "、".join(table.header.label(key) or key for key in _NUMBERS)
        mend = Text("请改正人数或选派方式。", "correct the numbers or the mode.")
        value = "、".join("" if number is None else str(number) for number in numbers)
        at = table.at(position)
        faults.append(Fault("post_numbers", problem, mend, at.file, at.sheet, at.row, labels, value))
        return None
    reason = table.column("reasons")[position]
    return Post(village_id, mode, low, target, high, tier, (Text(reason, reason),) if reason else ())


def _missing(village: Village, source: Source) -> Fault:
    problem = Text("名单缺少这个村", "the list lacks this village")
    mend = Text("请补上一行；不选派的村也要写“不选派”。", "add a row; a village that gets nobody says “none”.")
    return Fault(
        "missing_village", problem, mend, source.file, source.sheet, value=f"{village.village_id} {village.full_name}"
    )
