"""Write a prefecture or province into a folder, county after county: only one of them is in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from solver.domain.village import Village
from solver.generate.csv_files import CsvFolder
from solver.generate.generated import Generated
from solver.generate.grids import Grid, Printer, SheetLike, print_tables, with_header
from solver.generate.planting import Planted, choose_edits, list_planted, spoil
from solver.generate.region import draw_parts
from solver.generate.region_map import RegionMap, draw_map
from solver.generate.scenario_text import scenario_yaml
from solver.generate.shipping import CSV_FOLDER, PLANTED, open_folder, write_planted
from solver.generate.sizes import RegionSize
from solver.generate.soil import Edit
from solver.generate.upper import CODE
from solver.generate.workbook import first_body_row, write_workbook
from solver.text import Lang, Text

BOOKS = "rosters"
"""Folder of the workbooks, one a county and one for the levels above."""

_UPPER = Text("省市级单位", "-upper-levels")


def ship_region(
    size: RegionSize,
    seed: int,
    folder: Path,
    sheets: Sequence[SheetLike],
    printer: Printer,
    lang: Lang = "zh",
    dirty: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write ``rosters/`` (a workbook a county, one for the levels above), ``csv/`` (one set of tables), two scenarios.

    Parameters
    ----------
    sheets, printer, dirty
        As for :func:`solver.generate.shipping.ship`; faults are planted in the workbooks of counties.
    tell
        Called with the number of parts written and of all parts.

    Returns
    -------
    list of Path
        What was written, the scenario that reads the workbooks first.

    Raises
    ------
    OutputError
        If the folder exists and is not empty.
    """
    open_folder(folder)
    region = draw_map(size, seed)
    writer = _Writer(region, folder, sheets, printer, lang, dirty)
    n_parts = len(region.counties) + 1
    for number, (code, tables) in enumerate(draw_parts(region), 1):
        writer.write(code, tables)
        if tell is not None:
            tell(number, n_parts)
    name = size.name
    written = [folder / f"{name}.yaml", folder / f"{name}-csv.yaml", folder / BOOKS, folder / CSV_FOLDER]
    scenario = {**tables.scenario, "language": lang}
    written[0].write_text(scenario_yaml(scenario, BOOKS), encoding="utf-8")
    written[1].write_text(scenario_yaml({**scenario, "name": f"{name}-csv"}, CSV_FOLDER), encoding="utf-8")
    if dirty:
        written.append(folder / PLANTED)
        write_planted(written[-1], writer.planted)
    return written


class _Writer:
    """Writes part after part in both forms."""

    def __init__(
        self, region: RegionMap, folder: Path, sheets: Sequence[SheetLike], printer: Printer, lang: Lang, dirty: bool
    ) -> None:
        self._region, self._folder, self._lang, self._dirty = region, folder, lang, dirty
        self._sheets, self._printer = {sheet.key: sheet for sheet in sheets}, printer
        self._places = {plan.place.code: plan.place for plan in region.counties}
        self._villages: dict[str, Village] = {}
        self._csv = CsvFolder(folder / CSV_FOLDER)
        (folder / BOOKS).mkdir()
        self.planted: list[Planted] = []

    def write(self, code: str, tables: Generated) -> None:
        """Write one county, or the levels above them, which come last and may name villages of all."""
        self._villages.update((village.village_id, village) for village in tables.villages)
        place = self._places.get(code)
        sheets = list(self._sheets.values())
        area = place.county if place else self._region.area()
        grids = print_tables(tables, sheets, self._printer, self._lang, merged=True, villages=self._villages, area=area)
        edits = choose_edits(grids, self._region.seed, self._lang) if self._dirty and place else []
        grids = spoil(grids, edits) if edits else grids
        book = f"{code}{place.county}.xlsx" if place else f"{CODE}{_UPPER.to(self._lang)}.xlsx"
        if grids:  # nobody of the upper levels: a workbook without a table would be refused
            write_workbook(self._folder / BOOKS / book, grids, self._lang)
        for_csv = [with_header(grid, self._sheets[grid.key], self._printer, self._lang) for grid in grids]
        first = {grid.key: self._csv.append(grid) for grid in for_csv}
        if edits:
            self._note(grids, for_csv, edits, book, first)

    def _note(
        self, grids: list[Grid], for_csv: list[Grid], edits: list[Edit], book: str, first: dict[str, int]
    ) -> None:
        """Add what was planted in a county to the list."""
        in_book = {grid.key: f"{BOOKS}/{book}" for grid in grids}
        in_csv = {grid.key: f"{CSV_FOLDER}/{grid.sheet}.csv" for grid in for_csv}
        rows = {grid.key: first_body_row(grid) for grid in grids}
        self.planted += list_planted(grids, edits, in_book, rows, workbook=True)
        self.planted += list_planted(for_csv, edits, in_csv, first, workbook=False)
