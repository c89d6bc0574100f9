"""Every notebook runs from top to bottom on a small county, shows its figures, and is kept without outputs."""

from __future__ import annotations

import ast
import asyncio
import json
import sys
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

from tests.project.tree import ROOT

FOLDER = ROOT / "notebooks"
NAMES = ("agronomist", "fairness", "quality", "what_if")
CHARTS = {"agronomist": 1, "fairness": 1, "quality": 2, "what_if": 1}
"""Pictures that each notebook draws."""

SMALL = {
    "VILLAGES_FIRST_SCENARIO": str(ROOT / "scenarios" / "tiny" / "tiny.yaml"),
    "VILLAGES_FIRST_LANG": "en",
    "VILLAGES_FIRST_POINTS": "3",
    "VILLAGES_FIRST_MOST": "2",
    "VILLAGES_FIRST_KINDS": "agronomy law",
    "PYTHONPATH": str(ROOT),
}


def read(name: str) -> Any:
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One kernel for all, of this very interpreter: loading the solver takes longer than running a notebook."""
    place = tmp_path_factory.mktemp("jupyter")
    folder = place / "kernels" / "here"
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": "here", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for key, value in {**SMALL, "JUPYTER_PATH": str(place)}.items():
            patch.setenv(key, value)
        manager = AsyncKernelManager(kernel_name="here")
        yield manager
        asyncio.run(manager.shutdown_kernel(now=True))


@pytest.fixture(scope="module", params=NAMES)
def played(request: pytest.FixtureRequest, kernel: Any) -> tuple[str, Any]:
    """A notebook's name, and the notebook after it ran in an empty name space."""
    notebook = read(request.param)
    empty = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("%reset -f")])
    for each in (empty, notebook):
        resources = {"metadata": {"path": str(FOLDER)}}
        NotebookClient(each, km=kernel, timeout=120, resources=resources).execute()
    return request.param, notebook


def test_all_are_tested() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_kept_without_outputs(name: str) -> None:
    notebook = read(name)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert [cell.outputs for cell in code] == [[]] * len(code)
    assert [cell.execution_count for cell in code] == [None] * len(code)


@pytest.mark.parametrize("name", NAMES)
def test_only_the_public_functions_are_used(name: str) -> None:
    code = "\n".join(cell.source for cell in read(name).cells if cell.cell_type == "code")
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom):
            assert node.module is not None
            assert not node.module.startswith("solver") or (node.module, [a.name for a in node.names]) == (
                "solver",
                ["api"],
            )
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("solver") for alias in node.names)


@pytest.mark.parametrize("name", NAMES)
def test_reads_like_a_report_in_both_languages(name: str) -> None:
    texts = [cell.source for cell in read(name).cells if cell.cell_type == "markdown"]
    assert texts[0].startswith("# ")
    assert all(" · " in text.splitlines()[0] for text in texts if text.startswith("#"))


def test_runs_and_shows_its_figures(played: tuple[str, Any]) -> None:
    name, notebook = played
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    outputs = [output for cell in code for output in cell.outputs]
    assert [o for o in outputs if o.output_type == "error"] == []
    assert [o.get("text", "") for o in outputs if o.get("name") == "stderr"] == []
    pictures = [o for o in outputs if "image/png" in o.get("data", {})]
    assert len(pictures) == CHARTS[name]
    said = "".join(o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in outputs)
    assert WORDS[name] in said, said


WORDS = {
    # nobody is idle in tiny: an agronomist takes the place of a person who serves fewer needs, a lawyer finds none
    "agronomist": "one more person of “agronomy” helps most: severity +0, value +27",
    "fairness": "Without a floor the village worst off gets 119 points",
    # README of scenarios/tiny: village by village finds the best plan too, a random one falls short
    "quality": "Against “village by village”: 0 less severity, 0 more points",
    "what_if": "all tries agree: this change",
}
"""A line that the figures of scenarios/tiny lead to."""
