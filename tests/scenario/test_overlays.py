"""Bases and overlays: merging, resets, reasons, cycles, and paths that may not leave the folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from solver.domain.words import Grade
from solver.errors import InputError
from solver.goals.need_fit import NeedFit
from solver.scenario.chain import MAX_FILES
from solver.scenario.loading import load_scenario

from .conftest import MINIMAL, Write, faults_of, only

SAMPLES = Path(__file__).parent / "samples"


def test_sample_base():
    scenario = load_scenario(SAMPLES / "county.yaml")
    reference = scenario.reference()
    assert (scenario.name, scenario.title.to("en")) == ("sample-county", "Plan of a sample county")
    assert reference.on_post_date.isoformat() == "2025-06-01"
    assert reference.mode == "draft"
    assert reference.extension is not None
    assert reference.extension.grades == (Grade.EXCELLENT, Grade.COMPETENT)
    book = scenario.rule_book()
    assert next(rule for rule in book.rules if rule.slug == "home_avoidance").params.scope == "township"
    assert next(goal for goal in book.goals if goal.slug == "need_fit").params.weight == 8
    assert scenario.rosters == SAMPLES / "rosters"
    assert scenario.settings.effort.reproducible


def test_sample_overlay():
    scenario = load_scenario(SAMPLES / "what-if.yaml")
    rules, reference = scenario.settings.rules, scenario.reference()
    assert scenario.name == "what-if"  # names are not inherited
    assert scenario.title.to("en") == "回避范围扩大到县"  # a plain title counts for both languages
    assert (rules.home_avoidance.enabled, rules.home_avoidance.scope) == (True, "county")
    assert rules.home_avoidance.reason == "县里一贯做法；试算"  # both changes still stand
    assert (reference.mode, reference.extension) == ("final", None)
    assert scenario.settings.goals.need_fit == NeedFit.Params()  # reset to the default
    assert (scenario.settings.effort.level, scenario.settings.effort.workers) == ("quick", 2)
    assert list(scenario.hashes) == ["what-if.yaml", "county.yaml"]


def test_lists_are_replaced(write: Write):
    write("change: {reference.extension.grades: [excellent, competent]}\n", "base.yaml")
    top = write("extends: base.yaml\nchange: {reference.extension.grades: [basic]}\n", "top.yaml", minimal=False)
    reference = load_scenario(top).reference()
    assert reference.extension is not None
    assert reference.extension.grades == (Grade.BASIC,)


def test_null_resets_only_what_exists(write: Write):
    """A misspelt key is not silently "reset": the file is checked before it is laid over its base."""
    write("", "base.yaml")
    fault = only(write("extends: base.yaml\nrules: {home_avoidanse: null}\n", "top.yaml", minimal=False))
    assert (fault.code, fault.file, fault.row) == ("unknown_key", "top.yaml", 2)


def test_required_key_cannot_be_reset(write: Write):
    write("", "base.yaml")
    fault = only(write("extends: base.yaml\nrosters: null\n", "top.yaml", minimal=False))
    assert (fault.code, fault.column) == ("missing", "rosters")


def test_faults_of_all_files_at_once_named_by_file(write: Write):
    write("langage: zh\n", "base.yaml")
    found = faults_of(write("extends: base.yaml\neffort: fast\n", "top.yaml", minimal=False))
    assert [(f.file, f.row, f.code) for f in found] == [
        ("top.yaml", 2, "not_allowed"),
        ("base.yaml", 4, "unknown_key"),
    ]


def test_a_bad_value_is_reported_even_where_an_overlay_replaces_it(write: Write):
    write("language: cn\n", "base.yaml")
    fault = only(write("extends: base.yaml\nlanguage: zh\n", "top.yaml", minimal=False))
    assert (fault.file, fault.code) == ("base.yaml", "not_allowed")


def test_values_that_only_fit_together(write: Write):
    """`kind: floor` in the base and its `floor` above are one decision; neither file is wrong."""
    write("fairness: {kind: floor}\n", "base.yaml")
    top = write("extends: base.yaml\nfairness: {floor: 9}\n", "top.yaml", minimal=False)
    assert load_scenario(top).settings.fairness.floor == 9


def test_each_file_gives_the_reason_of_its_own_change(write: Write):
    write("rules: {home_avoidance: {enabled: true, reason: 惯例}}\n", "base.yaml")
    text = "extends: base.yaml\n{}change: {{rules.home_avoidance.scope: county}}\n"
    fault = only(write(text.format(""), "top.yaml", minimal=False))
    assert (fault.code, fault.file, fault.row) == ("no_reason", "top.yaml", 2)
    scenario = load_scenario(write(text.format("reason: 试算\n"), "top.yaml", minimal=False))
    assert scenario.settings.rules.home_avoidance.reason == "惯例；试算"


def test_changes_nested_and_dotted_may_not_clash(write: Write):
    text = "change: {effort.workers: 2}\neffort: {workers: 3}\n"
    fault = only(write(text))
    assert (fault.code, fault.row, fault.column) == ("given_twice", 4, "effort.workers")
    assert load_scenario(write("change: {effort.workers: 2}\neffort: thorough\n")).settings.effort.workers == 2


def test_a_dotted_key_may_name_chinese(write: Write):
    fault = only(write("change: {rules.home_avoidance.甲县: 3}\n"))
    assert fault.column == "rules.home_avoidance.甲县"


def test_cycle(write: Write):
    write("extends: b.yaml\n", "a.yaml")
    fault = only(write("extends: a.yaml\n", "b.yaml"))
    assert (fault.code, fault.file, fault.row) == ("extends_cycle", "a.yaml", 4)
    assert fault.problem.to("en").endswith("b.yaml, a.yaml, b.yaml")
    assert only(write("extends: self.yaml\n", "self.yaml")).code == "extends_cycle"


def test_chain_length_both_sides(write: Write):
    write("", "s1.yaml")
    for i in range(2, MAX_FILES + 2):
        last = write(f"extends: s{i - 1}.yaml\n", f"s{i}.yaml", minimal=False)
        if i == MAX_FILES:
            assert not faults_of(last)
    fault = only(last)  # MAX_FILES + 1 files
    assert (fault.code, fault.file) == ("extends_too_long", "s2.yaml")


def test_unreadable_base_does_not_make_its_keys_missing(write: Write):
    write("a: [\n", "base.yaml", minimal=False)
    fault = only(write("extends: base.yaml\n", "top.yaml", minimal=False))
    assert (fault.code, fault.file) == ("yaml_syntax", "base.yaml")


@pytest.mark.parametrize("key", ["extends", "rosters", "posts"])
@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../outside.yaml",
        "x/../../outside.yaml",
        "C:/x.yaml",
        "'C:\\x.yaml'",
        "'\\\\server\\x.yaml'",
        "'x\\..\\y.yaml'",
        "~/x.yaml",
        "''",
        "missing.yaml",
        "link.yaml",
    ],
)
def test_paths_may_not_leave_the_folder(write: Write, key, path):
    lines = MINIMAL.replace("rosters: rosters\n", "") if key == "rosters" else MINIMAL
    file = write(f"{lines}{key}: {path}\n", minimal=False)
    outside = file.parent.parent / "outside.yaml"
    outside.write_text(MINIMAL)
    (file.parent / "x").mkdir()
    (file.parent / "link.yaml").symlink_to(outside)
    fault = only(file)
    assert (fault.code, fault.column) == ("bad_path", key)
    assert str(file.parent.parent) not in fault.to("en")  # no path of this machine


def test_root_is_the_folder_called_scenarios(write: Write, tmp_path: Path):
    folder = tmp_path / "scenarios" / "county"
    (tmp_path / "scenarios" / "rosters").mkdir(parents=True)
    folder.mkdir()
    file = folder / "s.yaml"
    file.write_text(MINIMAL.replace("rosters: rosters", "rosters: ../rosters"))
    scenario = load_scenario(file)
    assert scenario.rosters == (tmp_path / "scenarios" / "rosters").resolve()
    assert list(scenario.hashes) == ["county/s.yaml"]


def test_the_caller_may_allow_a_folder(write: Write):
    file = write("", "deep/s.yaml")
    file.write_text(MINIMAL.replace("rosters: rosters", "rosters: ../rosters"))
    assert only(file).code == "bad_path"
    assert load_scenario(file, root=file.parent.parent).settings.rosters == "rosters"


def test_rosters_are_relative_to_the_file_that_names_them(write: Write):
    base = write("", "bases/base.yaml")
    (base.parent / "rosters").mkdir()
    top = write("extends: bases/base.yaml\n", "top.yaml", minimal=False)
    assert load_scenario(top).rosters == (base.parent / "rosters").resolve()


def test_a_folder_that_is_copied_gives_the_same_scenario(tmp_path: Path):
    copy = shutil.copytree(SAMPLES, tmp_path / "copy")
    assert load_scenario(copy / "what-if.yaml") == load_scenario(SAMPLES / "what-if.yaml")


def test_missing_file_is_a_fault():
    with pytest.raises(InputError) as caught:
        load_scenario("nowhere.yaml")
    assert caught.value.faults[0].code == "unreadable"
