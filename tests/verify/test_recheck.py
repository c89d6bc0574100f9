"""The re-check: a true plan stands, and any single changed cell is found."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from solver.book.rule_book import RuleBook
from solver.verify.recheck import recheck
from tests.verify.plan_folder import certified, read_claim, small_problem

BOOK = RuleBook.of()
PROBLEM = small_problem()
DOCUMENTS = certified(PROBLEM, BOOK)
HASHES = {"roster.xlsx": "ab12"}


def codes(documents: dict[str, Any]) -> set[str]:
    """Codes of everything found."""
    return {f.code for f in recheck(PROBLEM, BOOK, read_claim(documents), hashes=HASHES).findings}


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
    node = documents
    for key in path[:-1]:
        node = node[key]
    old = node[path[-1]]
    if path[-1] == "role":
        node[path[-1]] = "member" if old == "first_secretary" else "first_secretary"
    elif path[-1] == "mode":
        node[path[-1]] = "final" if old == "draft" else "draft"
    else:
        node[path[-1]] = old + 1 if isinstance(old, int) else f"{old}x"
    return documents


def test_a_true_plan_stands() -> None:
    verdict = recheck(PROBLEM, BOOK, read_claim(DOCUMENTS), hashes=HASHES)
    assert [f.to("en") for f in verdict.findings] == []
    assert verdict.ok
    assert verdict.evaluation is not None
    assert verdict.evaluation.exceptions, "the case must have exceptions, or the test says little"
    assert verdict.severity_bound is not None
    assert verdict.severity_bound.bound > 0


# What figures cannot tell, and only the digests of the files do: a thousandth in a price may vanish in rounding, while
# the bound stays true; a search leaves nothing to recompute, so its bound may be claimed a little weaker than it was.
SUMS_ONLY = {"prices", "search_bound"}
FIGURES = [path for path in leaves(DOCUMENTS) if not SUMS_ONLY & set(path) and path[1:] != ("value", "severity_price")]


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: ".".join(map(str, path)))
def test_every_changed_cell_is_found(path: tuple[Any, ...]) -> None:
    assert codes(changed(path)), path


def test_changed_outputs_are_named() -> None:
    findings = recheck(PROBLEM, BOOK, read_claim(DOCUMENTS), changed_files=["plan.xlsx"]).findings
    assert [(f.code, f.place) for f in findings] == [("output_changed", "plan.xlsx")]


def test_a_dropped_exception_is_found() -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["exceptions"].pop(0)
    assert "exception_missing" in codes(documents)


def test_an_invented_exception_is_found() -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["exceptions"].append(documents["plan"]["exceptions"][0])
    assert codes(documents) == {"exception_unfounded"}


def test_a_dropped_assignment_is_found() -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["assignments"].pop()
    assert {"value", "reached"} <= codes(documents)


def test_a_person_sent_twice_is_found() -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["assignments"].append(documents["plan"]["assignments"][0])
    assert "listed_twice" in codes(documents)


def test_unknown_people_and_villages_are_named() -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["assignments"][0]["person_id"] = "P99"
    documents["plan"]["assignments"][1]["village_id"] = "V99"
    verdict = recheck(PROBLEM, BOOK, read_claim(documents))
    assert {f.place for f in verdict.findings} == {"P99", "V99"}
    assert verdict.evaluation is None


def test_a_barred_person_breaks_a_hard_rule() -> None:
    """P5 is unable to serve; sending that person anywhere is a broken rule, whatever else is claimed."""
    documents = copy.deepcopy(DOCUMENTS)
    documents["plan"]["assignments"][0]["person_id"] = "P5"
    assert "hard_rule_broken" in codes(documents)


def test_changed_missing_and_added_files_are_named() -> None:
    claim = read_claim(DOCUMENTS)
    for found, code in (
        ({"roster.xlsx": "cd34"}, "file_changed"),
        ({}, "file_missing"),
        ({**HASHES, "extra.csv": "00"}, "file_unrecorded"),
    ):
        assert {f.code for f in recheck(PROBLEM, BOOK, claim, hashes=found).findings} == {code}


def test_a_bound_on_the_wrong_side_is_found() -> None:
    """A claimed search bound below what the plan reached contradicts itself."""
    documents = copy.deepcopy(DOCUMENTS)
    documents["certificate"]["value"]["search_bound"] = documents["certificate"]["value"]["reached"] - 1
    assert codes(documents) == {"bound_crossed"}


def test_prices_of_unknown_rows_are_refused() -> None:
    documents = copy.deepcopy(DOCUMENTS)
    documents["certificate"]["value"]["prices"]["one_post_per_person@P99"] = 5
    assert "prices" in codes(documents)


def test_findings_are_worded_in_both_languages() -> None:
    documents = changed(("plan", "value"))
    findings = recheck(PROBLEM, BOOK, read_claim(documents), hashes=HASHES).findings
    assert findings
    for finding in findings:
        assert finding.text.placeholders()[0] == finding.text.placeholders()[1]
        assert finding.to("zh") != finding.to("en")


BLOCKED = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("ortools", "numba", "highspy", "scipy"):
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocker())
from tests.verify.plan_folder import certified, read_claim, small_problem
from solver.book.rule_book import RuleBook
from solver.verify.recheck import recheck

book, problem = RuleBook.of(), small_problem()
verdict = recheck(problem, book, read_claim(certified(problem, book)))
assert verdict.ok, verdict.findings
assert not {"ortools", "numba"} & set(sys.modules)
print("verified", verdict.value_bound.bound)
"""


def test_no_solver_is_needed() -> None:
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", BLOCKED], cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("verified")
