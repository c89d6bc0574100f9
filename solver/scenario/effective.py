"""The effective scenario: all overlays applied, as one file, on request with the place where each value was written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

import yaml
from pydantic import BaseModel

from solver.scenario.loading import Scenario
from solver.scenario.nodes import ListNode, MappingNode, Node, ScalarNode, find
from solver.scenario.scalars import resolve

_PLAIN_EXTRA = frozenset("_-./ ")


def effective_yaml(scenario: Scenario, origins: bool = False, defaults: bool = False) -> str:
    """Return the scenario as one YAML text that loads to the same scenario from the same folder.

    Parameters
    ----------
    origins
        Add ``# file:line`` to every value; ``# default`` to values that no file gives.
    defaults
        Also print what no file gives.
    """
    given: dict[str, Any] = dict(_by_section(scenario.tree))
    given["name"] = scenario.name
    for key in ("rosters", "posts"):
        path = getattr(scenario, key)
        if path is not None:
            given[key] = os.path.relpath(path, scenario.folder).replace(os.sep, "/")
    values = _with_defaults(given, scenario.settings) if defaults else given
    ordered = {key: values[key] for key in type(scenario.settings).model_fields if key in values}
    lines = [
        f"{line}  # {_origin(scenario.tree, path)}" if origins and path else line
        for line, path in _lines(ordered, (), 0)
    ]
    return "\n".join(lines) + "\n"


def yaml_text(values: dict[str, Any]) -> str:
    """Return plain values as the YAML of a scenario file."""
    return "\n".join(line for line, _ in _lines(values, (), 0)) + "\n"


def _by_section(tree: MappingNode) -> Iterator[tuple[str, Any]]:
    for key, entry in tree.entries.items():
        yield key, _values(entry.node)


def _values(node: Node) -> Any:
    """Return the written values; numbers stay nodes' values, so that ``2025.10`` is printed as it was typed."""
    if isinstance(node, MappingNode):
        return {key: _values(entry.node) for key, entry in node.entries.items()}
    if isinstance(node, ListNode):
        return [_values(item) for item in node.items]
    return node


def _with_defaults(given: dict[str, Any], model: BaseModel) -> dict[str, Any]:
    """Add the fields of a model that are not given; nulls are left out, as they mean the default."""
    whole: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            inner = _with_defaults(given.get(name) or {}, value)
            whole = {**whole, name: inner} if inner else whole
        elif name in given:
            whole[name] = given[name]
        elif value is not None and value != "":
            whole[name] = _simple(value)
    return whole


def _simple(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: _simple(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted((_simple(item) for item in value), key=str)
    if isinstance(value, (tuple, list)):
        return [_simple(item) for item in value]
    if isinstance(value, dict):
        return {str(_simple(key)): _simple(item) for key, item in value.items() if item is not None}
    return value


def _lines(values: dict[str, Any], path: tuple[str, ...], depth: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield lines with the path of their value; mappings' own lines have none."""
    for key, value in values.items():
        head = f"{'  ' * depth}{_text(key, is_key=True)}:"
        if isinstance(value, dict) and value:
            yield head, ()
            yield from _lines(value, (*path, key), depth + 1)
        else:
            yield f"{head} {_flow(value)}", (*path, key)


def _flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, ScalarNode):
        if value.value is None:
            return "null"
        return _text(value.value) if isinstance(value.value, str) else value.source
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key, is_key=True)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if value is None:
        return "null"
    if isinstance(value, float):
        # Always with a point, or it would not be read as a number again.
        return yaml.safe_dump(value, default_flow_style=True).split("\n")[0]
    return str(value)


def _text(text: str, is_key: bool = False) -> str:
    """Return text as YAML, in quotes unless it plainly needs none."""
    harmless = text[:1].isalpha() and text == text.strip() and all(c.isalnum() or c in _PLAIN_EXTRA for c in text)
    if harmless and text.isprintable() and (is_key or isinstance(resolve(text), str)) and text.lower() not in _TRAPS:
        return text
    quoted: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10**9)
    return quoted.removesuffix("\n")


_TRAPS = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null"})
"""Words that other YAML readers take for booleans."""


def _origin(tree: MappingNode, path: tuple[str, ...]) -> str:
    spot = find(tree, path)
    if spot.path != path:
        return "default"
    return f"{spot.mark.file}:{spot.mark.line}"
