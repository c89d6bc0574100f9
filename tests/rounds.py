"""Copies of the shipped rounds whose cells a test may change, as a planner would with the CSV files."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

SCENARIOS = Path(__file__).parents[1] / "scenarios"

VILLAGES, NOMINEES, UNITS, PINS = "村情需求表", "人选花名册", "派出单位名额表", "回避指定表"
PIN_HEADER = "编号,村编码,类型,角色,原因"
"""Header of a table of pins."""

Row = dict[str, str]


def copy_round(folder: Path, name: str = "tiny") -> Path:
    """Copy a shipped round to ``folder/scenarios/NAME``; return the scenario that reads the CSV files."""
    target = folder / "scenarios" / name
    shutil.copytree(SCENARIOS / name, target)
    return target / f"{name}-csv.yaml"


def edit(scenario: Path, table: str, change: Callable[[Row], object]) -> None:
    """Let ``change`` alter every row of a table in place."""
    path = scenario.parent / "csv" / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        header, rows = list(reader.fieldnames or ()), list(reader)
    for row in rows:
        change(row)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)


def shuffle(scenario: Path) -> None:
    """Turn the rows of every table round."""
    for path in (scenario.parent / "csv").iterdir():
        header, *rows = path.read_text(encoding="utf-8-sig").splitlines()
        path.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8-sig")


def add_pins(scenario: Path, *lines: str) -> None:
    """Write a table of pins with these lines under ``PIN_HEADER``."""
    text = "\n".join([PIN_HEADER, *lines]) + "\n"
    (scenario.parent / "csv" / f"{PINS}.csv").write_text(text, encoding="utf-8-sig")


def say(scenario: Path, old: str, new: str) -> None:
    """Change a text of the scenario file, which must be there once."""
    text = scenario.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    scenario.write_text(text.replace(old, new), encoding="utf-8")
