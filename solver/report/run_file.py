"""``run.json``: how a plan was made, so that ``verify`` finds its scenario again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from solver.report.json_form import json_text, read_json
from solver.text import Lang

SCHEMA = "villages-first/run/1"
FILE = "run.json"


@dataclass(frozen=True)
class StoredRun:
    """What ``run.json`` says.

    Attributes
    ----------
    scenario
        Where the scenario lies, from the folder that holds its root.
    scenario_key
        The same, from its root: its name among the hashes of inputs.
    lang
        Language of the tables.
    """

    scenario: str
    scenario_key: str
    lang: Lang


def run_text(run: dict[str, object]) -> str:
    """Return ``run.json``."""
    return json_text({"schema": SCHEMA, **run})


def read_run(folder: Path) -> StoredRun:
    """Read ``run.json`` of a plan folder.

    Raises
    ------
    InputError
        If the file is missing or was damaged.
    """
    return read_json(folder / FILE, SCHEMA, _stored)


def _stored(found: dict[str, Any]) -> StoredRun:
    if found["lang"] not in ("zh", "en"):
        raise ValueError(f"no such language: {found['lang']}")
    return StoredRun(str(found["scenario"]), str(found["scenario_key"]), found["lang"])
