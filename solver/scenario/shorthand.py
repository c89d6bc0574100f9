"""Shorthands of a scenario file, written out in full before files are laid over one another.

- ``title: text``, ``description: text`` count for both languages; ``effort: quick`` is its level;
- ``change: {rules.unit_quota.cap: 3}`` is the same as the nested keys;
- rules under ``villages:`` are rules; figures under ``budgets:`` are parameters of the budget rules;
- ``reason:`` at the top is the reason of every rule changed in the file that gives none of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from solver.errors import Fault
from solver.scenario.nodes import Entry, MappingNode, Mark, Node, ScalarNode, fault_at, is_null
from solver.scenario.schema import BUDGETS
from solver.text import Text

_TWICE = Text(
    "“{key}”在本文件中给了两次，另一次在第{line}行", "“{key}” is given twice in this file, also in line {line}"
)
_ONCE = Text("只保留一处。", "keep one of them.")


@dataclass(frozen=True)
class Written:
    """A file's tree in full, and what was wrong in its shorthands."""

    tree: MappingNode
    faults: tuple[Fault, ...]


def with_changes(tree: MappingNode) -> Written:
    """Write out plain texts, a plain effort and the dotted keys of ``change``; the result fits the schema of files."""
    faults: list[Fault] = []
    change = tree.node("change")
    full = tree
    for key, names in (("title", ("zh", "en")), ("description", ("zh", "en")), ("effort", ("level",))):
        entry = full.entries.get(key)
        if entry is not None and isinstance(entry.node, ScalarNode) and entry.node.value is not None:
            inner = {name: Entry(entry.key_mark, entry.node) for name in names}
            full = full.with_entry(key, Entry(entry.key_mark, MappingNode(entry.node.mark, inner)))
    if not isinstance(change, MappingNode):
        return Written(full, ())
    full = full.without("change")
    for dotted, entry in change.entries.items():
        parts = dotted.split(".")
        if not all(parts) or parts[0] in ("change", "extends"):
            problem = Text("“{key}”不是可改的键", "“{key}” is not a key that can be changed", {"key": dotted})
            mend = Text("写成 rules.规则.参数。", "write rules.<rule>.<parameter>.")
            faults.append(fault_at(entry.key_mark, "bad_change", problem, mend, path="change", value=dotted))
            continue
        full = _add(full, nested(parts, entry), faults, ())
    return Written(full, tuple(faults))


def canonical(tree: MappingNode) -> Written:
    """Move ``villages``, ``budgets`` and the file's ``reason`` to the rules they speak of.

    Parameters
    ----------
    tree
        A tree from :func:`with_changes`.
    """
    faults: list[Fault] = []
    full = tree.without("villages", "budgets", "reason", "extends", "change")
    villages, budgets, reason = tree.entries.get("villages"), tree.node("budgets"), tree.entries.get("reason")
    if villages is not None and isinstance(villages.node, MappingNode):
        full = _add(full, nested(["rules"], villages), faults, ())
    for key, (slug, name) in BUDGETS.items():
        entry = budgets.entries.get(key) if isinstance(budgets, MappingNode) else None
        if entry is not None:
            full = _add(full, nested(["rules", slug, name], entry), faults, ())
            full = _switched_on(full, slug, entry)
    rules = full.entries.get("rules")
    if rules is not None and isinstance(rules.node, MappingNode) and reason is not None and _says(reason.node):
        full = full.with_entry("rules", Entry(rules.key_mark, _with_reason(rules.node, reason)))
    return Written(full, tuple(faults))


def _switched_on(tree: MappingNode, slug: str, entry: Entry) -> MappingNode:
    """Switch the rule of a budget on, unless the file says otherwise: who gives figures means them."""
    rules = tree.entries["rules"]
    if not isinstance(rules.node, MappingNode):
        return tree
    rule = rules.node.entries[slug]
    if not isinstance(rule.node, MappingNode) or "enabled" in rule.node.entries:
        return tree
    on = Entry(entry.key_mark, ScalarNode(None if is_null(entry.node) else True, "true", entry.key_mark))
    changed = rules.node.with_entry(slug, Entry(rule.key_mark, rule.node.with_entry("enabled", on)))
    return tree.with_entry("rules", Entry(rules.key_mark, changed))


def nested(parts: list[str], entry: Entry) -> MappingNode:
    """Return mappings around an entry, all at the place of its key."""
    inner = entry
    for part in reversed(parts[1:]):
        inner = Entry(entry.key_mark, MappingNode(entry.key_mark, {part: inner}))
    return MappingNode(entry.key_mark, {parts[0]: inner})


def _add(tree: MappingNode, more: MappingNode, faults: list[Fault], path: tuple[str, ...]) -> MappingNode:
    """Merge two trees of one file; the same value twice is a fault, whichever would win."""
    for key, entry in more.entries.items():
        old = tree.entries.get(key)
        if old is None:
            tree = tree.with_entry(key, entry)
        elif isinstance(old.node, MappingNode) and isinstance(entry.node, MappingNode):
            merged = _add(old.node, entry.node, faults, (*path, key))
            tree = tree.with_entry(key, Entry(old.key_mark, merged))
        else:
            dotted = ".".join((*path, key))
            problem = _TWICE.with_values(key=dotted, line=old.key_mark.line)
            faults.append(fault_at(entry.key_mark, "given_twice", problem, _ONCE, path=dotted))
    return tree


def _with_reason(rules: MappingNode, reason: Entry) -> MappingNode:
    for slug, entry in rules.entries.items():
        if isinstance(entry.node, MappingNode) and "reason" not in entry.node.entries:
            rules = rules.with_entry(slug, Entry(entry.key_mark, entry.node.with_entry("reason", reason)))
    return rules


def _says(node: Node) -> bool:
    return isinstance(node, ScalarNode) and isinstance(node.value, str) and bool(node.value.strip())


def reason_mark(tree: MappingNode, slug: str) -> Mark | None:
    """Return where a canonical tree gives a reason for a rule, or ``None``."""
    rules = tree.node("rules")
    rule = rules.node(slug) if isinstance(rules, MappingNode) else None
    entry = rule.entries.get("reason") if isinstance(rule, MappingNode) else None
    return entry.key_mark if entry is not None and _says(entry.node) else None
