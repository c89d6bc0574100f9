"""Validate a tree against a model, and say every fault with its place, what it means and what was probably meant."""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from solver.errors import Fault
from solver.scenario.fault_texts import (
    CHECK,
    CHOICE,
    DELETE,
    KEYS_HERE,
    MEANT,
    MONTH_ONLY,
    NO_KEY,
    NULL_RESETS,
    PICK,
    SAID,
    TEXTS,
    UNKNOWN,
)
from solver.scenario.nodes import (
    MappingNode,
    Mark,
    Path,
    ScalarNode,
    Spot,
    fault_at,
    find,
    is_null,
    key_mark,
    leaves,
    plain,
)
from solver.scenario.planner_dates import names_month_only
from solver.scenario.suggestions import NO_LIMIT, keys_at, similar_key, similar_value, takes_no_limit
from solver.text import Text

Model = TypeVar("Model", bound=BaseModel)

_TAKES_TEXT = frozenset({"string_type", "planner_date", "date_type", "date_from_datetime_parsing"})
"""Errors of a number where text is needed: ``2025.10`` as a date, ``620102001`` as a code; it is what was typed."""

MAX_KEYS_SHOWN = 15


def validate(model: type[Model], tree: MappingNode) -> tuple[Model | None, list[Fault]]:
    """Validate a tree.

    Returns
    -------
    tuple
        The validated model, or ``None``; and its faults, one a place, in the order of the lines.
    """
    validated, found = _collect(model, tree)
    return validated, [fault for _, fault in found]


def faults_of_file(model: type[BaseModel], tree: MappingNode) -> list[Fault]:
    """Return the faults that a file has whatever its base is.

    What is missing, what contradicts another value and what is reset by ``null`` is known only after the overlays.
    """
    _, found = _collect(model, tree)
    of_whole = {"missing", "value_error", "assertion_error"}
    return [
        fault
        for path, fault in found
        if fault.code == "unknown_key" or (fault.code not in of_whole and not is_null(find(tree, path).node))
    ]


def _collect(model: type[Model], tree: MappingNode) -> tuple[Model | None, list[tuple[Path, Fault]]]:
    validated, errors = _run(model, tree, {})
    instead = _other_readings(model, tree, errors)
    if instead:
        validated, errors = _run(model, tree, instead)
    found: dict[Path, tuple[Path, Fault]] = {}
    places = [find(tree, error["loc"]).path for error in errors]
    for error, path in zip(errors, places, strict=True):
        if error["type"] == "too_short" and any(p[: len(path)] == path and len(p) > len(path) for p in places):
            continue  # Only because its items are faulty.
        # A value that fits none of several types gives one error a type: the first one is enough.
        key = (*path, "missing", error["loc"][-1]) if error["type"] == "missing" else path
        found.setdefault(key, (path, _fault(model, tree, error)))
    return validated, sorted(found.values(), key=lambda f: (f[1].file, f[1].row or 0, f[1].position or 0))


def _other_readings(model: type[BaseModel], tree: MappingNode, errors: list[ErrorDetails]) -> dict[Path, str | None]:
    """Return how refused scalars are meant: numbers as the text they were typed as, ``none`` as no limit."""
    instead: dict[Path, str | None] = {}
    for error in errors:
        spot = find(tree, error["loc"])
        if not isinstance(spot.node, ScalarNode):
            continue
        if error["type"] in _TAKES_TEXT and spot.node.is_number:
            instead[spot.path] = spot.node.source
        elif spot.node.value in NO_LIMIT and takes_no_limit(model, spot.path):
            instead[spot.path] = None
    return instead


def _run(
    model: type[Model], tree: MappingNode, instead: dict[Path, str | None]
) -> tuple[Model | None, list[ErrorDetails]]:
    # JSON, because strict models take words, dates and tuples from JSON only.
    try:
        return model.model_validate_json(json.dumps(plain(tree, instead))), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _fault(model: type[BaseModel], tree: MappingNode, error: ErrorDetails) -> Fault:
    """Translate one error."""
    kind, context, location = error["type"], error.get("ctx", {}), error["loc"]
    spot = find(tree, location)
    if kind == "extra_forbidden":
        return _unknown_key(model, tree, spot)
    if kind == "missing":
        problem, mend = TEXTS[kind]
        path = ".".join(str(part) for part in (*spot.path, location[-1]))
        return fault_at(spot.mark, kind, problem.with_values(key=location[-1]), mend, path=path)
    if kind in ("enum", "literal_error"):
        return _not_allowed(spot, re.findall(r"'([^']*)'|(\d+)", str(context.get("expected", ""))))
    if kind in ("value_error", "assertion_error"):
        said = context.get("error")
        first = said.args[0] if isinstance(said, Exception) and said.args else error["msg"]
        problem, mend = SAID.with_values(said=first), CHECK
    elif kind in TEXTS:
        problem, mend = TEXTS[kind]
    else:
        problem, mend = UNKNOWN.with_values(said=error["msg"]), CHECK
    problem, mend = _filled(problem, context), _filled(mend, context)
    return fault_at(spot.mark, kind, problem, mend, path=spot.dotted, value=spot.source)


def _filled(text: Text, context: dict[str, Any]) -> Text:
    needed = text.placeholders()[0] - set(text.values)
    return text.with_values(**{name: context.get(name, "?") for name in needed}) if needed else text


def _unknown_key(model: type[BaseModel], tree: MappingNode, spot: Spot) -> Fault:
    key = str(spot.path[-1])
    meant = similar_key(model, spot.path[:-1], key)
    known = keys_at(model, spot.path[:-1])
    if meant:
        mend = MEANT.with_values(meant=meant)
    elif known:
        more = ("…",) if len(known) > MAX_KEYS_SHOWN else ()
        mend = KEYS_HERE.with_values(keys=(*known[:MAX_KEYS_SHOWN], *more))
    else:
        mend = DELETE
    mark: Mark = key_mark(tree, spot.path) or spot.mark
    return fault_at(mark, "unknown_key", NO_KEY.with_values(key=key), mend, path=spot.dotted, value=key)


def _not_allowed(spot: Spot, expected: list[tuple[str, str]]) -> Fault:
    allowed = [quoted or number for quoted, number in expected]
    written = spot.source
    meant = similar_value(written, allowed)
    mend = MEANT.with_values(meant=meant) if meant else PICK
    return fault_at(
        spot.mark, "not_allowed", CHOICE.with_values(allowed=tuple(allowed)), mend, path=spot.dotted, value=written
    )


def repairs(model: type[BaseModel], tree: MappingNode) -> list[Fault]:
    """List what one file says in a way that is read as declared: months as days, ``null`` where there is a limit."""
    found = []
    for name in ("reference_date", "on_post_date", "horizon_date"):
        spot = find(tree, ("reference", name))
        if spot.path == ("reference", name) and names_month_only(spot.source):
            found.append(fault_at(spot.mark, *MONTH_ONLY, path=spot.dotted, value=spot.source, severity="repair"))
    for path, leaf in leaves(tree):
        if is_null(leaf) and takes_no_limit(model, path):
            found.append(fault_at(leaf.mark, *NULL_RESETS, path=".".join(path), value="null", severity="repair"))
    return found
