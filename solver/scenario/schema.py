"""The schema of a scenario, made from the rule book: a new rule or goal appears by itself.

``settings_model`` is a whole scenario after overlays; ``file_model`` is what one file may hold; ``json_schema`` is the
latter for editors (``scenarios/scenario.schema.json``; a test sees that it is current).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import BaseModel, Field, create_model

from solver.goals import GOALS
from solver.modelling.rule import Goal, Rule, Statute, VillageRule
from solver.rules import RULES
from solver.scenario.base import Section
from solver.scenario.settings import Bilingual, Effort, Settings
from solver.scenario.suggestions import NO_LIMIT

BUDGETS: dict[str, tuple[str, str]] = {
    "first_secretaries": ("headcount_budget", "first_secretaries"),
    "members": ("headcount_budget", "members"),
    "total": ("headcount_budget", "total"),
    "counties": ("headcount_budget", "counties"),
    "levels": ("level_headcount", "max"),
}
"""Key under ``budgets:`` to the rule and parameter it fills. Budgets are facts of the round and need no reason."""


@cache
def settings_model(rules: tuple[type[Rule], ...] = RULES, goals: tuple[type[Goal], ...] = GOALS) -> type[Settings]:
    """Return the model of a whole scenario under these rules and goals."""
    rules_model = _section("RulesSection", rules, "Rules: parameters and switches; a change needs a reason.")
    goals_model = _section("GoalsSection", goals, "Goals: weights in points; 0 switches one off.")
    return create_model(
        "Scenario",
        __base__=Settings,
        rules=(rules_model, Field(default_factory=rules_model, description="Rules by name · 规则参数与开关")),
        goals=(goals_model, Field(default_factory=goals_model, description="Goals by name · 优先目标权重")),
    )


@cache
def file_model(rules: tuple[type[Rule], ...] = RULES, goals: tuple[type[Goal], ...] = GOALS) -> type[Settings]:
    """Return the model of one file: a scenario or an overlay, with its shorthands."""
    of_villages = _section(
        "VillagesSection",
        [rule for rule in rules if issubclass(rule, VillageRule)],
        "Policy table of stage 1: another place for the village rules among `rules`.",
    )
    of_budgets = create_model("BudgetsSection", __base__=Section, **_budget_fields(rules))
    of_budgets.__doc__ = "Head-count budgets: facts of the round."
    return create_model(
        "ScenarioFile",
        __base__=settings_model(rules, goals),
        extends=(str | None, Field(default=None, description="Base scenario, relative to this file · 基础方案")),
        reason=(str, Field(default="", description="Reason for every change of this file · 本文件各项调整的理由")),
        change=(dict[str, Any], Field(default={}, description="Changed values by dotted key · 按“a.b.c”改值")),
        villages=(of_villages, Field(default_factory=of_villages, description="Village-type policy · 村类型政策")),
        budgets=(of_budgets, Field(default_factory=of_budgets, description="Head-count budgets · 名额预算")),
    )


def _section(name: str, statutes: Iterable[type[Statute]], doc: str) -> type[Section]:
    """Return a section with one field a rule or goal."""
    fields: dict[str, Any] = {}
    for statute in statutes:
        params: type[BaseModel] = statute.Params  # type: ignore[attr-defined]
        description = f"{statute.statement.zh} · {statute.statement.en} [{', '.join(statute.clauses)}]"
        title = f"{statute.title.zh} · {statute.title.en}"
        fields[statute.slug] = (params, Field(default_factory=params, title=title, description=description))
    model = create_model(name, __base__=Section, **fields)
    model.__doc__ = doc
    return model


def _budget_fields(rules: Iterable[type[Rule]]) -> dict[str, Any]:
    by_slug = {rule.slug: rule for rule in rules}
    fields: dict[str, Any] = {}
    for key, (slug, name) in BUDGETS.items():
        if slug in by_slug:
            of_rule = by_slug[slug].Params.model_fields[name]
            fields[key] = (of_rule.annotation, of_rule)
    return fields


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of scenario files, for editors.

    It is as strict as can be without knowing the base: an overlay may leave anything out, and ``null`` resets.
    """
    schema = file_model().model_json_schema()
    definitions: dict[str, Any] = schema.pop("$defs", {})
    for definition in (schema, *definitions.values()):
        definition.pop("required", None)
        properties = definition.get("properties", {})
        for key, of_key in properties.items():
            properties[key] = _nullable(of_key)
    for key, section in (("title", Bilingual), ("description", Bilingual), ("effort", Effort)):
        schema["properties"][key]["anyOf"].insert(0, _shorthand_of(section, definitions))
    schema["anyOf"] = [{"required": ["extends"]}, {"required": ["format", "rosters", "reference"]}]
    schema["$defs"] = definitions
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["description"] = "A planning scenario of villages-first · 选派方案场景文件"
    return _short_names(schema)


def schema_text() -> str:
    """Return the JSON Schema as the text of its file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def _nullable(of_key: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a key that may also be ``null``; title and description stay outside for hovering."""
    words: dict[str, Any] = {key: of_key[key] for key in ("title", "description", "default") if key in of_key}
    rest = {key: value for key, value in of_key.items() if key not in words}
    options = rest["anyOf"] if set(rest) == {"anyOf"} else [rest]
    if {"type": "null"} not in options:
        options = [*options, {"type": "null"}]
    elif words.get("default") is not None:
        options = [*options, {"enum": sorted(NO_LIMIT)}]
    return {**words, "anyOf": options}


def _shorthand_of(section: type[Section], definitions: dict[str, Any]) -> dict[str, Any]:
    if section is Bilingual:
        return {"type": "string"}
    level: dict[str, Any] = definitions["Effort"]["properties"]["level"]
    return {"anyOf": [option for option in level["anyOf"] if option != {"type": "null"}]}


def _short_names(schema: dict[str, Any]) -> dict[str, Any]:
    """Name the parameters of each rule after its class, not after its module."""
    renamed = {
        name: name.split("__")[-2] for name in schema["$defs"] if name.endswith("__Params") and name.count("__") > 1
    }
    if len(set(renamed.values())) < len(renamed):
        raise ValueError("two rules share a class name")
    text = json.dumps(schema)
    for long, short in renamed.items():
        text = text.replace(json.dumps(f"#/$defs/{long}"), json.dumps(f"#/$defs/{short}"))
        text = text.replace(f"{json.dumps(long)}:", f"{json.dumps(short)}:")
    named: dict[str, Any] = json.loads(text)
    return named


if __name__ == "__main__":
    sys.stdout.write(schema_text())
