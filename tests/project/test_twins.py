"""Every sentence for a planner stands in both languages with the same placeholders, wherever it stands in the code."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from solver.text import Text
from tests.project.tree import ROOT, modules

MODULES = modules("solver")


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def _written(path: Path) -> Iterator[tuple[int, str, str, set[str] | None]]:
    """Yield line, Chinese, English and, if spelt out, the names of the values of each ``Text(…)`` in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text"):
            continue
        given: dict[str, ast.expr] = dict(zip(("zh", "en", "values"), node.args, strict=False))
        given |= {word.arg: word.value for word in node.keywords if word.arg}
        zh, en, values = given.get("zh"), given.get("en"), given.get("values")
        if not (isinstance(zh, ast.Constant) and isinstance(en, ast.Constant)):
            continue
        names = None
        if isinstance(values, ast.Dict) and all(isinstance(key, ast.Constant) for key in values.keys):
            names = {str(key.value) for key in values.keys if isinstance(key, ast.Constant)}
        yield node.lineno, str(zh.value), str(en.value), names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "solver")))
def test_twins_written_in_the_code(path: Path) -> None:
    for line, zh, en, names in _written(path):
        assert bool(zh) == bool(en), f"line {line}: one language is empty"
        assert _names(zh) == _names(en), f"line {line}: {zh!r} and {en!r}"
        assert names is None or _names(zh) <= names, f"line {line}: no value for {_names(zh) - names}"


def _held(value: object, seen: set[int]) -> Iterator[Text]:
    """Yield the texts inside a module's or class's attributes, containers included."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Text):
        yield value
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from _held(item, seen)
    elif isinstance(value, dict):
        for item in list(value.values()):
            yield from _held(item, seen)
    elif isinstance(value, (type, ModuleType)) and _is_ours(value):
        for item in list(vars(value).values()):
            yield from _held(item, seen)
    elif isinstance(getattr(value, "label", None), Text):
        yield value.label  # type: ignore[attr-defined]
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _held(getattr(value, field.name, None), seen)


def _is_ours(value: type | ModuleType) -> bool:
    return (value.__module__ if isinstance(value, type) else value.__name__).startswith("solver")


def test_twins_that_modules_and_classes_hold() -> None:
    seen: set[int] = set()
    texts = []
    for path in MODULES:
        if path.stem == "__main__":
            continue
        parts = path.relative_to(ROOT).with_suffix("").parts
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        texts += list(_held(module, seen))
    uneven = [text for text in texts if len(set(text.placeholders())) > 1]
    assert uneven == []
    assert len(texts) > 500  # titles and statements of about seventy rules and goals, and all labels
