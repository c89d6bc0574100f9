"""Free memory goes back to the system after a task and before a batch."""

import ctypes
import os
import platform
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from solver.engine.crews import contract
from solver.engine.crews.contract import clear, do
from solver.engine.crews.memory import _trim, give_back
from tests.engine.crews.simple import Desk, Multiply, Passing


@pytest.fixture
def anew() -> Iterator[None]:
    """The C library is looked for again, before the test and after it."""
    _trim.cache_clear()
    yield
    _trim.cache_clear()


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows by one each time that memory is given back."""
    times: list[None] = []
    monkeypatch.setattr(contract, "give_back", lambda: times.append(None))
    return times


def resident() -> int:
    """Return the bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries cannot be asked")
def test_what_was_freed_below_something_in_use_is_given_back() -> None:
    # 100,000 pieces of 1,000 bytes: 100 MB, freed while the last piece holds the top of the heap
    pieces = [bytes(1000) for _ in range(100_000)]
    pin = bytes(1000)
    del pieces
    before = resident()
    give_back()
    assert before - resident() > 50_000_000
    assert len(pin) == 1000


@pytest.mark.usefixtures("anew")
def test_without_glibc_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())
    give_back()
    assert _trim() is None


def test_a_task_worth_keeping_gives_back_and_a_passing_one_does_not(given: list[None], tmp_path: Path) -> None:
    do(Passing(1, str(tmp_path)), Desk(7))
    assert not given
    do(Multiply(1, str(tmp_path)), Desk(7))
    assert len(given) == 1


def test_before_a_batch_the_own_workplace_forgets_and_memory_is_given_back(given: list[None]) -> None:
    desk = Desk(7)
    desk.seen.append(1)
    clear(desk)
    clear(None)
    assert (desk.seen, len(given)) == ([], 2)
