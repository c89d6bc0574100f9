"""What is concluded from the tries, and how mixtures of two scenarios are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from solver import api
from solver.api.causing import _verdict
from solver.report.compared import VERDICTS
from solver.scenario.loading import load_scenario
from solver.scenario.mixing import changed_paths, source_of, write_mixture
from tests.rounds import copy_round

KEYS = ("a", "b", "c")


@pytest.mark.parametrize(
    ("enough", "needed", "whole", "wanted"),
    [
        ({"a"}, {"a"}, True, ("agreed", ("a",))),
        ({"a"}, {"a"}, False, ("likely", ("a",))),  # not all was tried: another change might do it too
        ({"a"}, set(), True, ("likely", ("a",))),
        (set(), {"b"}, True, ("likely", ("b",))),
        (set(), {"c", "a"}, True, ("together", ("a", "c"))),
        ({"a", "b"}, {"a"}, True, ("open", ())),  # two changes move the person so, each alone
        ({"a"}, {"b"}, True, ("open", ())),
        (set(), set(), True, ("open", ())),
    ],
)
def test_verdicts(enough: set[str], needed: set[str], whole: bool, wanted: tuple[str, tuple[str, ...]]) -> None:
    found = _verdict(enough, needed, KEYS, whole=whole)
    assert found == wanted
    assert found[0] in VERDICTS


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    base = copy_round(tmp_path)
    over = base.parent / "other.yaml"
    over.write_text(
        'extends: tiny-csv.yaml\nname: other\ntitle: 另\nreason: 试：引号" 与 #\neffort: thorough\n'
        "rules:\n  light_task: {members_max: 1}\n  unit_quota: {caps: {农业农村局: 2, '02': 1}}\n"
        "goals:\n  need_fit: {weight: 4}\n"
        "reference:\n  on_post_date: 2025.07\n  extension: {grades: [excellent], max_terms: 3}\n",
        encoding="utf-8",
    )
    return base, over


def test_what_differs_is_grouped_by_rule_goal_and_date(pair: tuple[Path, Path]) -> None:
    """Name, title, effort and reasons are no causes."""
    one, two = (load_scenario(path) for path in pair)
    found = changed_paths(one, two)
    assert sorted(found) == [
        "goals.need_fit",
        "reference.extension",
        "reference.on_post_date",
        "rules.light_task",
        "rules.unit_quota",
    ]
    assert changed_paths(one, one) == {}
    assert source_of(two.tree, ("goals", "need_fit", "weight"))[0] == "4"
    assert source_of(one.tree, ("goals", "need_fit", "weight")) == ("", "")


def test_all_changes_together_are_the_other_scenario(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """Whatever a value looks like: all changes read as the second scenario does, none as the first."""
    one, two = (load_scenario(path) for path in pair)
    apart = tmp_path / "apart"
    apart.mkdir()
    for (here, base), (there, _) in (((one, pair[0]), (two, pair[1])), ((two, pair[1]), (one, pair[0]))):
        paths = [path for group in changed_paths(here, there).values() for path in group]
        mixed = load_scenario(write_mixture(base, here, there, paths, apart), root=here.root)
        assert mixed.reference() == there.reference()
        for name in ("light_task", "unit_quota"):
            mine, theirs = (getattr(s.settings.rules, name).model_dump(exclude={"reason"}) for s in (mixed, there))
            assert mine == theirs
        assert mixed.settings.goals == there.settings.goals
        none = load_scenario(write_mixture(base, here, there, [], apart), root=here.root)
        assert none.settings.goals == here.settings.goals


def test_a_change_that_cannot_stand_alone_is_said(tmp_path: Path) -> None:
    """A later on-post date needs the later day of the data: neither alone is a valid scenario."""
    base = copy_round(tmp_path)
    lines = "reference: {reference_date: 2025-06-15, on_post_date: 2025-07-01}"
    found = api.causes(base, api.what_if(base, lines))
    refused = {effect.change.key: effect for effect in found.effects}
    early = refused["reference.reference_date"]
    assert early.alone is None
    assert "2025" in early.refused or early.refused
    assert found.complete is False
