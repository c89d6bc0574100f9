"""JSON as this program writes it: sorted keys, one form, checked on the way back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from solver.errors import Fault, InputError
from solver.text import Text

T = TypeVar("T")

_MEND = Text("请使用程序写出的原文件，或重新求解。", "Use the file as the program wrote it, or solve again.")


def json_text(content: dict[str, object]) -> str:
    """Return JSON with sorted keys, readable Chinese and a closing line end."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"


def whole(value: object) -> int:
    """Return a whole number as it is.

    Raises
    ------
    TypeError
        For a float, a text or a truth value: the file was damaged.
    """
    if type(value) is not int:
        raise TypeError(f"a whole number is needed, not {value!r}")
    return value


def read_json(path: Path, schema: str, build: Callable[[dict[str, Any]], T]) -> T:
    """Read a file that :func:`json_text` wrote and build an object of it.

    Parameters
    ----------
    schema
        What the file must say in ``schema``.
    build
        Makes the object; a ``KeyError``, ``TypeError`` or ``ValueError`` of it means a damaged file.

    Raises
    ------
    InputError
        If the file is missing, is no JSON, has another schema, or is damaged.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except OSError as error:
        _refuse(path, Text("不能读取：{why}", "cannot be read: {why}", {"why": error.strerror or str(error)}))
    except (ValueError, RecursionError) as error:
        _refuse(path, Text("不是有效的JSON：{why}", "is no valid JSON: {why}", {"why": str(error)}))
    if not isinstance(content, dict) or content.get("schema") != schema:
        found = content.get("schema") if isinstance(content, dict) else None
        _refuse(
            path,
            Text("文件类型应为“{wanted}”，实为“{found}”", "should be “{wanted}”, is “{found}”").with_values(
                wanted=schema, found=found
            ),
        )
    try:
        return build(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"{type(error).__name__}: {error}"
        _refuse(path, Text("内容已损坏：{why}", "is damaged: {why}", {"why": why}))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: readers would disagree on which one counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse(path: Path, problem: Text) -> NoReturn:
    raise InputError([Fault("bad_plan_file", problem, _MEND, file=path.name)]) from None
