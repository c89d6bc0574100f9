"""Digests of tasks: equal for equal content, in every process and on every machine."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import numpy as np


def task_digest(task: object) -> str:
    """Return the SHA-256 of a value's canonical form.

    Parameters
    ----------
    task
        Dataclasses, tuples, strings, bytes, numbers, booleans, enumerations, ``None`` and numpy arrays (not of
        objects), nested at will. All fields of a dataclass count, and so does its name.

    Raises
    ------
    TypeError
        If it holds anything else: sets and pickles have no canonical form.
    """
    digest = hashlib.sha256()
    _feed(digest, task)
    return digest.hexdigest()


def _feed(digest: Any, value: object) -> None:
    """Feed one value; each begins with its kind and its length, so that no two values feed the same."""
    if isinstance(value, tuple):
        if all(type(item) is int for item in value):  # most of what tasks hold
            _text(digest, "numbers", ",".join(map(str, value)))
            return
        digest.update(b"tuple %d\n" % len(value))
        for item in value:
            _feed(digest, item)
    elif is_dataclass(value) and not isinstance(value, type):
        own = fields(value)
        _text(digest, "record", f"{type(value).__qualname__} {len(own)}")
        for field in own:
            _feed(digest, getattr(value, field.name))
    elif isinstance(value, np.ndarray):
        _array(digest, value)
    else:
        _text(digest, *_scalar(value))


def _scalar(value: object) -> tuple[str, str]:
    if value is None:
        return "none", ""
    if isinstance(value, Enum):
        return "enum", f"{type(value).__qualname__}.{value.name}"
    if isinstance(value, (bool, np.bool_)):
        return "bool", str(bool(value))
    if isinstance(value, (int, np.integer)):
        return "int", str(int(value))
    if isinstance(value, (float, np.floating)):
        return "float", float(value).hex()
    if isinstance(value, str):
        return "text", value
    if isinstance(value, bytes):
        return "bytes", value.hex()
    raise TypeError(f"a {type(value).__name__} has no digest")


def _array(digest: Any, array: np.ndarray[Any, np.dtype[Any]]) -> None:
    if array.dtype.hasobject:
        raise TypeError("an array of objects has no digest")
    fixed = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    _text(digest, "array", f"{fixed.dtype.str} {array.shape}")
    digest.update(fixed.tobytes())


def _text(digest: Any, kind: str, text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    digest.update(b"%s %d\n" % (kind.encode(), len(content)))
    digest.update(content)
