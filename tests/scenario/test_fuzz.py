"""Whatever is in the file: faults with a place, never a crash."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from solver.scenario.loading import try_scenario

SAMPLE = (Path(__file__).parent / "samples" / "county.yaml").read_text(encoding="utf-8")
WORDS = "null [] {} 5 -1 1.5 true no &a *a !!x 甲 ' # : , .. / % | >"
PIECES = ["- ", "? ", "\t", ": ", "\n", "\n  ", "---\n", *WORDS.split()]


def load(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "rosters").mkdir()
        file = Path(folder) / "s.yaml"
        file.write_bytes(content)
        attempt = try_scenario(file)
    errors = [f for f in attempt.faults if f.severity == "error"]
    assert (attempt.scenario is None) == bool(errors)
    for fault in attempt.faults:
        assert fault.file == "s.yaml"
        assert fault.row
        assert fault.position
        assert fault.to("zh")
        assert fault.to("en")
        assert folder not in fault.to("en")


@given(st.binary(max_size=60))
@example(b"\xff\xfe")
@example(b"extends: s.yaml")
@example(b"change: {effort: {level: {}}, effort.level: 3}")
@settings(max_examples=60, deadline=None)
def test_any_bytes(content: bytes):
    load(content)


@given(
    st.lists(
        st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=3
    )
)
@settings(max_examples=250, deadline=None)
def test_any_slip_of_the_hand(slips: list[tuple[int, int, str]]):
    text = SAMPLE
    for at, cut, piece in slips:
        text = text[:at] + piece + text[at + cut :]
    load(text.encode())


KEYS = (
    "rules goals reference effort change budgets villages extends rosters reason title home_avoidance scope "
    "on_post_date x"
)
keys = st.sampled_from(KEYS.split())
trees = st.recursive(
    st.sampled_from(["null", "5", "1.5", "true", "x", "''", "[]", "{}", "[1, {a: 2}]", "../x", "2025.1"]),
    lambda inner: st.dictionaries(keys, inner, max_size=4).map(
        lambda d: "{" + ", ".join(f"{k}: {v}" for k, v in d.items()) + "}"
    ),
    max_leaves=8,
)


@given(st.dictionaries(keys, trees, max_size=6))
@settings(max_examples=250, deadline=None)
def test_any_shape(sections: dict[str, str]):
    load("".join(f"{key}: {value}\n" for key, value in sections.items()).encode())
