"""What is written is read back, in every form of file; and the order of the rows does not matter."""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.domain.instance import Instance, Reference
from solver.scenario.rosters.reading import TABLES, Rosters, read_rosters
from tests.rosters.conftest import Tables, cells_of, errors, full_rosters

DAY = date(2025, 5, 1)


def without_lines(rosters: Rosters) -> Rosters:
    return replace(rosters, pins=tuple(replace(pin, line="") for pin in rosters.pins))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("merged", [False, True])
def test_workbook(workbook: Callable[..., Path], rosters: Rosters, lang: Any, merged: bool) -> None:
    read, faults = read_rosters(workbook(cells_of(rosters, lang, merged), lang), DAY)
    assert without_lines(read) == rosters
    assert [fault.code for fault in faults] == ["custom_type"]


@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 (BOM)"), ("gb18030", "GB18030")]
)
@pytest.mark.parametrize("merged", [False, True])
def test_csv(csv_folder: Callable[..., Path], rosters: Rosters, encoding: str, named: str, merged: bool) -> None:
    read, faults = read_rosters(csv_folder(cells_of(rosters, "zh", merged), encoding), DAY)
    assert without_lines(read) == rosters
    notes = [fault for fault in faults if fault.code == "encoding"]
    assert len(notes) == len(TABLES)
    assert {note.problem.values["encoding"] for note in notes} == {named}
    assert errors(faults) == []


def test_sources_name_sheet_and_row(workbook: Callable[..., Path], tables: Tables) -> None:
    read, _ = read_rosters(workbook(tables))
    source = read.source("candidates", "C03")
    assert source is not None
    assert (source.file, source.sheet, source.row) == ("甲县.xlsx", "人选花名册", 4)
    assert read.pins[0].line == "回避指定表 2"
    assert read.source("units", "没有") is None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6))
def test_order_of_rows_and_columns_does_not_matter(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    folder = tmp_path / str(seed)
    folder.mkdir(exist_ok=True)
    for key, rows in cells_of(full_rosters()).items():
        header, *body = rows
        rng.shuffle(body)
        order = rng.sample(range(len(header)), len(header))
        with (folder / f"{key}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[row[j] for j in order] for row in (header, *body)])
    reference = Reference(DAY, DAY)
    read, _ = read_rosters(folder, DAY)
    shuffled = Instance.build(reference, **without_lines(read).tables())
    assert shuffled == Instance.build(reference, **full_rosters().tables())


def test_many_rows_are_read_quickly(csv_folder: Callable[..., Path], rosters: Rosters) -> None:
    # 5,000 nominees take a fraction of a second; the limit only catches work that grows with the square of the rows.
    people = tuple(
        replace(rosters.candidates[0], person_id=f"N{i:05}", alias=f"孙某{i:05}", spouse_id="") for i in range(5000)
    )
    folder = csv_folder(cells_of(replace(rosters, candidates=people, pins=(), scores=())), "utf-8")
    start = time.process_time()
    read, _ = read_rosters(folder, DAY)
    assert read.candidates == people
    assert time.process_time() - start < 10
