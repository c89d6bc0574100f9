"""Lay a scenario over its base: mappings are merged key by key, lists and values replaced, ``null`` resets."""

from __future__ import annotations

from dataclasses import replace

from solver.scenario.nodes import Entry, MappingNode, Node, ScalarNode, is_null

_OF_FILE = ("name", "title", "description")
"""What names one file is not inherited."""


def overlay(base: MappingNode, top: MappingNode) -> MappingNode:
    """Return ``base`` changed by ``top``; every value keeps the place where it was written.

    The reason of a rule is kept beside the base's, joined by "；": both changes still stand.
    """
    return _merge(base.without(*_OF_FILE), top, ())


def without_nulls(tree: MappingNode) -> MappingNode:
    """Return the tree without keys that are ``null``: they take their defaults."""
    return _merge(MappingNode(tree.mark), tree, ())


def _merge(base: MappingNode, top: MappingNode, path: tuple[str, ...]) -> MappingNode:
    entries = dict(base.entries)
    for key, entry in top.entries.items():
        old = entries.get(key)
        if is_null(entry.node):
            entries.pop(key, None)
            continue
        merged: Node = entry.node
        if isinstance(entry.node, MappingNode):
            under = old.node if old is not None and isinstance(old.node, MappingNode) else MappingNode(entry.node.mark)
            merged = _merge(under, entry.node, (*path, key))
        elif key == "reason" and path[:1] == ("rules",) and old is not None:
            merged = _joined(old.node, entry.node)
        entries[key] = Entry(entry.key_mark, merged)
    return replace(base, entries=entries)


def _joined(old: Node, new: Node) -> Node:
    if not (isinstance(old, ScalarNode) and isinstance(new, ScalarNode)):
        return new
    if not (isinstance(old.value, str) and isinstance(new.value, str)) or new.value in old.value.split("；"):
        return new if old.value is None else old
    both = f"{old.value}；{new.value}"
    return ScalarNode(both, both, new.mark)
