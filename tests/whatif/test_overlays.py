"""The shipped overlays: short, in two languages, listed in both indexes, and all of them open on the shipped base."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from solver import api
from solver.api.rounds import Round
from solver.scenario.opening import SharedRosters, open_scenario
from tests.whatif.small import NUMBERS, WHAT_IFS

OVERLAYS = sorted(WHAT_IFS.glob("*.yaml"))
QUESTIONS = [path for path in OVERLAYS if not path.name.startswith("00-")]
MOST_LINES = 10
HEADINGS = ("extends:", "name:", "title:", "  zh:", "  en:", "reason:", "#")
"""Lines that say what a question is, and change nothing."""


@pytest.fixture(scope="module")
def rosters() -> SharedRosters:
    return SharedRosters()


def test_there_are_thirty_questions() -> None:
    assert [int(path.name[:2]) for path in QUESTIONS] == list(range(1, 31))


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.stem)
def test_an_overlay_is_short_and_speaks_both_languages(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    number = int(path.name[:2])
    assert re.match(rf"# {number} .*[\u4e00-\u9fff]", lines[0])
    assert re.match(rf"# {number} [\x20-\x7e]+$", lines[1])
    changed = [line for line in lines if not line.startswith(HEADINGS)]
    assert 1 <= len(changed) <= MOST_LINES
    assert f"name: whatif-{path.stem}" in lines


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.stem)
def test_an_overlay_opens_on_the_shipped_base(path: Path, rosters: SharedRosters) -> None:
    """Its names are those of the rosters, its changes have a reason, and its list of villages is proved."""
    opened = open_scenario(path, read=rosters)
    assert not any(fault.severity == "error" for fault in opened.faults)
    villages = api.freeze(Round(path.resolve(), opened, "zh"))
    assert villages.stage1 is None or villages.stage1.proved
    supposed = opened.scenario.settings.suppose
    n_notes = sum(fault.code == "supposed" for fault in opened.faults)
    assert (n_notes > 0) is (supposed is not None)


def test_rosters_are_read_once(rosters: SharedRosters) -> None:
    one, two = (open_scenario(path, read=rosters) for path in OVERLAYS[2:4])
    assert one.instance.villages is not two.instance.villages
    assert all(a is b for a, b in zip(one.instance.villages, two.instance.villages, strict=True))


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_indexes_have_one_command_a_question(page: str) -> None:
    text = (WHAT_IFS / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \| `villages-first batch scenarios/whatif/(\S+)` \|", text, re.MULTILINE)
    assert [(int(n), name) for n, _, name in rows] == [(int(p.name[:2]), p.name) for p in QUESTIONS]
    line = 1 if page == "README.md" else 0
    for (_, question, _), path in zip(rows, QUESTIONS, strict=True):
        assert path.read_text(encoding="utf-8").splitlines()[line].endswith(question)


def test_figures_of_the_small_county_replace_some_that_are_there() -> None:
    whole = "".join(path.read_text(encoding="utf-8") for path in OVERLAYS)
    assert all(old in whole for old in NUMBERS)
