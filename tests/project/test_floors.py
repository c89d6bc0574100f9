"""The floors name every package, and importing the package costs nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

from tests.project.tree import ROOT, read

HEAVY = {"numpy", "pandas", "ortools", "numba", "matplotlib", "pydantic", "yaml", "rich"}


def test_every_part_of_the_package_has_a_floor() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    placed = {name.strip().removeprefix("solver.") for layer in layers for name in layer.split("|")}
    found = {path.stem for path in (ROOT / "solver").glob("*.py")} - {"__init__", "__main__"}
    found |= {path.parent.name for path in (ROOT / "solver").glob("*/__init__.py")}
    assert found - placed == set()


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import json, sys, solver; print(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert HEAVY.isdisjoint(json.loads(answer.stdout))
