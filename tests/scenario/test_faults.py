"""Every kind of fault of a scenario file, with its line, its mend in both languages, and did-you-mean."""

from __future__ import annotations

import pytest

from solver.scenario.fault_texts import TEXTS
from solver.scenario.loading import load_scenario
from solver.text import Text

from .conftest import Write, faults_of, only


@pytest.mark.parametrize(
    ("text", "code", "row", "position", "path"),
    [
        ("langage: zh\n", "unknown_key", 4, 1, "langage"),
        ("rules:\n  home_avoidanse: {}\n", "unknown_key", 5, 3, "rules.home_avoidanse"),
        ("rules:\n  home_avoidance:\n    scpe: county\n", "unknown_key", 6, 5, "rules.home_avoidance.scpe"),
        ("effort: {level: fast}\n", "not_allowed", 4, 17, "effort.level"),
        ("effort: fast\n", "not_allowed", 4, 9, "effort.level"),
        ("effort: {seconds: 0}\n", "greater_than_equal", 4, 19, "effort.seconds"),
        ("effort: {seconds: 1.5}\n", "int_type", 4, 19, "effort.seconds"),
        ("effort: {workers: many}\n", "int_type", 4, 19, "effort.workers"),
        ("effort: {workers: 2000}\n", "less_than_equal", 4, 19, "effort.workers"),
        ("effort: 0\n", "value_error", 4, 1, "effort"),
        ("effort: [1]\n", "model_type", 4, 9, "effort"),
        ("language: cn\n", "not_allowed", 4, 11, "language"),
        ("rules: [a]\n", "model_type", 4, 8, "rules"),
        ("name: a/b\n", "string_pattern_mismatch", 4, 7, "name"),
        ("name: ..\n", "string_pattern_mismatch", 4, 7, "name"),
        ("name: [x]\n", "string_type", 4, 7, "name"),
        ("goals: {need_fit: {weight: 1001}}\n", "less_than_equal", 4, 28, "goals.need_fit.weight"),
        ("goals: {need_fit: {weight: '8'}}\n", "int_type", 4, 28, "goals.need_fit.weight"),
        ("goals: {need_fit: {weight: 012}}\n", "int_type", 4, 28, "goals.need_fit.weight"),
        ("rules: {party_full_member: {enabled: no}}\n", "bool_type", 4, 38, "rules.party_full_member.enabled"),
        ("fairness: {kind: floor}\n", "value_error", 4, 1, "fairness"),
        ("fairness: {floor: 5}\n", "value_error", 4, 1, "fairness"),
        ("format: 1\n", "duplicate_key", 4, 1, ""),
        ("change: {language: zh, rules..x: 1}\n", "bad_change", 4, 24, "change"),
        ("change: [1]\n", "dict_type", 4, 9, "change"),
        ("extends: 5.5\n", "bad_path", 4, 10, "extends"),
        ("posts: nowhere.csv\n", "bad_path", 4, 8, "posts"),
    ],
)
def test_faults_have_their_place(write: Write, text, code, row, position, path):
    found = faults_of(write(text))
    fault = found[0]
    assert (fault.code, fault.row, fault.position, fault.column) == (code, row, position, path)
    assert fault.file == "s.yaml"
    assert fault.place().startswith(f"s.yaml:{row}:{position}")
    for lang in ("zh", "en"):
        assert fault.problem.to(lang)
        assert fault.mend.to(lang)
        assert "{" not in fault.problem.to(lang)


