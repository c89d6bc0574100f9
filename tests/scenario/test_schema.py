"""The schema follows the rule book; the JSON Schema for editors is current and takes real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import Field

from solver.goals import GOALS
from solver.goals.need_fit import NeedFit
from solver.modelling.rule import GoalParams, RuleParams
from solver.rules import RULES
from solver.rules.home_avoidance import HomeAvoidance
from solver.scenario.nodes import plain
from solver.scenario.schema import BUDGETS, json_schema, schema_text, settings_model
from solver.scenario.yaml_reader import read_yaml

SAMPLES = Path(__file__).parent / "samples"
COMMITTED = Path(__file__).parents[2] / "scenarios" / "scenario.schema.json"


class NightShift(HomeAvoidance):
    """A rule that somebody adds."""

    slug = "night_shift"

    class Params(RuleParams):
        """Parameters."""

        hours: int = Field(default=8, ge=1)


class Calm(NeedFit):
    """A goal that somebody adds."""

    slug = "calm"

    class Params(GoalParams):
        """Parameters."""

        weight: int = 3


def test_new_rules_and_goals_appear_by_themselves():
    model: Any = settings_model((*RULES, NightShift), (*GOALS, Calm))
    head = {"format": 1, "rosters": "x", "reference": {"reference_date": "2025-04-01", "on_post_date": "2025-06-01"}}
    settings = model.model_validate_json(json.dumps({**head, "rules": {"night_shift": {"hours": 9}}}))
    assert settings.rules.night_shift.hours == 9
    assert settings.goals.calm.weight == 3
    assert set(type(settings.rules).model_fields) == {r.slug for r in RULES} | {"night_shift"}


def test_committed_schema_is_current():
    """If this fails: `python -m solver.scenario.schema > scenarios/scenario.schema.json`."""
    assert COMMITTED.read_text(encoding="utf-8") == schema_text()


def test_schema_is_a_schema_and_names_every_rule_and_goal():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for section, statutes in (("RulesSection", RULES), ("GoalsSection", GOALS)):
        properties = schema["$defs"][section]["properties"]
        assert set(properties) == {s.slug for s in statutes}
        for statute in statutes:
            assert statute.title.zh in properties[statute.slug]["title"]
            assert statute.title.en in properties[statute.slug]["title"]
    assert not [name for name in schema["$defs"] if "__" in name]


def test_budgets_name_parameters_that_exist():
    by_slug = {rule.slug: rule for rule in RULES}
    for slug, parameter in BUDGETS.values():
        if slug in by_slug:
            assert parameter in by_slug[slug].Params.model_fields


@pytest.mark.parametrize("name", ["county.yaml", "what-if.yaml"])
def test_schema_takes_the_samples(name):
    tree, faults = read_yaml((SAMPLES / name).read_bytes(), name)
    assert not faults
    assert tree is not None
    jsonschema.Draft202012Validator(json_schema()).validate(plain(tree))
    # editors read YAML in their own way, with dates as text
    loaded = yaml.load((SAMPLES / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert set(loaded) == set(plain(tree))


@pytest.mark.parametrize(
    "text",
    [
        "format: 1",
        "extends: x\nlangage: zh",
        "extends: x\nrules: {home_avoidanse: {}}",
        "extends: x\nrules: {home_avoidance: {scope: planet}}",
        "extends: x\ngoals: {need_fit: {weight: 1001}}",
        "extends: x\nformat: 2",
        "extends: x\neffort: fast",
        "extends: x\neffort: {seconds: 0}",
    ],
)
def test_schema_refuses(text):
    tree, _ = read_yaml(text.encode(), "x")
    assert tree is not None
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json_schema()).validate(plain(tree))


@pytest.mark.parametrize("text", ["effort: 40", "effort: {level: 40, seconds: 5}", "title: 甲县", "rules: null"])
def test_schema_takes_shorthands(text):
    tree, _ = read_yaml(f"extends: x\n{text}".encode(), "x")
    assert tree is not None
    jsonschema.Draft202012Validator(json_schema()).validate(plain(tree))
