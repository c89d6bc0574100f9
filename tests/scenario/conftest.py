"""Scenario files written into a folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from solver.errors import Fault
from solver.scenario.loading import load_scenario, try_scenario

MINIMAL = "format: 1\nrosters: rosters\nreference: {reference_date: 2025-04-01, on_post_date: 2025-06-01}\n"
"""Three lines that make a scenario; what tests add starts in line 4."""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes ``name`` into a folder ``plan`` and returns its path."""
    folder = tmp_path / "plan"
    (folder / "rosters").mkdir(parents=True)

    def write_file(text: str, name: str = "s.yaml", minimal: bool = True) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((MINIMAL if minimal else "") + text, encoding="utf-8")
        return path

    return write_file


def faults_of(path: Path, root: Path | None = None) -> list[Fault]:
    """Return all faults of a scenario."""
    return try_scenario(path, root).faults


def only(path: Path) -> Fault:
    """Return the one fault of a scenario."""
    faults = faults_of(path)
    assert len(faults) == 1, [f.to("en") for f in faults]
    return faults[0]


__all__ = ["MINIMAL", "Write", "faults_of", "load_scenario", "only"]