@pytest.mark.parametrize(
    ("lines", "code", "row", "path"),
    [
        (["format: 2"], "not_allowed", 1, "format"),
        (["format: '1'"], "not_allowed", 1, "format"),
        ([None], "missing", 1, "format"),
        ([..., "rosters: nowhere"], "bad_path", 2, "rosters"),
        ([..., None], "missing", 1, "rosters"),
        ([..., ..., "reference: {reference_date: 2025-04-01}"], "missing", 3, "reference.on_post_date"),
        ([..., ..., "reference: 5"], "model_type", 3, "reference"),
        (
            [..., ..., "reference: {reference_date: 2025-06-02, on_post_date: 2025-06-01}"],
            "value_error",
            3,
            "reference",
        ),
        (
            [..., ..., "reference: {reference_date: 2025.1, on_post_date: 2025-06-01}"],
            "planner_date",
            3,
            "reference.reference_date",
        ),
        (
            [..., ..., "reference: {reference_date: 2025-02-30, on_post_date: 2025-06-01}"],
            "planner_date",
            3,
            "reference.reference_date",
        ),
        (
            [..., ..., "reference: {reference_date: 2025-04-01, on_post_date: 2025-06-01, term_months: 0}"],
            "greater_than_equal",
            3,
            "reference.term_months",
        ),
        (
            [..., ..., "reference: {reference_date: 2025-04-01, on_post_date: 2025-06-01, extension: {grades: []}}"],
            "too_short",
            3,
            "reference.extension.grades",
        ),
        (
            [..., ..., "reference: {reference_date: 2025-04-01, on_post_date: 2025-06-01, extension: {grades: a}}"],
            "tuple_type",
            3,
            "reference.extension.grades",
        ),
    ],
)
def test_faults_of_the_head(write: Write, lines, code, row, path):
    head = [
        "format: 1",
        "rosters: rosters",
        "reference: {reference_date: 2025-04-01, on_post_date: 2025-06-01}",
    ]
    lines = [head[i] if i >= len(lines) or lines[i] is ... else lines[i] for i in range(3)]
    fault = only(write("\n".join(line for line in lines if line), minimal=False))
    assert (fault.code, fault.row, fault.column) == (code, row, path)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("langage: zh\n", "language"),
        ("base: x.yaml\n", "extends"),
        ("roster: x\n", "rosters"),
        ("need_fit: {weight: 3}\n", "goals.need_fit"),
        ("home_avoidance: {}\n", "rules.home_avoidance"),
        ("rules: {home_avoidanse: {}}\n", "home_avoidance"),
        ("rules: {原籍回避: {}}\n", "home_avoidance"),
        ("rules: {Home avoidance: {}}\n", "home_avoidance"),
        ("rules: {primary_need: {}}\n", "goals.primary_need"),
        ("rules: {home_avoidance: {enable: true}}\n", "enabled"),
        ("goals: {need_fit: {wieght: 3}}\n", "weight"),
        ("effort: {second: 3}\n", "seconds"),
        ("effort: throrough\n", "thorough"),
        ("change: {reference.extension.grades: [优秀]}\n", "excellent"),
        ("change: {reference.extension.grades: [competant]}\n", "competent"),
        ("change: {rules.home_avoidance.scop: county}\n", "scope"),
        ("term_months: 12\n", "reference.term_months"),
    ],
)
def test_did_you_mean(write: Write, text, meant):
    fault = only(write(text))
    assert fault.mend.to("en") == f"did you mean “{meant}”?"
    assert fault.mend.to("zh") == f"是否想写“{meant}”？"


def test_a_key_like_nothing_lists_the_keys(write: Write):
    fault = only(write("effort: {zzz: 3}\n"))
    assert fault.mend.to("en") == "keys here: level, seconds, workers."


def test_all_faults_at_once_in_the_order_of_lines(write: Write):
    found = faults_of(write("langage: zh\neffort: {seconds: no}\nrules: {x: {}}\n"))
    assert [(f.code, f.row) for f in found] == [("unknown_key", 4), ("int_type", 5), ("unknown_key", 6)]


def test_mandatory_rule_cannot_be_switched_off(write: Write):
    fault = only(write("rules: {party_full_member: {enabled: false, reason: 试}}\n"))
    assert fault.code == "mandatory_rule"
    assert "E5" in fault.problem.to("en")
    assert "第一书记必须是中共正式党员" in fault.problem.to("zh")
    assert fault.row == 4


def test_change_needs_a_reason(write: Write):
    text = "rules:\n  post_first_secretary:\n    severity: {}\n"
    fault = only(write(text.format(11)))
    assert (fault.code, fault.row, fault.column) == ("no_reason", 6, "rules.post_first_secretary.severity")
    assert not faults_of(write(text.format(10)))  # the default is no change
    assert not faults_of(write(text.format(11) + "    reason: 省里要求\n"))
    assert not faults_of(write("reason: 省里要求\n" + text.format(11)))
    assert only(write(text.format(11) + "    reason: ' '\n")).code == "no_reason"


