"""The re-check: a true plan stands, and any single changed cell is found."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from solver.book.evaluation import seat_points
from solver.book.rule_book import RuleBook
from solver.domain.certificate import Prices
from solver.domain.plan import Plan
from solver.errors import VillagesFirstError
from solver.report.plan_folder import changed_files, write_plan_folder
from solver.units import PRICE_SCALE
from solver.verify.rechecking import recheck
from solver.verify.verdict import Verdict
from tests.verify.plan_folder import (
    HASHES,
    certified,
    read_claim,
    read_posts,
    small_problem,
    solved_plan,
    stored_claim,
)

BOOK = RuleBook.of()
PROBLEM = small_problem()
DOCUMENTS = certified(PROBLEM, BOOK)


def verdict_on(documents: dict[str, Any], folder: Path) -> Verdict:
    """Write the documents, read them back, and re-check."""
    claim = read_claim(documents, folder)
    return recheck(read_posts(PROBLEM, folder), BOOK, claim, hashes=HASHES)


def codes(documents: dict[str, Any], folder: Path) -> set[str]:
    """Codes of everything found; a document that cannot be read is found too."""
    try:
        return {f.code for f in verdict_on(documents, folder).findings}
    except VillagesFirstError:
        return {"unreadable"}


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths to every cell of nested documents."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield from leaves(child, (*path, key))
    elif isinstance(node, list):
        for i, child in enumerate(node):
            yield from leaves(child, (*path, i))
    else:
        yield path


def changed(path: tuple[Any, ...]) -> dict[str, Any]:
    """The documents with one cell changed, in a way that can still be read."""
    documents = copy.deepcopy(DOCUMENTS)
    node: Any = documents
    for key in path[:-1]:
        node = node[key]
    old = node[path[-1]]
    if path[-1] == "role":
        node[path[-1]] = "member" if old == "first_secretary" else "first_secretary"
    elif path == ("plan", "mode"):
        node[path[-1]] = "final" if old == "draft" else "draft"
    elif path == ("certificate", "value", "bound"):
        node[path[-1]] = old - 1  # one more would be a weaker claim, which the prices prove as well
    else:
        node[path[-1]] = old + 1 if isinstance(old, int) else f"{old}x"
    return documents


def test_a_true_plan_stands(tmp_path: Path) -> None:
    verdict = verdict_on(DOCUMENTS, tmp_path)
    assert [f.to("en") for f in verdict.findings] == []
    assert verdict.ok
    assert verdict.evaluation is not None
    assert verdict.evaluation.exceptions, "the case must have exceptions, or the test says little"
    assert verdict.severity_bound is not None
    assert verdict.severity_bound.bound > 0


def only_digests_tell(path: tuple[Any, ...]) -> bool:
    """Cells that no figure need depend on; for these there are the digests of the files.

    Words (title, reasons); how the run ended and what a search proved, of which nothing is left to recompute; gaps,
    which reading recomputes; prices, where a thousandth may vanish in rounding while the bound stays true; and of the
    frozen list, which is the planner's to edit, what changes nothing here (room nobody fills, tier without exception).
    """
    words = {"title", "reasons", "status", "search_bound", "gap", "prices", "members_target", "members_max"}
    return bool(words & set(path)) or path[1:] in (("value", "proof", "severity_price"), ("posts", 0, "tier"))


FIGURES = [path for path in leaves(DOCUMENTS) if not only_digests_tell(path)]


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: ".".join(map(str, path)))
def test_every_changed_figure_is_found(path: tuple[Any, ...], tmp_path: Path) -> None:
    assert codes(changed(path), tmp_path), path


def test_every_cell_has_its_digest(tmp_path: Path) -> None:
    """A folder as it is written: one character changed in any file names the file."""
    folder = write_plan_folder(solved_plan(PROBLEM, BOOK), tmp_path / "plan")
    assert changed_files(folder) == ()
    claim = stored_claim(folder)
    assert recheck(PROBLEM, BOOK, claim, hashes=HASHES, changed_files=changed_files(folder)).ok
    for name in ("plan.json", "certificate.json", "plan.xlsx", "csv/exceptions.csv", "scenario.effective.yaml"):
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole[:-3] + b"#" + whole[-2:])
        findings = recheck(PROBLEM, BOOK, claim, changed_files=changed_files(folder)).findings
        assert [(f.code, f.place) for f in findings] == [("output_changed", name)]
        (folder / name).write_bytes(whole)


def test_changed_outputs_are_named(tmp_path: Path) -> None:
    findings = recheck(PROBLEM, BOOK, read_claim(DOCUMENTS, tmp_path), changed_files=["plan.xlsx"]).findings
    assert [(f.code, f.place) for f in findings] == [("output_changed", "plan.xlsx")]


def test_a_dropped_exception_is_found(tmp_path: Path) -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["exceptions"].pop(0)
    assert "exception_missing" in codes(documents, tmp_path)


def test_an_invented_exception_is_found(tmp_path: Path) -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["exceptions"].append(documents["plan"]["exceptions"][0])
    assert codes(documents, tmp_path) == {"exception_unfounded"}


def test_a_dropped_assignment_is_found(tmp_path: Path) -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["assignments"].pop()
    assert {"value", "reached"} <= codes(documents, tmp_path)


def test_a_person_sent_twice_is_found(tmp_path: Path) -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["assignments"].append(documents["plan"]["assignments"][0])
    assert "listed_twice" in codes(documents, tmp_path)


def test_unknown_people_and_villages_are_named(tmp_path: Path) -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["assignments"][0]["person_id"] = "P99"
    documents["plan"]["assignments"][1]["village_id"] = "V99"
    verdict = recheck(PROBLEM, BOOK, read_claim(documents, tmp_path))
    assert {f.place for f in verdict.findings} == {"P99", "V99"}
    assert verdict.evaluation is None


def test_a_barred_person_breaks_a_hard_rule(tmp_path: Path) -> None:
    """P5 is unable to serve; sending that person anywhere is a broken rule, whatever else is claimed."""
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["assignments"][0]["person_id"] = "P5"
    assert "hard_rule_broken" in codes(documents, tmp_path)


def test_changed_missing_and_added_files_are_named(tmp_path: Path) -> None:
    claim = read_claim(DOCUMENTS, tmp_path)
    for found, code in (
        ({"roster.xlsx": "cd34"}, "file_changed"),
        ({}, "file_missing"),
        ({**HASHES, "extra.csv": "00"}, "file_unrecorded"),
    ):
        assert {f.code for f in recheck(PROBLEM, BOOK, claim, hashes=found).findings} == {code}


def test_a_bound_on_the_wrong_side_is_found(tmp_path: Path) -> None:
    """A claimed search bound below what the plan reached contradicts itself."""
    documents = copy.deepcopy(DOCUMENTS)
    documents["certificate"]["value"]["search_bound"] = documents["certificate"]["value"]["reached"] - 1
    assert codes(documents, tmp_path) == {"bound_crossed"}


@pytest.mark.parametrize(("level", "weaker"), [("severity", -1), ("value", 1)])
def test_a_bound_stands_if_the_prices_imply_it(level: str, weaker: int, tmp_path: Path) -> None:
    """Severity is bounded from below and value from above: one less, and one more, is the weaker claim."""
    for change, found in ((0, set()), (weaker, set()), (100 * weaker, set()), (-weaker, {"bound"})):
        documents = copy.deepcopy(DOCUMENTS)
        documents["certificate"][level]["bound"] += change
        assert codes(documents, tmp_path) - {"bound_crossed"} == found


def test_a_weaker_bound_still_needs_prices_that_imply_it(tmp_path: Path) -> None:
    """At 5,000 points a person each row adds 5,000: too weak for the claim, and the finding says so."""
    claim = read_claim(DOCUMENTS, tmp_path)
    level = claim.certificate.value
    assert isinstance(level.proof, Prices)
    dear = replace(
        claim.certificate, value=replace(level, proof=Prices(dict.fromkeys(level.proof.rows, 5000 * PRICE_SCALE)))
    )
    found = recheck(PROBLEM, BOOK, replace(claim, certificate=dear), hashes=HASHES)
    assert [f.code for f in found.findings] == ["bound"]
    assert found.value_bound is not None
    proved = found.value_bound.bound
    assert proved > level.bound
    assert str(proved) in found.findings[0].to("en")
    weaker = replace(dear, value=replace(dear.value, bound=proved))
    assert recheck(PROBLEM, BOOK, replace(claim, certificate=weaker), hashes=HASHES).ok


def test_counts_left_out_must_exist(tmp_path: Path) -> None:
    """An engine may leave out a count that the re-check respects, but not one that there is none of."""
    documents = copy.deepcopy(DOCUMENTS)
    documents["certificate"]["left_out"] = ["one_post_per_person@P1"]
    assert codes(documents, tmp_path) == set()
    documents["certificate"]["left_out"] = ["one_post_per_person@P99"]
    assert codes(documents, tmp_path) == {"left_out"}


def test_prices_of_unknown_rows_are_refused(tmp_path: Path) -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["certificate"]["value"]["proof"]["prices"]["one_post_per_person@P99"] = 5
    assert "prices" in codes(documents, tmp_path)


def test_points_of_single_seats_are_rechecked(tmp_path: Path) -> None:
    claim = read_claim(DOCUMENTS, tmp_path)
    plan = Plan.of(PROBLEM, claim.assignments)
    points = {seat: seat_points(seat, plan, BOOK) for seat in plan.assignments}
    assert recheck(PROBLEM, BOOK, replace(claim, seat_points=points)).ok
    points[plan.assignments[0]]["post_filled"] += 1
    wrong = recheck(PROBLEM, BOOK, replace(claim, seat_points=points)).findings
    assert [f.code for f in wrong] == ["seat_points"]


def test_findings_are_worded_in_both_languages(tmp_path: Path) -> None:
    documents = changed(("plan", "value"))
    findings = recheck(PROBLEM, BOOK, read_claim(documents, tmp_path), hashes=HASHES).findings
    assert findings
    for finding in findings:
        assert finding.text.placeholders()[0] == finding.text.placeholders()[1]
        assert finding.to("zh") != finding.to("en")


BLOCKED = """
import sys
import tempfile
from pathlib import Path

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("ortools", "numba", "highspy", "scipy"):
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocker())
from tests.verify.plan_folder import certified, read_claim, small_problem
from solver.book.rule_book import RuleBook
from solver.verify.rechecking import recheck

book, problem = RuleBook.of(), small_problem()
with tempfile.TemporaryDirectory() as folder:
    verdict = recheck(problem, book, read_claim(certified(problem, book), Path(folder)))
assert verdict.ok, verdict.findings
assert not {"ortools", "numba"} & set(sys.modules)
print("verified", verdict.value_bound.bound)
"""


def test_no_solver_is_needed() -> None:
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", BLOCKED], cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("verified")
