"""A batch: bases first, one plan folder each, one comparison; what fails is told and stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from solver import api
from solver.api import batch_lines, desks
from solver.engine.crews.contract import deadly
from solver.engine.crews.local import Worker
from solver.errors import OutputError
from solver.scenario import opening
from solver.scenario.rosters import reading
from tests.rounds import copy_round

ONE_LESS = "extends: ../tiny/tiny.yaml\nname: one-less\ntitle: 少一人\nsuppose: {withdraw: {people: [A01P0006]}}\n"
FAULTY = "extends: ../tiny/tiny.yaml\nname: faulty\nsuppose: {withdraw: {people: [A01P9999]}}\n"
SAME = "extends: ../tiny/tiny.yaml\nname: same\n"


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """A folder of overlays beside tiny: one without a nominee, one with a wrong name, one that changes nothing."""
    copy_round(tmp_path)
    folder = tmp_path / "scenarios" / "asked"
    folder.mkdir()
    for name, text in (("a", ONE_LESS), ("b", FAULTY), ("c", SAME)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_batch(asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiny needs everybody who may go: with one less, one post stays open, and the plan is worth less."""
    read: list[Path] = []
    monkeypatch.setattr(
        "solver.scenario.opening.read_rosters",
        lambda path, *rest: read.append(path) or reading.read_rosters(path, *rest),  # type: ignore[func-returns-value]
    )
    begun: list[tuple[int, int, str]] = []
    done: list[str] = []
    watcher = api.Watcher(
        begin=lambda *which: begun.append(which), done=lambda line, seconds: done.append(line.standing)
    )
    found = api.batch(sorted(asked.glob("*.yaml")), tmp_path / "out", watcher=watcher)

    assert begun == [(1, 4, "tiny"), (2, 4, "a"), (3, 4, "b"), (4, 4, "c")]
    assert done == ["solved", "solved", "failed", "solved"]
    assert len(read) == 1
    base, one_less, faulty, same = found.lines
    assert (base.name, base.before, base.moves) == ("tiny", None, ())
    assert base.figures is not None
    assert (base.figures.posts, base.figures.filled, base.figures.severity) == (12, 12, 0)
    assert one_less.figures is not None
    assert (one_less.base, one_less.question.zh) == ("tiny", "少一人")
    assert one_less.figures.filled < one_less.figures.posts or one_less.figures.posts < 12
    assert one_less.figures.value < base.figures.value
    assert [m.kind for m in one_less.moves if m.person_id == "A01P0006"] == ["dropped"]
    assert one_less.figures.least_severity <= one_less.figures.severity
    assert faulty.figures is None
    assert "A01P9999" in faulty.trouble.to("zh")
    assert found.failed == (faulty,)
    assert same.moves == ()
    assert same.villages == ()
    assert not found.interrupted
    records = {
        line.name: json.loads((tmp_path / "out" / line.folder / "run.json").read_text()) for line in (base, same)
    }
    assert "first_plan" not in records["tiny"]
    assert len(records["same"]["first_plan"]) == 64
    for line in (base, one_less, same):
        assert api.verify(tmp_path / "out" / line.folder).ok


def test_the_comparison_is_written_three_times(asked: Path, tmp_path: Path) -> None:
    found = api.batch([asked / "a.yaml", asked / "b.yaml"], tmp_path / "out", lang="en")
    names = {path.name for path in found.folder.iterdir()}
    assert names == {"tiny", "one-less", "comparison.xlsx", "comparison.md", "comparison.html"}
    book = openpyxl.load_workbook(found.folder / "comparison.xlsx")
    rows = list(book.worksheets[0].iter_rows(min_row=2, max_row=4, values_only=True))
    assert [row[1] for row in rows] == ["tiny", "one-less", "b"]
    assert [row[3] for row in rows] == ["solved", "solved", "failed"]
    moved = [row for row in book.worksheets[1].iter_rows(min_row=2, values_only=True) if row[1] == "A01P0006"]
    assert [row[3] for row in moved] == ["no longer sent"]
    text = (found.folder / "comparison.md").read_text(encoding="utf-8")
    assert "| 2 | one-less |" in text
    page = (found.folder / "comparison.html").read_text(encoding="utf-8")
    assert "one-less" in page
    assert "://" not in page
    assert all((found.folder / name).stat().st_mode & 0o077 == 0 for name in names if "." in name)


