"""Digests tell contents apart; answers are read back as they were, or not at all."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from solver.domain.village import Mode
from solver.engine.branching import Torn
from solver.engine.crews.codec import Damaged, decode, encode
from solver.engine.crews.digests import task_digest
from solver.engine.neighbourhood import Answer
from solver.engine.pricing import Scalars
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint
from solver.engine.tasks import HalfTask
from solver.modelling.halves import Half
from tests.engine.crews.simple import Answered

ROOT = Path(__file__).parents[3]
COLUMN = Column(3, (4, 9), 12, -5, (0, 7), (1, 2))
POINT = PricePoint(np.array([5, -6, 1 << 50], dtype=np.int64), Scalars(1024, 88), 1 << 60)
TORN = Torn((Half("quota:方-1", 2, True),), POINT, (COLUMN, replace(COLUMN, village=4)), ("one:甲", 0))
TASK = HalfTask("branch-0001/00", TORN.halves, TORN.columns, POINT, 340, 30_000)


def test_equal_content_has_one_digest_in_every_process() -> None:
    code = (
        "from tests.engine.crews.test_digests_and_codec import TASK\n"
        "from solver.engine.crews.digests import task_digest\nprint(task_digest(TASK))"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == task_digest(TASK)
    assert task_digest(pickle.loads(pickle.dumps(TASK))) == task_digest(TASK)


def test_every_difference_counts() -> None:
    """Also of fields that do not count when columns are compared, and of the kind of a number."""
    values: list[object] = [
        TASK,
        replace(TASK, name="branch-0001/01"),
        replace(TASK, columns=(COLUMN,)),
        replace(TASK, columns=(replace(COLUMN, amounts=(1, 1)), TORN.columns[1])),
        replace(TASK, start=replace(POINT, rows=np.array([5, -6, 1], dtype=np.int64))),
        *(1, True, 1.0, "1", b"1", None, "", (), (1,), (True,), (1, 2), ((1,), 2), ("1,2",), (1, (2,)), -0.0, 0.0),
        *(np.array([1, 2]), np.array([[1, 2]]), np.array([1, 2], dtype=np.int32), np.array([1.0, 2.0]), Mode.TEAM),
    ]
    assert len({task_digest(value) for value in values}) == len(values)


def test_arrays_count_by_content_not_by_memory() -> None:
    whole = np.arange(12, dtype=np.int64).reshape(3, 4)
    assert task_digest(whole[:, ::2]) == task_digest(whole[:, ::2].copy())
    assert task_digest(whole.astype(">i8")) == task_digest(whole)


@pytest.mark.parametrize(
    "value", [{1}, {"a": 1}, [1], object(), np.array([None])], ids=lambda value: type(value).__name__
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="digest"):
        task_digest((value,))


@dataclass(frozen=True)
class Wide:
    """One field of each kind."""

    whole: int
    part: float
    yes: bool
    text: str
    maybe: tuple[str, int] | None
    answered: tuple[Answered, ...]


WIDE = Wide(1 << 70, 0.1, True, "方\ud800", None, (Answered(1, np.array([1, 2]), (3,)), Answered(2, np.array([]), ())))


def same(a: object, b: object) -> bool:
    return type(a) is type(b) and task_digest(a) == task_digest(b)


def test_answers_are_read_back_as_they_were() -> None:
    for value, kind in (
        (TORN, Torn),
        (Answer((COLUMN,), True), Answer),
        (Answer(None, False), Answer),
        ((1, "a"), tuple[int, str]),
        (None, Answer | None),
        (replace(WIDE, answered=WIDE.answered[:1], text="方"), Wide),
    ):
        assert same(decode(encode(value, kind, "x"), kind, "x"), value), kind


def test_numbers_of_numpy_become_those_of_python() -> None:
    answer = Answer((replace(COLUMN, seats=(np.int64(4),)),), proved=np.bool_(True))  # type: ignore[arg-type]
    found = decode(encode(answer, Answer, "x"), Answer, "x")
    assert type(found.columns[0].seats[0]) is int
    assert found.proved is True


def test_what_is_not_of_its_type_is_not_written() -> None:
    for value, kind in ((Answer((COLUMN,), 1), Answer), ("1", int), (True, int), (COLUMN, Torn), ([1], list[int])):
        with pytest.raises(TypeError):
            encode(value, kind, "x")


def test_another_label_or_type_is_damage() -> None:
    content = encode(TORN, Torn, "x")
    with pytest.raises(Damaged):
        decode(content, Torn, "y")
    for kind in (Answer, Column, int, tuple[int, ...], Torn | None):
        with pytest.raises(Damaged):
            decode(content, kind, "x")


def test_every_changed_byte_and_every_cut_is_noticed_or_harmless() -> None:
    content = encode(TORN, Torn, "x")
    changed = 0
    for i in range(len(content)):
        for flipped in (content[i] ^ 1, content[i] ^ 255):
            try:
                found = decode(content[:i] + bytes([flipped]) + content[i + 1 :], Torn, "x")
            except Damaged:
                changed += 1
                continue
            assert same(found, TORN), i  # such as the date of a member
    assert changed > len(content)
    for n in range(len(content)):
        with pytest.raises(Damaged):
            decode(content[:n], Torn, "x")


def test_pickles_and_bombs_are_not_opened() -> None:
    evil = np.array([Path("x")], dtype=object)
    out = io.BytesIO()
    np.savez(out, tree=evil)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tree.npy", b"0" * 10_000_000)
    for content in (pickle.dumps(TORN), out.getvalue(), bomb.getvalue(), b""):
        with pytest.raises(Damaged):
            decode(content, Torn, "x")
