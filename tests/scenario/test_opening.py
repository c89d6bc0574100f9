"""A scenario with its rosters: joined, checked together, hashed."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from solver.errors import InputError
from solver.modelling.cases import build_case
from solver.rules import RULES
from solver.scenario.opening import open_scenario
from solver.scenario.posts_table import write_posts
from solver.scenario.rosters.sheets import SHEETS
from solver.scenario.rosters.writing import header_rows, row_of

from .conftest import Write

SLUGS = {rule.slug for rule in RULES}
CASE = build_case(
    {
        "villages": [{"village_id": "V2"}, {"village_id": "V1", "custom_types": ("抵边村",)}],
        "candidates": [{}, {}],
        "units": [{"unit_id": "U1"}],
    }
)


def rosters(folder: Path, **changes: str) -> None:
    """Write the case as CSV files, with cells replaced by text."""
    for sheet in SHEETS:
        rows = getattr(CASE.problem.instance, sheet.key)
        if not rows:
            continue
        lines = [header_rows(sheet)[0], *(row_of(sheet, row, number=i) for i, row in enumerate(rows, 1))]
        lines = [[changes.get(str(cell), cell) for cell in line] for line in lines]
        with (folder / f"{sheet.zh}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(lines)


def codes(path: Path) -> list[tuple[str, str, int | None]]:
    with pytest.raises(InputError) as caught:
        open_scenario(path)
    return [(f.file, f.code, f.row) for f in caught.value.faults if f.severity == "error"]


def test_everything_is_joined(write: Write):
    path = write("language: zh\n")
    rosters(path.parent / "rosters")
    opened = open_scenario(path)
    assert [v.village_id for v in opened.instance.villages] == ["V1", "V2"]
    assert [c.person_id for c in opened.instance.candidates] == ["P1", "P2"]
    assert opened.instance.reference == opened.scenario.reference()
    assert opened.posts is None
    assert opened.lang == "zh"
    assert open_scenario(path, lang="en").lang == "en"
    assert not [f for f in opened.faults if f.severity == "error"]
    assert {rule.slug for rule in opened.rule_book.rules} <= SLUGS


def test_hashes_name_every_file(write: Write):
    write("", "base.yaml")
    path = write("extends: base.yaml\nposts: posts.csv\n", minimal=False)
    rosters(path.parent / "rosters")
    write_posts(path.parent / "posts.csv", CASE.problem.posts, CASE.problem.instance)
    hashes = open_scenario(path).hashes
    assert set(hashes) == {
        "s.yaml",
        "base.yaml",
        "posts.csv",
        "rosters/村情需求表.csv",
        "rosters/人选花名册.csv",
        "rosters/派出单位名额表.csv",
    }
    for name, digest in hashes.items():
        assert digest == hashlib.sha256((path.parent / name).read_bytes()).hexdigest()


def test_posts_are_read(write: Write):
    path = write("posts: posts.xlsx\n")
    rosters(path.parent / "rosters")
    write_posts(path.parent / "posts.xlsx", CASE.problem.posts, CASE.problem.instance)
    assert open_scenario(path).posts == CASE.problem.posts


def test_faults_of_all_files_together(write: Write):
    path = write("langage: zh\n")
    rosters(path.parent / "rosters", V1="V2")
    found = codes(path)
    assert ("s.yaml", "unknown_key", 4) in found
    assert ("村情需求表.csv", "duplicate_village", 3) in found


def test_faults_of_posts_stop(write: Write):
    path = write("posts: posts.csv\n")
    rosters(path.parent / "rosters")
    (path.parent / "posts.csv").write_text("村编码,选派方式,优先级\nV1,不选派,6\n", encoding="utf-8")
    assert codes(path) == [("posts.csv", "missing_village", None)]


def test_a_link_out_of_the_folder_is_refused(write: Write, tmp_path: Path):
    path = write("")
    rosters(path.parent / "rosters")
    table = path.parent / "rosters" / "派出单位名额表.csv"
    table.rename(tmp_path / "outside.csv")
    table.symlink_to(tmp_path / "outside.csv")
    assert codes(path) == [("rosters/派出单位名额表.csv", "bad_path", None)]


def test_names_in_rules_must_exist(write: Write):
    text = "reason: 试\nchange:\n  rules.unit_quota.caps.{}: 3\n  rules.other_types.types: [{}]\n"
    path = write(text.format("U1", "抵边村"))
    rosters(path.parent / "rosters")
    assert open_scenario(path)
    write(text.format("U9", "抵边屯"))
    assert codes(path) == [("s.yaml", "unknown_name", 6), ("s.yaml", "unknown_name", 7)]