def test_nothing_is_written_over(asked: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(OutputError):
        api.batch([asked / "c.yaml"], tmp_path / "out")


def test_two_scenarios_of_one_name_have_two_folders(asked: Path, tmp_path: Path) -> None:
    (asked / "d.yaml").write_text(SAME, encoding="utf-8")
    found = api.batch([asked / "c.yaml", asked / "d.yaml"], tmp_path / "out")
    assert [line.folder for line in found.lines] == ["tiny", "same", "same-2"]
    assert [line.name for line in found.lines] == ["tiny", "same", "same-2"], "rows can be told apart"


def test_bases_come_first_however_deep(asked: Path, tmp_path: Path) -> None:
    (asked / "d.yaml").write_text("extends: a.yaml\nname: deep\nsuppose: {recall: [A01P2001]}\n", encoding="utf-8")
    found = api.batch([asked / "d.yaml", asked / "c.yaml"], tmp_path / "out")
    assert [line.name for line in found.lines] == ["tiny", "one-less", "deep", "same"]
    assert [line.base for line in found.lines] == ["", "tiny", "one-less", "tiny"]


def test_a_defect_in_one_scenario_does_not_stop_the_rest(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = opening.open_scenario

    def fails(path: Path, *rest: object, **more: object) -> object:
        if path.stem == "a":
            raise ZeroDivisionError("nothing to divide by")
        return whole(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "open_scenario", fails)
    found = api.batch([asked / "a.yaml", asked / "c.yaml"], tmp_path / "out")
    assert [line.standing for line in found.lines] == ["solved", "failed", "solved"]
    assert "ZeroDivisionError" in found.lines[1].trouble.to("en")


def test_a_stop_leaves_what_was_solved(asked: Path, tmp_path: Path) -> None:
    """Stopped when the second scenario begins."""

    def begin(number: int, of: int, name: str) -> None:
        if number == 2:
            raise KeyboardInterrupt

    found = api.batch([asked / "a.yaml", asked / "c.yaml"], tmp_path / "out", watcher=api.Watcher(begin=begin))
    assert found.interrupted
    assert [line.standing for line in found.lines] == ["solved", "not_run", "not_run"]
    assert (found.folder / "comparison.md").is_file()


def test_a_defect_in_writing_one_plan_does_not_stop_the_rest(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = batch_lines.line_of

    def fails(made: batch_lines.Made, *rest: object) -> object:
        if made.folder == "one-less":
            raise ZeroDivisionError("nothing to divide by")
        return whole(made, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(batch_lines, "line_of", fails)
    found = api.batch([asked / "a.yaml", asked / "c.yaml"], tmp_path / "out")
    assert [line.standing for line in found.lines] == ["solved", "failed", "solved"]
    assert "ZeroDivisionError" in found.lines[1].trouble.to("en")


def test_side_by_side_finds_the_same(asked: Path, tmp_path: Path) -> None:
    """Two workers, a what-if each: same lines in the same order, same plans; only who is done first may differ."""
    paths = sorted(asked.glob("*.yaml"))
    told: list[tuple[int, str]] = []
    waited: list[tuple[int, int]] = []
    watcher = api.Watcher(
        begin=lambda number, of, name: told.append((number, name)), waiting=lambda *which: waited.append(which)
    )
    alone = api.batch(paths, tmp_path / "alone", workers=1)
    found = api.batch(paths, tmp_path / "together", workers=2, watcher=watcher)
    assert found.lines == alone.lines
    assert told[0] == (1, "tiny")
    assert sorted(told[1:]) == [(2, "a"), (3, "b"), (4, "c")]
    assert waited == [(0, 3), (1, 3), (2, 3)]
    for line in found.lines:
        if line.folder:
            ours, theirs = (tmp_path / where / line.folder / "plan.json" for where in ("alone", "together"))
            assert ours.read_bytes() == theirs.read_bytes()
            assert api.verify(ours.parent).ok


def test_a_stop_while_side_by_side_leaves_what_was_solved(asked: Path, tmp_path: Path) -> None:
    def waiting(done: int, of: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    paths = [asked / "a.yaml", asked / "c.yaml"]
    found = api.batch(paths, tmp_path / "out", workers=2, watcher=api.Watcher(waiting=waiting))
    assert found.interrupted
    assert found.lines[0].standing == "solved"
    assert sorted(line.standing for line in found.lines[1:]) == ["not_run", "solved"]
    assert {path.name for path in found.folder.iterdir() if path.is_dir()} == {
        line.folder for line in found.lines if line.folder
    }


def test_a_scenario_that_kills_its_workers_is_a_line(
    asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The crew gives up a task after three deaths; here it says so at once of one of the two."""
    whole = Worker.do

    def dies(worker: Worker[desks.Desk], task: desks.WhatIf) -> object:
        if task.name == "a":
            raise deadly(task, 3)
        return whole(worker, task)

    monkeypatch.setattr(Worker, "do", dies)
    found = api.batch([asked / "a.yaml", asked / "c.yaml"], tmp_path / "out", workers=2)
    assert [line.standing for line in found.lines] == ["solved", "failed", "solved"]
    assert "killed its worker 3 times" in found.lines[1].trouble.to("en")


def test_a_base_without_a_plan_is_said(asked: Path, tmp_path: Path) -> None:
    """What extends the faulty scenario has its fault too; what mends it is solved, and compared with nothing."""
    (asked / "d.yaml").write_text("extends: b.yaml\nname: mended\nsuppose: {withdraw: null}\n", encoding="utf-8")
    found = api.batch([asked / "d.yaml"], tmp_path / "out", lang="en")
    assert [line.standing for line in found.lines] == ["solved", "failed", "solved"]
    mended = found.lines[-1]
    assert (mended.base, mended.before) == ("", None)
    assert [remark.to("en") for remark in mended.remarks] == ["b, which it extends, has no plan to compare with"]
    assert "b, which it extends" in (found.folder / "comparison.md").read_text(encoding="utf-8")


def test_who_stays_or_goes_is_among_those_who_moved(asked: Path, tmp_path: Path) -> None:
    """P2001 stays on post in tiny; recalled, this person's post is open, and it is for the comparison to say so."""
    (asked / "d.yaml").write_text("extends: ../tiny/tiny.yaml\nname: d\nsuppose: {recall: [A01P2001]}\n", "utf-8")
    found = api.batch([asked / "d.yaml"], tmp_path / "out", lang="en")
    assert {m.person_id: m.kind for m in found.lines[-1].moves}["A01P2001"] == "leaves"
    folders = [found.folder / name for name in ("tiny", "d")]
    for compared in (api.compare(*folders), api.measure(*folders, baselines=False, lang="en").comparison(lang="en")):
        move = next(m for m in compared.moves if m.person_id == "A01P2001")
        assert (move.kind, move.after) == ("leaves", None)
        assert compared.names["A01P2001"]
    assert move.why is not None
    assert move.why.to("en").startswith("now: recalled")
    back = api.measure(*reversed(folders), baselines=False, lang="en").comparison(lang="zh")
    move = next(m for m in back.moves if m.person_id == "A01P2001")
    assert move.why is not None
    assert (move.kind, move.why.to("zh")[:6]) == ("stays", "原方案：召回")


def test_posts_are_filled_role_by_role(asked: Path, tmp_path: Path) -> None:
    """A member too many does not make up for a first secretary who is missing."""
    (asked / "d.yaml").write_text(
        "extends: ../tiny/tiny.yaml\nname: d\nsuppose: {withdraw: {people: [A01P0001, A01P0002, A01P0003]}}\n", "utf-8"
    )
    found = api.batch([asked / "d.yaml"], tmp_path / "out")
    figures = found.lines[-1].figures
    assert figures is not None
    share = api.measure(found.folder / "d", baselines=False).value("filled")
    assert share is not None
    assert round(share * figures.posts) == figures.filled < figures.posts


def test_a_first_plan_that_cannot_be_used_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several counties above the limit go in parts; the limit is set so low that three tiny ones are above it."""
    base = copy_round(tmp_path, "prefecture-tiny")
    over = base.parent / "over.yaml"
    over.write_text(f"extends: {base.name}\nname: over\n", encoding="utf-8")
    monkeypatch.setattr("solver.api.searching.WHOLE", 1)
    found = api.batch([over], tmp_path / "out", lang="en")
    first, second = found.lines
    assert first.remarks == ()
    assert [remark.to("en") for remark in second.remarks] == [
        "not begun from the plan of its base: several counties of more than 1 villages are solved in parts"
    ]
    assert "未从基准方案开始" in second.remarks[0].to("zh")
    assert "not begun from the plan" in (found.folder / "comparison.html").read_text(encoding="utf-8")
    assert "plan to begin with is not used" in (found.folder / "over" / "run.log").read_text(encoding="utf-8")
    assert "not used" not in (found.folder / first.folder / "run.log").read_text(encoding="utf-8")


def test_scenarios_that_cannot_be_read_are_lines_of_their_own(asked: Path, tmp_path: Path) -> None:
    """A file that is not there, a base outside the folder, a circle: each says why, and the page is written."""
    (tmp_path / "outside.yaml").write_text("name: outside\n", encoding="utf-8")
    (asked / "out.yaml").write_text("extends: ../../outside.yaml\nname: out\n", encoding="utf-8")
    for one, two in (("x", "y"), ("y", "x")):
        (asked / f"{one}.yaml").write_text(f"extends: {two}.yaml\nname: {one}\n", encoding="utf-8")
    (asked / "broken.yaml").write_text("extends: [\n", encoding="utf-8")
    names = ("none", "out", "x", "broken")
    found = api.batch([asked / f"{name}.yaml" for name in names], tmp_path / "out", lang="zh")
    assert {line.standing for line in found.lines} == {"failed"}
    assert {line.name for line in found.lines} >= {*names}
    why = {line.name: line.trouble.to("zh") for line in found.lines}
    assert all(why.values())
    assert "圈" in why["x"]
    assert "允许的文件夹" in why["out"]
    assert (found.folder / "comparison.html").is_file()
    nothing = api.batch([], tmp_path / "nothing")
    assert nothing.lines == ()
    assert (nothing.folder / "comparison.xlsx").is_file()
