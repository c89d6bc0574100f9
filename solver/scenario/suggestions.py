"""Did you mean: the nearest key, also by Chinese title, other common word, or another section."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from solver.domain import words
from solver.goals import GOALS
from solver.rules import RULES

_OTHER_WORDS = {
    "base": "extends",
    "inherits": "extends",
    "roster": "rosters",
    "workbook": "rosters",
    "changes": "change",
    "weights": "goals",
    "parameters": "rules",
    "lang": "language",
    "version": "format",
    "types": "villages",
}
"""Words that planners use for a key, where letters alone would not lead there."""


def model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Return the model whose keys stand at a path, or ``None`` if no model does."""
    current: type[BaseModel] | None = model
    for part in path:
        if current is None:
            return None
        if part in current.model_fields:
            current = _inner(current.model_fields[str(part)].annotation)
        # List positions and the free keys of a mapping lead to the same inner model, taken already.
        elif not isinstance(part, int) and not current.model_fields:
            return None
    return current


NO_LIMIT = frozenset({"none", "不限"})
"""How a planner lifts a limit that has a default: ``null`` would reset it to the default."""


def takes_no_limit(model: type[BaseModel], path: tuple[str | int, ...]) -> bool:
    """Whether the value at a path may be lifted altogether, though it has a default."""
    parent = model_at(model, path[:-1]) if path else None
    field = parent.model_fields.get(str(path[-1])) if parent else None
    if field is None or field.default in (None, PydanticUndefined):
        return False
    return type(None) in get_args(field.annotation)


def _inner(annotation: Any) -> type[BaseModel] | None:
    """Return the first model inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_inner(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)


def keys_at(model: type[BaseModel], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys that are known at a path."""
    at = model_at(model, path)
    return tuple(at.model_fields) if at else ()


def similar_key(model: type[BaseModel], path: tuple[str | int, ...], key: str) -> str:
    """Return the key that was probably meant, "" if none is near; with its path if it stands elsewhere."""
    known = keys_at(model, path)
    by_title = {s.title.zh: s.slug for s in (*RULES, *GOALS)} | {s.title.en.lower(): s.slug for s in (*RULES, *GOALS)}
    meant = by_title.get(key) or by_title.get(key.lower()) or _OTHER_WORDS.get(key.lower(), key)
    if meant in known:
        return meant
    elsewhere = next((dotted for dotted in _all_keys(model) if dotted.split(".")[-1] == meant), "")
    if elsewhere:
        return elsewhere
    near = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.6)
    return near[0] if near else ""


def _all_keys(model: type[BaseModel], prefix: str = "", depth: int = 3) -> Iterator[str]:
    """Yield the dotted names of all keys, upper levels first."""
    inner = {name: _inner(field.annotation) for name, field in model.model_fields.items()}
    for name in inner:
        yield f"{prefix}{name}"
    for name, below in inner.items():
        if below is not None and depth > 1:
            yield from _all_keys(below, f"{prefix}{name}.", depth - 1)


def similar_value(written: str, allowed: list[str]) -> str:
    """Return the value of a closed list that was probably meant, "" if none: a label or a near spelling."""
    vocabularies = [v for v in vars(words).values() if isinstance(v, type) and issubclass(v, words.Word)]
    for member in (m for vocabulary in vocabularies for m in vocabulary):
        if str(member) in allowed and written in (member.label.zh, member.label.en):
            return str(member)
    near = difflib.get_close_matches(written.lower(), allowed, n=1, cutoff=0.6)
    return near[0] if near else ""
