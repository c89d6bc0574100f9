"""From a planner's files to a verified plan folder, in both languages; and every changed cell is found."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from solver.cli import main
from tests.cli.running import run
from tests.rounds import SCENARIOS, copy_round, shuffle

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the shipped round, and its plan in ``out/tiny-01``; the current folder while the module runs."""
    folder = tmp_path_factory.mktemp("planner")
    copy_round(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["solve", "scenarios/tiny/tiny.yaml", "--quiet"]) == 0
        yield folder


def plan_without_hashes(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert found.pop("input_hashes")
    return found


def test_plan_is_that_of_the_hand_calculation(place: Path) -> None:
    """README of scenarios/tiny: who goes where; 41 x 8 points of fit, 4 x 60 for primary needs, no exception."""
    plan = plan_without_hashes(place / "out" / "tiny-01")
    teams: dict[str, set[str]] = {}
    for seat in plan["assignments"]:
        teams.setdefault(seat["village_id"][-4:], set()).add(seat["person_id"][-5:])
    assert teams == {
        "V001": {"P0001", "P0005", "P0006", "P0007"},
        "V002": {"P0008", "P0009", "P0010"},
        "V003": {"P0002"},
        "V004": {"P0003", "P0011"},
    }
    assert plan["points"]["need_fit"] == 328
    assert plan["points"]["primary_need"] == 240
    assert plan["exceptions"] == plan["stage1"] == []


def test_plan_is_verified(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "verify", "out/tiny-01", "--lang", "en")
    assert said.code == 0
    assert {line.partition(" · ")[0] for line in said.err.splitlines()} <= {"reading the inputs", "checking the plan"}
    assert said.out.startswith("Verified: out/tiny-01 against scenarios/tiny/tiny.yaml\n")
    assert len(said.out.splitlines()) == 3
    said = run(capsys, "verify", "out/tiny-01", "--json")
    assert said.document["ok"] is True
    assert said.document["recomputed_bounds"]["value"] == said.document["value"]


def test_a_second_plan_gets_the_next_folder_and_is_the_same(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "solve", "scenarios/tiny/tiny.yaml", "--json", "--workers", "2")
    assert said.code == 0
    assert said.document["schema"] == "villages-first/solve/1"
    assert said.document["folder"] == "out/tiny-02"
    assert "用时" in said.err  # progress goes to stderr; the scenario's language is Chinese
    for name in ("plan.json", "certificate.json", "plan.xlsx", "run.json", "csv/postings.csv"):
        one, two = (place / "out" / folder / name for folder in ("tiny-01", "tiny-02"))
        assert one.read_bytes() == two.read_bytes(), name
    shutil.rmtree(place / "out" / "tiny-02")


def test_an_older_plan_is_never_written_over(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (place / "out" / "tiny-01" / "plan.json").read_bytes()
    for target in ("out/tiny-01", "scenarios/tiny/tiny.yaml", "scenarios/tiny/tiny.yaml/plan"):
        said = run(capsys, "solve", "scenarios/tiny/tiny.yaml", "--out", target)
        assert said.code == 2
        assert target in said.err
        assert said.out == ""
    assert (place / "out" / "tiny-01" / "plan.json").read_bytes() == before


def test_csv_and_shuffled_rows_give_the_same_plan(place: Path, tmp_path: Path) -> None:
    copy_round(tmp_path)
    other = tmp_path / "scenarios" / "tiny" / "tiny-csv.yaml"
    shuffle(other)
    assert main(["solve", str(other), "--quiet", "--out", str(tmp_path / "plan")]) == 0
    assert plan_without_hashes(tmp_path / "plan") == plan_without_hashes(place / "out" / "tiny-01")


def test_english_and_chinese(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "solve", "scenarios/tiny/tiny.yaml", "--lang", "en", "--out", tmp_path / "en")
    assert "Proved best" in said.out
    assert "已证明" not in said.out
    assert "first plan" in said.err
    header = (tmp_path / "en" / "csv" / "postings.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.startswith("No.,County,Township")
    header = (place / "out" / "tiny-01" / "csv" / "postings.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.startswith("序号,县(市、区),乡镇")
    assert run(capsys, "verify", tmp_path / "en", "--scenario", "scenarios/tiny/tiny.yaml").code == 0


def test_verify_finds_the_scenario_after_a_move_and_needs_no_solver(place: Path, tmp_path: Path) -> None:
    """The project was moved as a whole; OR-Tools and numba cannot be imported."""
    moved = tmp_path / "elsewhere"
    shutil.copytree(place, moved)
    code = (
        "import sys\n"
        "class Blocker:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('ortools', 'numba', 'highspy', 'scipy'):\n"
        "            raise ImportError(name + ' is blocked')\n"
        "sys.meta_path.insert(0, Blocker())\n"
        "from solver.cli import main\n"
        f"sys.exit(main(['verify', {str(moved / 'out' / 'tiny-01')!r}]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "LANG": "en_GB.UTF-8", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "elsewhere" in done.stdout


CHANGES: dict[str, tuple[str, Any]] = {
    # what is changed in plan.json, and a word of what verify must say even if the digests are forged
    "a person": ("assignments|0|person_id", "A01P0012"),
    "a village": ("assignments|0|village_id", "A01V004"),
    "a role": ("assignments|1|role", "first_secretary"),
    "the value": ("value", 1514),
    "points of a goal": ("points|need_fit", 336),
    "a post": ("posts|0|members_target", 2),
    "a tier": ("posts|0|tier", 1),
    "who stays": ("staying|0|person_id", "A01P2002"),
    "the mode": ("mode", "final"),
    "the status": ("status", "interrupted"),
    "the title": ("title|zh", "另一个县"),
    "a hash": ("input_hashes|tiny/tiny.xlsx", "00"),
    "a reason": ("posts|0|reasons|0|zh", "另有原因"),
}


def changed(place: Path, target: Path, file: str, path: str, value: Any, *, forged: bool) -> Path:
    """Copy the plan, change one cell of a JSON file, and if ``forged`` mend the list of digests."""
    folder = target / "out" / "plan"
    shutil.copytree(place / "out" / "tiny-01", folder)
    document = json.loads((folder / file).read_text(encoding="utf-8"))
    *keys, last = path.split("|")
    node: Any = document
    for key in keys:
        node = node[int(key)] if isinstance(node, list) else node[key]
    assert node[last] != value
    node[last] = value
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    (folder / file).write_text(text, encoding="utf-8")
    if forged:
        import hashlib

        sums = folder / "SHA256SUMS"
        lines = [line.partition("  ")[::2] for line in sums.read_text().splitlines()]
        new = hashlib.sha256(text.encode()).hexdigest()
        sums.write_text("".join(f"{new if name == file else digest}  {name}\n" for digest, name in lines))
    return folder


@pytest.mark.parametrize("forged", [False, True], ids=["plain", "forged"])
@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_cell_of_the_plan_is_found(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str, forged: bool
) -> None:
    folder = changed(place, tmp_path, "plan.json", *CHANGES[what], forged=forged)
    said = run(capsys, "verify", folder, "--lang", "en")
    assert said.code == 3, said.out
    assert "Verification FAILED" in said.out
    if not forged:
        assert "plan.json" in said.out
    if what == "a person":
        assert "hard_rule_broken" in {f["code"] for f in run(capsys, "verify", folder, "--json").document["findings"]}
    if what == "the value":
        assert "1514 is claimed, 1513 was recomputed" in said.out


@pytest.mark.parametrize("forged", [False, True], ids=["plain", "forged"])
@pytest.mark.parametrize(
    ("path", "value"),
    [("value|bound", 1514), ("value|reached", 1512), ("severity|bound", 1), ("value|proof|severity_price", -1)],
)
def test_a_changed_cell_of_the_certificate_is_found(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str, value: int, forged: bool
) -> None:
    folder = changed(place, tmp_path, "certificate.json", path, value, forged=forged)
    assert run(capsys, "verify", folder).code == 3


@pytest.mark.parametrize("name", ["plan.xlsx", "csv/exceptions.csv", "publication.xlsx", "run.json", "SHA256SUMS"])
def test_a_changed_lost_or_added_file_is_found(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = tmp_path / "out" / "plan"
    shutil.copytree(place / "out" / "tiny-01", folder)
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    assert run(capsys, "verify", folder).code == 3
    (folder / name).unlink()
    said = run(capsys, "verify", folder, "--lang", "en")
    assert said.code == 3
    assert name in said.out


def test_a_forged_table_is_found(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another name in a CSV table, with the digest mended: the table is printed again and compared."""
    import hashlib

    folder = tmp_path / "out" / "plan"
    shutil.copytree(place / "out" / "tiny-01", folder)
    table, sums = folder / "csv" / "teams.csv", folder / "SHA256SUMS"
    old = hashlib.sha256(table.read_bytes()).hexdigest()
    table.write_bytes(table.read_bytes().replace("杨某".encode(), "羊某".encode()))
    sums.write_text(sums.read_text().replace(old, hashlib.sha256(table.read_bytes()).hexdigest()))
    said = run(capsys, "verify", folder, "--json")
    assert said.code == 3
    assert [(f["code"], f["place"]) for f in said.document["findings"]] == [("output_differs", "csv/teams.csv")]


def test_changed_inputs_are_found(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(place, tmp_path / "p")
    scenario = tmp_path / "p" / "scenarios" / "tiny" / "tiny.yaml"
    scenario.write_text(scenario.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    said = run(capsys, "verify", tmp_path / "p" / "out" / "tiny-01", "--scenario", scenario, "--lang", "en")
    assert said.code == 3
    assert "tiny/tiny.yaml: the file is not the one" in said.out


@pytest.mark.parametrize("damage", ["{", "[]", "[" * 100_000, '{"schema": "villages-first/plan/1"}'])
def test_a_damaged_plan_fails_in_words(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(place / "out" / "tiny-01", folder)
    (folder / "plan.json").write_text(damage)
    said = run(capsys, "verify", folder)
    assert said.code == 3
    assert "Traceback" not in said.err


def test_no_plan_folder_and_no_scenario_are_bad_input(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(capsys, "verify", tmp_path).code == 2
    shutil.copytree(place / "out" / "tiny-01", tmp_path / "alone")
    monkeypatch.chdir(tmp_path)
    said = run(capsys, "verify", "alone", "--lang", "en")
    assert said.code == 2
    assert "--scenario" in said.err


def test_dirty_inputs_end_with_2_and_every_planted_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "dirty"
    assert run(capsys, "generate", "tiny", "--dirty", "--seed", "4", "--out", folder, "--lang", "zh").code == 0
    with (folder / "planted.csv").open(encoding="utf-8-sig", newline="") as file:
        planted = [row for row in csv.DictReader(file) if row["sheet"] and row["code"]]
    assert planted
    for command in ("solve", "check"):
        said = run(capsys, command, folder / "tiny.yaml")
        assert said.code == 2
        words = said.err if command == "solve" else said.out
        for row in planted:
            assert f"{row['sheet']} › #{row['row']} › {row['column']}" in words, row
    found = run(capsys, "check", folder / "tiny.yaml", "--json").document["faults"]
    places = {(fault["code"], fault["sheet"], fault["row"], fault["column"]) for fault in found}
    assert {(row["code"], row["sheet"], int(row["row"]), row["column"]) for row in planted} <= places
    assert not (tmp_path / "out").exists()


def test_a_scenario_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "solve", tmp_path / "none.yaml", "--lang", "en")
    assert said.code == 2
    assert "cannot be read" in said.err


@pytest.mark.parametrize("name", ["tiny.xlsx", "csv"])
def test_rosters_instead_of_a_scenario(capsys: pytest.CaptureFixture[str], name: str) -> None:
    said = run(capsys, "solve", SCENARIOS / "tiny" / name, "--lang", "en")
    assert said.code == 2
    assert "give the YAML scenario" in said.err


def test_shipped_scenarios_have_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    for file in sorted(SCENARIOS.glob("*/*.yaml")):
        said = run(capsys, "check", file, "--lang", "en")
        assert said.code == 0, said.out
        assert "no errors" in said.out
