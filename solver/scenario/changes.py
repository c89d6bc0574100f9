"""Changed rules: a change needs a reason, and what the policy obliges to cannot be switched off (§4.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from solver.errors import Fault
from solver.modelling.rule import Rule
from solver.rules import RULES
from solver.scenario.chain import Chain
from solver.scenario.nodes import MappingNode, Mark, fault_at, find, key_mark, leaves
from solver.scenario.schema import BUDGETS
from solver.scenario.settings import Settings
from solver.scenario.shorthand import reason_mark
from solver.text import Text


@dataclass(frozen=True)
class Change:
    """A rule's parameter that differs from its default: what the report prints.

    Attributes
    ----------
    place
        ``file:line:column`` where the value was written.
    """

    rule: type[Rule]
    parameter: str
    default: Any
    value: Any
    reason: str
    place: str


def changes_of(settings: Settings, tree: MappingNode) -> tuple[Change, ...]:
    """Return all changed parameters, in the order of the rule book."""
    found = []
    for rule in RULES:
        params, default = getattr(settings.rules, rule.slug), rule.Params()
        for name in type(params).model_fields:
            value, usual = getattr(params, name), getattr(default, name)
            if name != "reason" and value != usual:
                spot = find(tree, ("rules", rule.slug, name))
                found.append(Change(rule, name, usual, value, params.reason, str(spot.mark)))
    return tuple(found)


def faults_of_changes(settings: Settings, tree: MappingNode, chain: Chain) -> list[Fault]:
    """Return a fault for every changed rule without a reason, and for every mandatory rule that is switched off."""
    faults, seen = [], set()
    for change in changes_of(settings, tree):
        rule, path = change.rule, ("rules", change.rule.slug, change.parameter)
        mark = key_mark(tree, path) or find(tree, path).mark
        if change.parameter == "enabled" and rule.mandatory and not change.value:
            faults.append(_mandatory(rule, mark))
            continue
        if _is_budget(change):
            continue
        for file in _files_of(tree, path):
            if (rule.slug, file) not in seen and reason_mark(chain.files[file], rule.slug) is None:
                seen.add((rule.slug, file))
                faults.append(_no_reason(rule, mark, path))
    return faults


def _is_budget(change: Change) -> bool:
    """Whether it is a figure of the round, or switches its rule on: a fact and no change of policy."""
    if change.parameter == "enabled":
        return bool(change.value) and change.rule.slug in {slug for slug, _ in BUDGETS.values()}
    return (change.rule.slug, change.parameter) in BUDGETS.values()


def _files_of(tree: MappingNode, path: tuple[str, ...]) -> list[str]:
    """Return the files that wrote a value or a part of it."""
    spot = find(tree, path)
    files = {leaf.mark.file for _, leaf in leaves(spot.node)} or {spot.mark.file}
    return sorted(files)


def _mandatory(rule: type[Rule], mark: Mark) -> Fault:
    return fault_at(
        mark,
        "mandatory_rule",
        Text(
            "“{title}”（{clauses}：{phrase}）是必须条件，不能停用",
            "“{title}” ({clauses}: {phrase}) is obligatory and cannot be switched off",
            {"title": rule.title, "clauses": rule.clauses, "phrase": rule.phrase},
        ),
        Text("删去 enabled: false。", "delete `enabled: false`."),
        path=f"rules.{rule.slug}.enabled",
        value="false",
    )


def _no_reason(rule: type[Rule], mark: Mark, path: tuple[str, ...]) -> Fault:
    return fault_at(
        mark,
        "no_reason",
        Text("调整了规则“{title}”却没有理由", "rule “{title}” is changed without a reason", {"title": rule.title}),
        Text(
            "在 rules.{slug} 下加 reason，或在文件开头写 reason。",
            "add a `reason` under rules.{slug}, or one at the top of the file.",
            {"slug": rule.slug},
        ),
        path=".".join(path),
    )
