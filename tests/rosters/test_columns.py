"""The declarations: no header, sheet name or word means two things; every fact has a column; every code is used."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

import solver.scenario.rosters.reading as package
from solver.domain.candidate import Candidate
from solver.domain.posting import Incumbent, Pairing, Pin, Score
from solver.domain.village import Unit, Village
from solver.domain.words import Role, Word
from solver.scenario.rosters.catalogue import BULK, CATALOGUE, FAULT_CODES
from solver.scenario.rosters.cells import read_cell
from solver.scenario.rosters.columns import Column, Kind, Sheet, header_key
from solver.scenario.rosters.sheets import SHEETS, sheet_like, sheet_of
from solver.scenario.rosters.vocabularies import _SYNONYMS, vocabulary
from solver.scenario.rosters.writing import column_values

FOLDER = Path(package.__file__).parent
DERIVED = {"seq", "age", "code", "short_names", "recalled", "spouse"}
"""Columns that are no field of their own."""


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_no_header_means_two_columns(sheet: Sheet) -> None:
    owner: dict[str, str] = {}
    for column in sheet.columns:
        for name in column.headers():
            assert owner.setdefault(name, column.key) == column.key, name


def test_no_sheet_name_means_two_tables() -> None:
    names = [name for sheet in SHEETS for name in sheet.names()]
    assert len(names) == len(set(names))
    assert sheet_of("人选 花名册") is sheet_of("Candidates") is not None
    like = sheet_like("2025年甲县人选花名册(终)")
    assert like is not None
    assert like.key == "candidates"
    assert sheet_like("说明") is None


@pytest.mark.parametrize("words", list(_SYNONYMS), ids=lambda words: words.__name__)
def test_no_word_means_two_things(words: type[Word]) -> None:
    owner: dict[str, Word] = {}
    for word in words:
        for name in (word.value, word.label.zh, word.label.en, *_SYNONYMS[words].get(word, "").split()):
            assert owner.setdefault(header_key(name), word) is word, name
    assert not owner.keys() & {header_key("均可")} or words is Role


def test_every_vocabulary_has_every_word() -> None:
    used = {column.words for sheet in SHEETS for column in sheet.columns if column.words is not None}
    for words in used:
        assert {member for members in vocabulary(words).values() for member in members} == set(words)


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        ("villages", Village("V1")),
        ("candidates", Candidate("C1")),
        ("units", Unit("U1")),
        ("incumbents", Incumbent(Candidate("C1"), "V1", Role.MEMBER)),
        ("pairings", Pairing("U1", "甲县", "V1")),
        ("pins", Pin("C1", "V1", None)),  # type: ignore[arg-type]
        ("scores", Score("C1", "V1", None, 1)),
    ],
)
def test_every_column_is_written(sheet: str, row: object) -> None:
    table = sheet_of(sheet)
    assert table is not None
    values = column_values(row, {"V1": Village("V1")}, {})  # type: ignore[arg-type]
    keys = {column.key for column in table.columns}
    assert keys - set(values) - {f"vet_{n}" for n in range(1, 6)} <= DERIVED | {"note"}


def test_every_fact_of_a_person_has_a_column() -> None:
    values = column_values(Candidate("C1", vetting=()), {}, {})
    table = sheet_of("candidates")
    assert table is not None
    renamed = {"unit_id": "unit", "spouse_id": "spouse", "roles": "role_ok", "wishes": "wish", "avoid": "avoid_list"}
    keys = {column.key for column in table.columns}
    assert {renamed.get(f.name, f.name) for f in fields(Candidate)} - {"vetting", "extra"} <= keys
    assert set(renamed.values()) <= set(values)


def test_fault_codes_are_closed() -> None:
    declared = {"file_faults.py", "cell_faults.py", "join_faults.py", "catalogue.py"}
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py") if path.name not in declared)
    used = set(re.findall(r'(?:fault|add)\(\s*"(\w+)"', text))
    assert used <= set(FAULT_CODES)
    unused = {code for code in FAULT_CODES if f'"{code}"' not in text}
    assert unused == set()
    assert set(FAULT_CODES) >= BULK


@pytest.mark.parametrize("code", FAULT_CODES)
def test_both_languages_say_the_same(code: str) -> None:
    entry = CATALOGUE[code]
    for text in (entry.problem, entry.mend):
        zh, en = text.placeholders()
        assert zh == en
        assert text.zh
        assert text.en


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_reads_a_blank_as_nothing(kind: Kind) -> None:
    column = Column("x", "某", "x", kind, words=Role if kind in (Kind.WORD, Kind.WORDS) else None)
    assert read_cell(column, "") == read_cell(column, " 　") == (None, "", {})
