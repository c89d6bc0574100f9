"""Write a whole round into a folder: workbook, CSV files, a scenario for each, and the list of planted faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

from solver.errors import OutputError
from solver.generate.csv_files import write_csv, write_csv_folder
from solver.generate.generated import Generated
from solver.generate.grids import Grid, Printer, SheetLike, print_tables
from solver.generate.planting import Planted, choose_edits, list_planted, spoil
from solver.generate.scenario_text import scenario_yaml
from solver.generate.workbook import first_body_row, write_workbook
from solver.text import Lang

CSV_FOLDER = "csv"
PLANTED = "planted.csv"


def ship(
    generated: Generated,
    folder: Path,
    sheets: Sequence[SheetLike],
    printer: Printer,
    lang: Lang = "zh",
    dirty: bool = False,
) -> list[Path]:
    """Write ``NAME.xlsx``, ``csv/``, ``NAME.yaml``, ``NAME-csv.yaml`` and, if dirty, ``planted.csv``.

    Parameters
    ----------
    sheets, printer
        Tables and printer of the rosters: ``solver.scenario.rosters.sheets.SHEETS`` and
        ``solver.scenario.rosters.writing``.
    dirty
        Whether to plant faults.

    Returns
    -------
    list of Path
        What was written, the scenario that reads the workbook first.

    Raises
    ------
    OutputError
        If the folder exists and is not empty.
    """
    open_folder(folder)
    for_book = print_tables(generated, sheets, printer, lang, merged=True)
    for_csv = print_tables(generated, sheets, printer, lang, merged=False)
    name = generated.name
    written = [folder / f"{name}.yaml", folder / f"{name}-csv.yaml", folder / f"{name}.xlsx", folder / CSV_FOLDER]
    if dirty:
        edits = choose_edits(for_book, generated.seed, lang)
        for_book, for_csv = spoil(for_book, edits), spoil(for_csv, edits)
        book_files = {grid.key: f"{name}.xlsx" for grid in for_book}
        csv_files = {grid.key: f"{CSV_FOLDER}/{grid.sheet}.csv" for grid in for_csv}
        planted = [
            *list_planted(for_book, edits, book_files, {g.key: first_body_row(g) for g in for_book}, workbook=True),
            *list_planted(for_csv, edits, csv_files, {g.key: len(g.header) + 1 for g in for_csv}, workbook=False),
        ]
        written.append(folder / PLANTED)
        write_planted(written[-1], planted)
    _write_rosters(folder, name, for_book, for_csv, lang)
    scenario = {**generated.scenario, "language": lang}
    written[0].write_text(scenario_yaml(scenario, f"{name}.xlsx"), encoding="utf-8")
    written[1].write_text(scenario_yaml({**scenario, "name": f"{name}-csv"}, CSV_FOLDER), encoding="utf-8")
    return written


def open_folder(folder: Path) -> None:
    """Make the folder that a round is written into.

    Raises
    ------
    OutputError
        If it exists and is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder} exists and is not empty")
    folder.mkdir(parents=True, exist_ok=True)


def write_planted(path: Path, planted: Sequence[Planted]) -> None:
    """Write the list of planted faults."""
    write_csv(path, [[field.name for field in fields(Planted)], *(_row(fault) for fault in planted)])


def _write_rosters(folder: Path, name: str, for_book: list[Grid], for_csv: list[Grid], lang: Lang) -> None:
    """Write both forms of the tables."""
    write_workbook(folder / f"{name}.xlsx", for_book, lang)
    write_csv_folder(folder / CSV_FOLDER, for_csv)


def _row(fault: Planted) -> list[str | int]:
    """Return a planted fault as cells."""
    return list(astuple(fault))
