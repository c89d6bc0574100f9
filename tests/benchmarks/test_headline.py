"""One row a release, replaced where the release stands already, nothing else of the page touched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.headline import BEGIN, END, HEADER, release_row, with_release
from benchmarks.results import Whole
from tests.benchmarks.rows import ENGINE, PEER, results
from tests.benchmarks.test_race import NEVER

PAGE = f"# Results\n\n{BEGIN}\n{END}\n\n## A run\n"


def row_of(*rows: object) -> dict[str, str]:
    found = release_row("0.2.0", [results(*rows)])  # type: ignore[arg-type]
    return dict(zip(HEADER, found, strict=True))


def test_a_row_tells_gaps_and_the_race() -> None:
    row = row_of(ENGINE, replace(ENGINE, case="county-m:1"), replace(NEVER, case="county-m:1"))
    assert (row["release"], row["date"], row["commit"]) == ("0.2.0", "2026-01-02", "0123456789")
    assert row["county-s:1"] == "0.050 %, 12 s"
    assert row["county-l:1"] == "–"
    assert (row["county-m:1, s to 0.1 %"], row["first peer"]) == ("12.3", "none in 60")
    assert row["ratio"] == "> 4.9 ×"  # 60.5 / 12.3


def test_the_province_is_told_from_files_to_files() -> None:
    whole = Whole("province:1", {"read": 9.0}, 600.4, 24_000, 10, 10, 4_000_000, 0.0004, 3 * 2**30)
    run = replace(results(ENGINE), wholes=(whole,))
    assert release_row("1", [run])[-1] == "0.040 %, 600 s, 3.0 GiB"


def test_a_release_is_of_one_commit() -> None:
    other = replace(results(PEER), machine={"commit": "abc"})
    with pytest.raises(ValueError, match="2: 0123456789, abc"):
        release_row("1", [results(ENGINE), other])


def test_a_release_is_added_once() -> None:
    first = release_row("0.1.0", [results(ENGINE)])
    second = release_row("0.2.0", [results(ENGINE)])
    page = with_release(with_release(PAGE, first), second)
    assert page.count("| 0.1.0") == page.count("| 0.2.0") == 1
    assert page.startswith("# Results\n")
    assert page.endswith("\n## A run\n")
    again = with_release(page, release_row("0.1.0", [results(replace(ENGINE, seconds=99.0))]))
    assert again.count("| 0.1.0") == 1
    assert "99 s" in again
    with pytest.raises(ValueError, match="no <!--"):
        with_release("# Results\n", first)
