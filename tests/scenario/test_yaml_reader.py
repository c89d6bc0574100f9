"""The strict YAML layer: traps, limits, places."""

from __future__ import annotations

import pytest

from solver.scenario.nodes import plain
from solver.scenario.yaml_reader import MAX_BYTES, MAX_DEPTH, MAX_NODES, read_yaml


def read(text: str):
    return read_yaml(text.encode(), "f.yaml")


def only_fault(text: str):
    _, faults = read(text)
    assert len(faults) == 1, faults
    return faults[0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("012", "012"),
        ("0o14", "0o14"),
        ("0x1F", "0x1F"),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("1_000", "1_000"),
        ("1,000", "1,000"),
        ("12:30", "12:30"),
        ("2025-06-01", "2025-06-01"),
        ("2025-06-01 10:00:00", "2025-06-01 10:00:00"),
        ("1e3", "1e3"),
        ("0.5", 0.5),
        ("1.5e+3", 1500.0),
        (".5", ".5"),
        ("1.", "1."),
        (".nan", ".nan"),
        ("NaN", "NaN"),
        (".inf", ".inf"),
        ("1.0e999", "1.0e999"),
        ("123456789012345", 123456789012345),
        ("620102198503021234", "620102198503021234"),  # an 18-digit code stays what was typed
        ("~", None),
        ("null", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_traps_of_yaml(written, value):
    tree, faults = read(f"key: {written}\n")
    assert not faults
    found = plain(tree)["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_text_as_written():
    tree, faults = read("012: 1\n2025.10: 2\ntrue: 3\n")
    assert not faults
    assert plain(tree) == {"012": 1, "2025.10": 2, "true": 3}


@pytest.mark.parametrize(
    ("text", "code", "row", "position"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "duplicate_key", 4, 3),
        ("a: !!python/object/apply:os.system ['x']\n", "tag", 1, 4),
        ("a: !!str 5\n", "tag", 1, 4),
        ("a: ! 5\n", "tag", 1, 4),
        ("a: *nowhere\n", "bad_alias", 1, 4),
        ("a: &x [*x]\n", "bad_alias", 1, 8),
        ("a: 1\n---\nb: 2\n", "several_documents", 2, 1),
        ("? [a, b]\n: 1\n", "bad_key", 1, 3),
        ("a: 1\n~: 2\n", "bad_key", 2, 1),
        ("- a\n- b\n", "top_not_mapping", 1, 1),
        ("名称：某县\n", "top_not_mapping", 1, 1),
        ("a: 1\n\tb: 2\n", "yaml_syntax", 2, 1),
        ("a: b: c\n", "yaml_syntax", 1, 5),
        ("a: 1\nb\n", "yaml_syntax", 2, 1),
        ("a: 'open\n", "yaml_syntax", 1, 4),
        ("a: x\x07\n", "yaml_syntax", 1, 5),
        ('a: "\\ud800"\n', "bad_character", 1, 4),
        ("a: %b\n", "yaml_syntax", 1, 4),
        ("a: 1\n  b: 1\n", "yaml_syntax", 2, 4),
    ],
)
def test_refusals_have_a_place(text, code, row, position):
    fault = only_fault(text)
    assert (fault.code, fault.file, fault.row, fault.position) == (code, "f.yaml", row, position)
    assert fault.place() == f"f.yaml:{row}:{position}"
    assert fault.to("zh") != fault.to("en")


def test_several_faults_at_once():
    _, faults = read("a: 1\na: 2\nb: !x 3\n")
    assert [f.code for f in faults] == ["duplicate_key", "tag"]


def test_alias_is_read_but_a_bomb_is_not():
    tree, faults = read("a: &x [1, 2]\nb: *x\n")
    assert not faults
    assert plain(tree) == {"a": [1, 2], "b": [1, 2]}
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    # a0 is 11 values, a1 1+10*11=111, a2 1111, a3 11111, and a4 passes 20 000: its line is the fifth
    fault = only_fault("\n".join(lines))
    assert (fault.code, fault.row) == ("too_deep_or_long", 5)


def test_depth_limit_both_sides():
    assert not read("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))[1]
    assert only_fault("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH).code == "too_deep_or_long"
    assert only_fault("a: " + "[" * 50_000).code == "too_deep_or_long"


def test_depth_counts_through_aliases():
    half = MAX_DEPTH // 2
    deep = "a: &x " + "[" * half + "]" * half
    assert not read(f"{deep}\nb: " + "[" * (half - 1) + "*x" + "]" * (half - 1))[1]
    assert only_fault(f"{deep}\nb: " + "[" * half + "*x" + "]" * half).code == "too_deep_or_long"


def test_node_limit():
    # the top mapping, the key and the list are counted too
    assert only_fault("a: [" + "1," * MAX_NODES + "]").code == "too_deep_or_long"


def test_size_limit_both_sides():
    line = b"a: 1 #"
    assert not read_yaml(line.ljust(MAX_BYTES, b"x"), "f.yaml")[1]
    assert read_yaml(line.ljust(MAX_BYTES + 1, b"x"), "f.yaml")[1][0].code == "file_too_large"


def test_encodings():
    assert plain(read_yaml("﻿a: 县\n".encode(), "f")[0]) == {"a": "县"}
    _, faults = read_yaml("a: 1\nb: 县\n".encode("gb18030"), "f.yaml")
    assert (faults[0].code, faults[0].row) == ("not_utf8", 2)
    assert read_yaml("a: 1".encode("utf-16"), "f")[1][0].code == "not_utf8"


def test_empty_file_is_an_empty_mapping():
    for text in ("", "# only a comment\n", "---\n"):
        tree, faults = read(text)
        if text == "---\n":
            # an explicit document with nothing in it is a null, which is no mapping
            assert faults[0].code == "top_not_mapping"
        else:
            assert tree is not None
            assert not tree.entries
