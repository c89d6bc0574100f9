"""Read a workbook, or a folder of CSV files, into domain objects; report every fault at once.

When to modify
    A table is added: declare its columns, build its rows, call it here.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from solver.domain.candidate import Candidate
from solver.domain.posting import Incumbent, Pairing, Pin, Score
from solver.domain.village import Unit, Village
from solver.errors import Fault
from solver.scenario.rosters.candidates import Context, build_candidates
from solver.scenario.rosters.files import Tell, read_tables
from solver.scenario.rosters.findings import Findings, Source
from solver.scenario.rosters.people import PeopleIndex, Someone, check_mismatched_names, person_codes
from solver.scenario.rosters.pins import consistent_pins
from solver.scenario.rosters.places import Places, Spot
from solver.scenario.rosters.postings import build_incumbents, build_pairings, build_pins, build_scores
from solver.scenario.rosters.sheets import SHEETS
from solver.scenario.rosters.tables import Table
from solver.scenario.rosters.units import UnitIndex
from solver.scenario.rosters.villages import build_villages, village_spots
from solver.text import Text

TABLES: tuple[str, ...] = tuple(sheet.key for sheet in SHEETS)

_Object = TypeVar("_Object")


@dataclass(frozen=True)
class Rosters:
    """What the tables say, row by row without errors, in the order of the files.

    Attributes
    ----------
    sources
        (table, ID) to the row it came from; the ID is that of the village, person or unit. For pairings, pins and
        scores it is ``unit village`` or ``person village``.
    """

    villages: tuple[Village, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    units: tuple[Unit, ...] = ()
    incumbents: tuple[Incumbent, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    pins: tuple[Pin, ...] = ()
    scores: tuple[Score, ...] = ()
    sources: Mapping[tuple[str, str], Source] = field(default_factory=dict, compare=False, repr=False)

    def tables(self) -> dict[str, Any]:
        """Return the tables as arguments of ``Instance.build``."""
        return {name: getattr(self, name) for name in TABLES}

    def source(self, table: str, key: str) -> Source | None:
        """Return the row that a village, person or unit came from."""
        return self.sources.get((table, key))


def read_rosters(
    path: Path, reference_date: date | None = None, tell: Tell | None = None
) -> tuple[Rosters, list[Fault]]:
    """Read the planner's tables. Nothing is written, nothing is repaired without being listed.

    Parameters
    ----------
    path
        A workbook (.xlsx, .xls, .ods); a folder with one CSV file per table (UTF-8 with or without mark, GB18030); or a
        folder of workbooks, as a rule one a county: the rows of all are taken together, and IDs are unique in all.
    reference_date
        Day as of which the tables are; without it, dates in the future and ages cannot be checked.
    tell
        Called after each file with the number of files read and of all files.

    Returns
    -------
    Rosters
        Every row without an error. Whether to go on with some rows missing is the caller's decision.
    list of Fault
        Errors, repairs and notes, in the order of the tables; see ``catalogue.FAULT_CODES``.
    """
    findings = Findings()
    if not path.exists():
        findings.add("unreadable_file", Source(path.name, ""), why=Text("文件不存在", "there is no such file"))
        return Rosters(), findings.faults()
    with _no_collection():
        rosters = _build(read_tables(path, findings, tell), findings, reference_date)
    return rosters, findings.faults()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the cyclic garbage collector: it would look again and again through millions of cells that are kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _build(tables: Mapping[str, Table], findings: Findings, reference_date: date | None) -> Rosters:
    """Build table by table: each may only refer to those before it."""
    village_table, candidate_table, incumbent_table = (tables.get(k) for k in ("villages", "candidates", "incumbents"))
    spots = village_spots(village_table) if village_table else {}
    units = UnitIndex(tables.get("units"))
    if not units.known and tables:
        findings.add("no_units", (village_table or candidate_table or next(iter(tables.values()))).source)
    villages = build_villages(village_table, spots, units) if village_table else []
    places = Places(_marked(spots, village_table))
    units.pair(places)

    codes = {table.sheet.key: person_codes(table) for table in (candidate_table, incumbent_table) if table}
    people = PeopleIndex(_everyone(tables, codes))
    context = Context(places, units, people, findings, reference_date)
    candidates = build_candidates(candidate_table, codes["candidates"], context) if candidate_table else []
    incumbents: list[tuple[Incumbent, Source]] = []
    if incumbent_table:
        check_mismatched_names(candidate_table, codes["incumbents"], incumbent_table, people)
        by_id = {candidate.person_id: candidate for candidate, _ in candidates}
        incumbents = build_incumbents(incumbent_table, codes["incumbents"], by_id, context)
    pairings = build_pairings(tables["pairings"], context) if "pairings" in tables else []
    pins: list[tuple[Pin, Source]] = []
    if "pins" in tables:
        nominees = {candidate.person_id: (candidate, source) for candidate, source in candidates}
        header = tables["pins"].header.label("kind")
        pins = consistent_pins(build_pins(tables["pins"], context), nominees, header, findings)
    scores = build_scores(tables["scores"], context) if "scores" in tables else []
    villages = _with_assistance(villages, village_table, incumbents, pairings)
    return _rosters(villages, candidates, units.rows, incumbents, pairings, pins, scores)


def _marked(spots: Mapping[int, Spot], table: Table | None) -> list[Spot]:
    bad = table.bad if table else set()
    return [replace(spot, dropped=position in bad) for position, spot in spots.items()]


def _everyone(tables: Mapping[str, Table], codes: Mapping[str, list[str]]) -> list[Someone]:
    people = []
    for key, ids in codes.items():
        table = tables[key]
        for position, (person_id, alias) in enumerate(zip(ids, table.column("alias"), strict=True)):
            people.append(Someone(person_id, alias or "", table, position))
    return people


def _with_assistance(
    villages: list[tuple[Village, Source]],
    table: Table | None,
    incumbents: list[tuple[Incumbent, Source]],
    pairings: list[tuple[Pairing, Source]],
) -> list[tuple[Village, Source]]:
    """Mark villages as assisted where people are on post or a unit is paired, unless their own row says 否."""
    helped = {incumbent.village_id for incumbent, _ in incumbents} | {pairing.village_id for pairing, _ in pairings}
    if table is None:
        return villages
    stated = {table.at(position) for position, value in enumerate(table.column("assisted")) if value is not None}
    return [
        (replace(village, assisted=True), source)
        if village.village_id in helped and not village.assisted and source not in stated
        else (village, source)
        for village, source in villages
    ]


def _rosters(
    villages: list[tuple[Village, Source]],
    candidates: list[tuple[Candidate, Source]],
    units: list[tuple[Unit, Source]],
    incumbents: list[tuple[Incumbent, Source]],
    pairings: list[tuple[Pairing, Source]],
    pins: list[tuple[Pin, Source]],
    scores: list[tuple[Score, Source]],
) -> Rosters:
    sources: dict[tuple[str, str], Source] = {}
    sources.update((("villages", village.village_id), source) for village, source in villages)
    sources.update((("candidates", candidate.person_id), source) for candidate, source in candidates)
    sources.update((("units", unit.unit_id), source) for unit, source in units)
    sources.update((("incumbents", row.person.person_id), source) for row, source in incumbents)
    sources.update((("pairings", f"{row.unit_id} {row.village_id}".strip()), source) for row, source in pairings)
    sources.update((("pins", f"{row.person_id} {row.village_id}"), source) for row, source in pins)
    sources.update((("scores", f"{row.person_id} {row.village_id}"), source) for row, source in scores)
    return Rosters(
        _objects(villages),
        _objects(candidates),
        _objects(units),
        _objects(incumbents),
        _objects(pairings),
        _objects(pins),
        _objects(scores),
        sources,
    )


def _objects(rows: list[tuple[_Object, Source]]) -> tuple[_Object, ...]:
    return tuple(row for row, _ in rows)
