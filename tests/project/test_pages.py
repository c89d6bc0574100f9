"""READMEs show what they must, twins have the same parts, links lead somewhere, and generated pages are current."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from solver.scenario.rosters.page import PAGE, columns_page
from tests.project.tree import ROOT, files, read

READMES = ("README.md", "README.zh.md")
PAGES = [path for path in files() if path.suffix == ".md"]
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)]*)?\)")


@pytest.mark.parametrize("name", READMES)
@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_two_commands_are_shown(name: str, command: str) -> None:
    assert re.search(rf"^{command}\b", read(name), re.MULTILINE)


def test_the_twins_have_the_same_parts() -> None:
    english, chinese = (read(name) for name in READMES)
    for mark in (r"^## ", r"^```", r"^\|", r"^!\["):
        assert len(re.findall(mark, english, re.MULTILINE)) == len(re.findall(mark, chinese, re.MULTILINE)), mark


def test_the_twins_show_the_same_commands() -> None:
    english, chinese = (re.findall(r"villages-first [a-z]+ ?[^`\n]*", read(name)) for name in READMES)
    assert sorted(english) == sorted(chinese)
    assert len(english) > 4


def test_every_command_that_is_shown_exists() -> None:
    help_text = subprocess.run(
        [sys.executable, "-m", "solver.cli", "--help"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    for path in PAGES:
        for name in re.findall(r"(?:`|bin/)villages-first ([a-z]+)\b", path.read_text(encoding="utf-8")):
            assert re.search(rf"^ +{name} ", help_text, re.MULTILINE), f"{path}: {name}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target, _ in LINK.findall(path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_the_page_of_input_tables_is_current() -> None:
    assert read(str(PAGE)) == columns_page()


def test_every_target_of_make_that_pages_name_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    for path in PAGES:
        named = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert {a or b for a, b in named} <= targets, path


def test_the_readme_is_that_of_the_package() -> None:
    assert tomllib.loads(read("pyproject.toml"))["project"]["readme"] in READMES


def test_the_code_for_notebooks_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "\n".join(re.findall(r"```python\n(.*?)```", read("notebooks/README.md"), re.DOTALL))
    names: dict[str, object] = {}
    monkeypatch.chdir(ROOT)
    exec(code.replace("out/from-a-notebook", str(tmp_path / "plan")), names)
    assert (tmp_path / "plan" / "plan.xlsx").exists()
