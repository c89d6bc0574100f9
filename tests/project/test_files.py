"""Files are short, documented, and say nothing about the machine they were written on."""

from __future__ import annotations

import ast
import re
import statistics
from pathlib import Path

import pytest

from solver import __version__
from tests.project.tree import ROOT, files, modules, read

MOST_LINES = 400
MEDIAN_LINES = 130


def test_the_changelog_speaks_of_this_version() -> None:
    newest = re.search(r"^## \[(.+?)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__


def test_no_file_is_long() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in modules("solver", "tests", "benchmarks")
        if (n := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_most_files_are_short() -> None:
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in modules("solver")]
    assert statistics.median(lengths) <= MEDIAN_LINES


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules("solver", "tests", "benchmarks")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_no_package_hides_a_module_behind_a_name() -> None:
    hidden = []
    for path in modules("solver"):
        if path.name == "__init__.py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            imported = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
            names = {alias.asname or alias.name for node in imported for alias in node.names}
            hidden += [path.parent / name for name in names if (path.parent / f"{name}.py").exists()]
    assert hidden == []


LEFT = {"solver/engine/dive.py"}
"""Modules that still bear such a name."""


def test_no_module_bears_the_name_of_something_it_holds() -> None:
    """``from package import name`` would then mean one or the other by what was imported before (§6)."""
    found = {
        str(path.relative_to(ROOT))
        for path in modules("solver", "tests")
        if (path.parent.name if path.name == "__init__.py" else path.stem) in _names(path)
    }
    assert found == LEFT


def _names(path: Path) -> set[str]:
    """Return the names that a module defines at its top."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return names


@pytest.mark.parametrize("folder", ["work", "root", "farm", "home", "Users"])
def test_no_file_names_a_place_on_somebody_s_machine(folder: str) -> None:
    place = f"/{folder}/".encode()
    telling = [str(path.relative_to(ROOT)) for path in files() if place in path.read_bytes()]
    assert telling == []


def test_the_licence_is_whole() -> None:
    text = read("LICENSE")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
