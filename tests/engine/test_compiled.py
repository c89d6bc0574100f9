"""Kernels run with a place for their machine code and without one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "solver"

CALL = """
import numpy as np
from solver.engine.dominance import blocks_in_order
ints = lambda *rows: np.array(rows, dtype=np.int64)
# two people, one seat each, of one block with a charge of 7 and room for one
print(blocks_in_order(ints([0, -1], [-1, 1]), ints(0, 0), ints(7, 7), ints(1), 4).tolist())
"""
SAYS = "[[1, 7, 1, 1], [0, 7, 1, 1]]"
NOWHERE = "/dev/null/no-folder"
"""Below a file: nobody can write there, root neither."""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a folder with a copy of the package that takes no compiled files beside its kernels."""
    shutil.copytree(SOURCES, tmp_path / "solver", ignore=shutil.ignore_patterns("__pycache__"))
    # a file in its place binds root too, who may write into read-only folders
    (tmp_path / "solver" / "engine" / "__pycache__").touch(mode=0o400)
    return tmp_path


def run_kernel(package: Path, cache: Path | str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NUMBA_", "XDG_"))}
    environment = {**kept, "PYTHONPATH": str(package), "HOME": NOWHERE, "XDG_CACHE_HOME": str(cache)}
    command = [sys.executable, "-B", "-c", CALL]
    return subprocess.run(command, env=environment, cwd=package, capture_output=True, text=True)


def test_without_any_place_kernels_are_compiled_all_the_same(package: Path) -> None:
    done = run_kernel(package, NOWHERE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == SAYS
    assert not list(package.rglob("*.nbi"))


def test_with_a_cache_folder_they_are_kept_there(package: Path, tmp_path: Path) -> None:
    done = run_kernel(package, tmp_path / "cache")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == SAYS
    assert list((tmp_path / "cache").rglob("*blocks_in_order*.nbi"))


def test_no_other_module_asks_numba_for_a_cache() -> None:
    naming = {path.name for path in (SOURCES / "engine").glob("*.py") if "numba" in path.read_text(encoding="utf-8")}
    assert naming == {"compiled.py"}
