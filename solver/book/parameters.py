"""Parameters of rules and goals as a reader needs them: name, default, allowed values, description in one language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined, to_jsonable_python

from solver.text import Lang

SEPARATOR = " · "
"""Stands between the English and the Chinese half of a parameter's description."""


@dataclass(frozen=True)
class Parameter:
    """One line of a parameter table.

    Attributes
    ----------
    name
        YAML key; ``demands.least`` is a field of each entry of ``demands``.
    default
        As it would be written in YAML; "" if a value must be given.
    allowed
        A range such as ``1–100``, or the words that may be given; "" if it is free.
    description
        In the language asked for.
    """

    name: str
    default: str
    allowed: str
    description: str


def parameters_of(params: type[BaseModel], lang: Lang, prefix: str = "") -> list[Parameter]:
    """Return the parameters of a ``Params`` class in their order, each table's own fields after it."""
    schema = params.model_json_schema()
    found = []
    for name, field in params.model_fields.items():
        found.append(
            Parameter(
                name=prefix + name,
                default=_default(field),
                allowed=_allowed(schema["properties"][name], schema.get("$defs", {})),
                description=in_language(field.description or "", lang),
            )
        )
        nested = _nested(field.annotation)
        if nested is not None:
            found += parameters_of(nested, lang, f"{prefix}{name}.")
    return found


def in_language(description: str, lang: Lang) -> str:
    """Return the half of a description that is in this language; the whole if it is not divided."""
    english, _, chinese = description.partition(SEPARATOR)
    return (chinese or english) if lang == "zh" else english


def _default(field: FieldInfo) -> str:
    """Return the default as YAML would have it."""
    value = field.get_default(call_default_factory=True)
    if value is PydanticUndefined:
        return ""
    plain = to_jsonable_python(value)
    if isinstance(plain, list) and isinstance(value, frozenset):
        plain = sorted(plain)  # a set has no order of its own
    return plain if isinstance(plain, str) and plain else json.dumps(plain, ensure_ascii=False)


def _allowed(schema: dict[str, Any], defs: dict[str, Any]) -> str:
    """Return the range or the words that a JSON schema allows."""
    if "$ref" in schema:
        return _allowed(defs[schema["$ref"].rsplit("/", 1)[1]], defs)
    if "enum" in schema:
        return ", ".join(str(word) for word in schema["enum"])
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            return _allowed(option, defs)
    if isinstance(schema.get("items"), dict):
        return _allowed(schema["items"], defs)
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is None and high is None:
        return ""
    return f"{low}–{high}" if high is not None and low is not None else f"≥ {low}" if high is None else f"≤ {high}"


def _nested(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as ``tuple[Demand, ...]``, if there is one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for model in map(_nested, get_args(annotation)) if model is not None), None)
