"""Runs that were killed or stopped go on, on any engine, and end with the plan of an undisturbed run (§7.3)."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from benchmarks.local_cluster import started_cluster
from solver.engine.crews.part_folder import PartFolder
from solver.engine.effort import EFFORTS
from tests.cli.running import Said, run
from tests.cli.stepping import SMALL_STEPS, after_writes, run_stepping
from tests.rounds import SCENARIOS

SCENARIO = SCENARIOS / "prefecture-tiny" / "prefecture-tiny.yaml"
QUICK = ("solve", SCENARIO, "--effort", "quick", "--lang", "en")
DONE = 1
"""Exit code: a plan with exceptions to sign."""


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(EFFORTS, "quick", SMALL_STEPS)
    monkeypatch.chdir(tmp_path)


def files(folder: Path) -> dict[str, bytes]:
    """Return what two runs must have in common: all but the log, which holds seconds, and its digest."""
    found = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert found.pop("run.log")
    sums = found["SHA256SUMS"].decode().splitlines()
    return {**found, "SHA256SUMS": "\n".join(line for line in sums if not line.endswith("run.log")).encode()}


def kept(part: Path) -> dict[str, int]:
    return {str(p.relative_to(part)): p.stat().st_ino for p in part.rglob("*.npz")}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of an undisturbed plan, and the names of its tasks."""
    names: list[str] = []
    write = PartFolder.write

    def noted(folder: PartFolder, name: str, content: bytes) -> None:
        write(folder, name, content)
        names.append(name)

    place = tmp_path_factory.mktemp("undisturbed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(EFFORTS, "quick", SMALL_STEPS)
        patch.setattr(PartFolder, "write", noted)
        from solver.cli import main

        assert main([*map(str, QUICK), "--out", str(place / "x"), "--quiet"]) == DONE
    assert [path.name for path in place.iterdir()] == ["x"]
    return files(place / "x"), names


def test_there_is_something_of_each_kind_to_remember(undisturbed: tuple[dict[str, bytes], list[str]]) -> None:
    kinds = [name.partition("-")[0].partition("/")[0] for name in undisturbed[1]]
    assert kinds.count("dive") == 2
    assert kinds.count("improve") >= 6
    assert kinds.count("branch") >= 4
    assert len(set(undisturbed[1])) == len(kinds)


def test_killed_again_and_again_it_ends_with_the_same_plan_and_repeats_nothing(
    undisturbed: tuple[dict[str, bytes], list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, names = undisturbed
    out = tmp_path / "out" / "x"
    part = out.with_name("x.part")
    n_kept, before = 0, dict[str, int]()
    for n in (1, 9):  # after the first dive, and later
        killed = run_stepping("SIGKILL", n, *QUICK, "--out", out, *(["--resume"] if n_kept else []))
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        n_kept += n
        now = kept(part)
        assert len(now) == n_kept
        assert before.items() <= now.items()  # the same files: nothing was done twice
        assert not out.exists()
        before = now
    said = run(capsys, *QUICK, "--out", out, "--resume", "--json")
    assert said.code == DONE
    assert f"Going on with {part}." in said.err
    assert said.document["part"] is None
    assert files(out) == plan
    assert f"{n_kept} finished task(s) are there" in (out / "run.log").read_text(encoding="utf-8")
    assert len(names) > n_kept
    assert [path.name for path in out.parent.iterdir()] == ["x"]


def test_stopped_it_saves_its_best_plan_and_goes_on_beside_it(
    undisturbed: tuple[dict[str, bytes], list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By SIGTERM, as an administrator would; without ``--out`` the latest unfinished run is taken up."""
    stopped = run_stepping("SIGTERM", 3, *QUICK)
    assert stopped.returncode == 130, stopped.stderr
    assert "What was finished is kept in out/prefecture-tiny-01.part: --resume goes on with it." in stopped.stderr
    out = tmp_path / "out"
    assert json.loads((out / "prefecture-tiny-01" / "plan.json").read_text())["status"] == "interrupted"
    assert len(kept(out / "prefecture-tiny-01.part")) == 3
    said = run(capsys, *QUICK, "--resume")
    assert said.code == DONE
    assert files(out / "prefecture-tiny-01-2") == undisturbed[0]
    assert sorted(path.name for path in out.iterdir()) == ["prefecture-tiny-01", "prefecture-tiny-01-2"]


def stop_after(n: int, out: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Stop a run of this process as a time limit does: its best plan is saved, and what it finished kept."""

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PartFolder, "write", after_writes(n, stop))
        said = run(capsys, *QUICK, "--out", out)
    assert said.code == DONE
    assert f"What was finished is kept in {out}.part" in said.err


def refused(said: Said, *words: str) -> None:
    assert said.code == 2
    assert said.out == ""
    for word in words:
        assert word in said.err


def test_unfinished_work_is_never_overwritten_nor_taken_for_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = tmp_path / "x.part"
    stop_after(2, "x", capsys)
    before = kept(part)
    assert len(before) == 2
    refused(run(capsys, *QUICK, "--out", "x"), "x exists")
    (tmp_path / "x").rename(tmp_path / "y")
    refused(run(capsys, *QUICK, "--out", "x"), "x.part holds an unfinished run", "--resume")
    other = (*QUICK[:2], "--out", "x", "--resume", "--lang")
    refused(run(capsys, *other, "en"), "x.part belongs to another run (different: effort)")
    refused(run(capsys, *other, "zh"), "x.part属于另一次求解(力度不同)")
    tiny = SCENARIOS / "tiny" / "tiny.yaml"
    refused(run(capsys, "solve", tiny, "--resume", part, "--lang", "en"), "input files", "scenario")
    refused(run(capsys, *QUICK, "--resume", "nowhere"), "no folder nowhere")
    assert kept(part) == before


def test_nothing_to_go_on_with_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "solve", SCENARIOS / "tiny" / "tiny.yaml", "--out", "x", "--resume", "--lang", "en")
    assert said.code == 0
    assert "nothing to go on with: starting from the beginning" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_addresses_that_are_none_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("", "127.0.0.1:8786", "tcp://host", "http://host:1", "tcp://host:1/x", "LOCAL"):
        refused(run(capsys, *QUICK, "--engine", wrong), "tcp://HOST:PORT")


def test_a_cluster_gives_the_same_plan(
    undisturbed: tuple[dict[str, bytes], list[str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also in the middle of a run: begun on this machine and stopped, gone on with on two workers of a cluster."""
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    place = tmp_path / "cluster"
    place.mkdir()
    with started_cluster(place) as two:
        assert run(capsys, *QUICK, "--out", "x", "--engine", two.address).code == DONE
        assert files(Path("x")) == undisturbed[0]
        assert f"those of {two.address}" in Path("x/run.log").read_text(encoding="utf-8")
        stop_after(3, "y", capsys)
        assert run(capsys, *QUICK, "--out", "y", "--resume", "--engine", two.address).code == DONE
        assert files(Path("y-2")) == undisturbed[0]
    monkeypatch.setattr("solver.engine.crews.cluster.PATIENCE", 0.5)
    refused(run(capsys, *QUICK, "--out", "z", "--engine", "tcp://127.0.0.1:9"), "Cannot reach the cluster")
