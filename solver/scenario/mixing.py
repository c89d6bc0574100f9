"""Some of the changes between two scenarios, and a scenario that has only those: for asking what each of them does.

The mixture is written as an overlay over the first scenario into a folder of its own, and read as any other scenario:
so it obeys the same checks, whatever a scenario may come to say. Nothing is written beside the input files.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from solver.scenario.loading import Scenario
from solver.scenario.nodes import ListNode, MappingNode, Node, ScalarNode, find, leaves, plain

NOT_CAUSES = frozenset({"format", "name", "title", "description", "language", "effort"})
"""Keys that say nothing about who goes where."""

FILES = ("rosters", "posts")
REASON = "比较用 for comparing"

Path_ = tuple[str, ...]


def changed_paths(before: Scenario, after: Scenario) -> dict[str, tuple[Path_, ...]]:
    """Return the paths whose values differ, in groups that only make sense together: rule by rule, key by key."""
    one, two = _values(before.tree), _values(after.tree)
    groups: dict[str, list[Path_]] = {}
    for path in dict.fromkeys((*two, *one)):
        if one.get(path) != two.get(path):
            groups.setdefault(".".join(path[:2]) if path[0] in _SPLIT else path[0], []).append(path)
    return {key: tuple(paths) for key, paths in groups.items()}


_SPLIT = frozenset({"rules", "goals", "reference", "suppose"})
"""Sections whose keys are changes of their own."""


WHOLE = frozenset({"reference", "suppose"})
"""Sections whose keys are one value each, even where they hold several: an empty mapping there says something."""


def _values(tree: MappingNode) -> dict[Path_, Any]:
    found: dict[Path_, Any] = {}
    for section, entry in tree.entries.items():
        if section in NOT_CAUSES:
            continue
        if section in WHOLE and isinstance(entry.node, MappingNode):
            found.update({(section, key): plain(inner.node) for key, inner in entry.node.entries.items()})
        else:
            found.update({path: plain(node) for path, node in leaves(entry.node, (section,)) if path[-1] != "reason"})
    return {path: value for path, value in found.items() if value is not None}


def source_of(tree: MappingNode, path: Path_) -> tuple[str, str]:
    """Return what is written at a path, and its ``file:line:column``; both "" where nothing is."""
    spot = find(tree, path)
    if spot.path != path:
        return "", ""
    text = spot.source if isinstance(spot.node, ScalarNode) else _flow(spot.node)
    return text, str(spot.mark)


def write_mixture(base: Path, before: Scenario, after: Scenario, paths: Collection[Path_], folder: Path) -> Path:
    """Write a scenario that is ``before`` with the values of ``after`` at these paths.

    Parameters
    ----------
    base
        File of ``before``.
    folder
        Where to write; paths to rosters and to the base are given from there.

    Returns
    -------
    Path
        The file; load it with the root of ``before``.
    """
    tree: dict[str, Any] = {}
    for path in paths:
        _put(tree, path, _written(before, after, path, folder))
    for rule in {path[1] for path in paths if path[0] == "rules"}:
        text, _ = source_of(after.tree, ("rules", rule, "reason"))
        _put(tree, ("rules", rule, "reason"), json.dumps(text or REASON, ensure_ascii=False))
    where = os.path.relpath(base.resolve(), folder.resolve()).replace(os.sep, "/")
    lines = [f"extends: {json.dumps(where, ensure_ascii=False)}"]
    lines += [f"{key}: {_nested(value)}" for key, value in tree.items()]
    file = folder / "mixture.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def _written(before: Scenario, after: Scenario, path: Path_, folder: Path) -> str:
    spot = find(after.tree, path)
    if spot.path != path:
        return "null"
    old = find(before.tree, path)
    if isinstance(spot.node, MappingNode) and isinstance(old.node, MappingNode) and old.path == path:
        gone = old.node.entries.keys() - spot.node.entries.keys()
        return _flow(spot.node, dict.fromkeys(sorted(gone), "null"))
    if path[0] in FILES and isinstance(spot.node, ScalarNode):
        target = os.path.relpath(after.root / spot.node.source, folder.resolve()).replace(os.sep, "/")
        return json.dumps(target, ensure_ascii=False)
    return _flow(spot.node)


def _put(tree: dict[str, Any], path: Path_, text: str) -> None:
    for part in path[:-1]:
        tree = tree.setdefault(part, {})
    tree[path[-1]] = text


def _nested(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {_nested(v)}" for k, v in value.items()) + "}"


def _flow(node: Node, more: Mapping[str, str] | None = None) -> str:
    """Write a value in one line of YAML: what was read as text in quotes, the rest as it stands in its file."""
    if isinstance(node, MappingNode):
        inner = {**{key: _flow(entry.node) for key, entry in node.entries.items()}, **(more or {})}
        return _nested(inner)
    if isinstance(node, ListNode):
        return "[" + ", ".join(_flow(item) for item in node.items) + "]"
    return json.dumps(node.value, ensure_ascii=False) if isinstance(node.value, str) else node.source or "null"