def test_switching_an_option_on_needs_a_reason(write: Write):
    assert only(write("rules: {home_avoidance: {enabled: true}}\n")).code == "no_reason"
    scenario = load_scenario(write("rules: {home_avoidance: {enabled: true, reason: 惯例}}\n"))
    change = scenario.changes()[0]
    assert (change.rule.slug, change.parameter, change.default, change.value) == (
        "home_avoidance",
        "enabled",
        False,
        True,
    )
    assert (change.reason, change.place) == ("惯例", "s.yaml:4:35")


def test_months_are_read_as_first_days_and_listed(write: Write):
    text = "format: 1\nrosters: rosters\nreference:\n  reference_date: 2025.04\n  on_post_date: 2025.10\n"
    scenario = load_scenario(write(text, minimal=False))
    assert scenario.reference().reference_date.isoformat() == "2025-04-01"
    assert scenario.reference().on_post_date.isoformat() == "2025-10-01"  # as a number it would be 2025.1
    assert [(f.code, f.severity, f.row, f.value) for f in scenario.faults] == [
        ("month_only", "repair", 4, "2025.04"),
        ("month_only", "repair", 5, "2025.10"),
    ]


@pytest.mark.parametrize(
    "written", ["2025-06-01", "2025年6月1日", "2025/6/1", "2025.06.01", "20250601", "'2025-06-01'"]
)
def test_forms_of_dates(write: Write, written):
    text = f"format: 1\nrosters: rosters\nreference: {{reference_date: 2025-04-01, on_post_date: {written}}}\n"
    scenario = load_scenario(write(text, minimal=False))
    assert scenario.reference().on_post_date.isoformat() == "2025-06-01"
    assert not scenario.faults


def test_codes_that_look_like_numbers_are_text(write: Write):
    assert load_scenario(write("name: 2025\n")).name == "2025"
    assert load_scenario(write("name: 007\n")).name == "007"
    assert load_scenario(write("title: 2025\n")).title.to("zh") == "2025"


def test_texts_have_the_same_placeholders():
    for problem, mend in TEXTS.values():
        for text in (problem, mend):
            assert isinstance(text, Text)
            zh, en = text.placeholders()
            assert zh == en


def test_budgets_fill_rules_and_need_no_reason(write: Write):
    scenario = load_scenario(
        write("budgets:\n  total: 90\n  counties: {甲县: {members: 60}}\n  levels: {province: 9}\n")
    )
    rules = scenario.settings.rules
    assert rules.headcount_budget.total == 90
    assert rules.headcount_budget.counties["甲县"].members == 60
    assert rules.level_headcount.enabled
    assert rules.level_headcount.max == {"province": 9}
    assert [c.place.split(":")[1] for c in scenario.changes() if c.parameter != "enabled"] == ["5", "6", "7"]
    fault = only(write("budgets:\n  counties: {甲县: {memebrs: 60}}\n"))
    assert (fault.row, fault.mend.to("en")) == (5, "did you mean “members”?")
    fault = only(write("budgets: {levels: {省: 9}}\n"))
    assert (fault.code, fault.mend.to("en")) == ("not_allowed", "did you mean “province”?")
    fault = only(write("budgets: {total: 90}\nrules: {headcount_budget: {total: 80}}\n"))
    assert fault.code == "given_twice"


def test_villages_is_another_place_for_village_rules(write: Write):
    scenario = load_scenario(write("villages: {weak_coverage: {members_max: 1, reason: 缩减}}\n"))
    assert scenario.settings.rules.weak_coverage.members_max == 1
    assert only(write("villages: {home_avoidance: {}}\n")).mend.to("en") == "did you mean “rules.home_avoidance”?"


def test_no_limit_is_a_word_and_null_the_default(write: Write):
    text = "rules: {{age_limits: {{enabled: true, reason: 试, max_first_secretary: {}}}}}\n"
    for word in ("none", "不限"):
        assert load_scenario(write(text.format(word))).settings.rules.age_limits.max_first_secretary is None
    scenario = load_scenario(write(text.format("null")))
    assert scenario.settings.rules.age_limits.max_first_secretary == 50
    assert [(f.code, f.severity, f.row) for f in scenario.faults] == [("null_resets", "repair", 4)]
