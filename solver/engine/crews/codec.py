"""Answers as bytes and back, without pickle: JSON for the tree, numpy's own format for the arrays.

What is read back is built from the type that was asked for, never from a name in the file: a file that holds anything
else is refused, so that nobody can plant objects in a folder that somebody else resumes from.
"""

from __future__ import annotations

import io
import json
import types
import typing
import zipfile
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

TREE = "tree"
"""Member of the archive that holds the JSON; arrays are numbered."""


class Damaged(ValueError):
    """The bytes are not what they were written as, or not of the type asked for."""


def encode(value: object, kind: Any, label: str) -> bytes:
    """Return an ``.npz`` archive of a value.

    Parameters
    ----------
    kind
        Its type: dataclasses, tuples, ``X | None``, ``int``, ``float``, ``bool``, ``str`` and arrays of one dtype.
    label
        Anything that the reader is to compare, such as a digest.

    Raises
    ------
    TypeError
        If the value is not of that type, or the type is none of these.
    """
    arrays: list[Array] = []
    tree = json.dumps([label, _flatten(value, kind, arrays)], ensure_ascii=False, separators=(",", ":"))
    members = {str(i): array for i, array in enumerate(arrays)}
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **{TREE: np.frombuffer(tree.encode(), dtype=np.uint8)}, **members)
    return out.getvalue()


def decode(content: bytes, kind: Any, label: str) -> Any:
    """Return the value of an archive.

    Raises
    ------
    Damaged
        If a byte of it was changed, its label is another, or it does not hold a value of that type.
    """
    try:
        found, node, arrays = _open(content)
        if found == label:
            return _build(node, kind, arrays)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, EOFError, OSError) as error:
        raise Damaged(str(error)) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, MemoryError, SyntaxError, OverflowError) as error:
        raise Damaged(str(error)) from error
    raise Damaged("another task's answer")


def _open(content: bytes) -> tuple[str, Any, list[Array]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if any(member.compress_type != zipfile.ZIP_STORED for member in members):
            raise Damaged("compressed")  # we never do; small files that grow huge are somebody else's
        # reading a member to its end compares its checksum
        loaded = {m.filename.removesuffix(".npy"): _array(archive.read(m)) for m in members}
    label, node = json.loads(loaded.pop(TREE).tobytes().decode())
    return label, node, [loaded[str(i)] for i in range(len(loaded))]


def _array(content: bytes) -> Array:
    array: Array = np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)
    return array


@cache
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))


def _option(kind: Any) -> Any:
    """Return X of ``X | None``, or ``None``."""
    if typing.get_origin(kind) not in (Union, types.UnionType):
        return None
    inner = [part for part in typing.get_args(kind) if part is not type(None)]
    if len(inner) != 1:
        raise TypeError(f"{kind} cannot be written")
    return inner[0]


def _flatten(value: Any, kind: Any, arrays: list[Array]) -> Any:
    inner = _option(kind)
    if inner is not None:
        return None if value is None else [_flatten(value, inner, arrays)]
    if kind in (int, bool, float, str):
        return _plain(value, kind)
    if typing.get_origin(kind) is tuple and isinstance(value, tuple):
        parts = _parts(kind, len(value))
        return [_flatten(item, part, arrays) for item, part in zip(value, parts, strict=True)]
    if typing.get_origin(kind) is np.ndarray and isinstance(value, np.ndarray):
        arrays.append(np.ascontiguousarray(value, dtype=_dtype(kind)))
        return len(arrays) - 1
    if is_dataclass(kind) and type(value) is kind:
        return [_flatten(getattr(value, name), hint, arrays) for name, hint in _hints(typing.cast("Any", kind))]
    raise TypeError(f"a {type(value).__name__} cannot be written as {kind}")


def _plain(value: Any, kind: Any) -> Any:
    """Return a number or text; numpy's scalars become Python's, so that an answer reads back the same each time."""
    own = {int: (int, np.integer), bool: (bool, np.bool_), float: (float, int, np.floating), str: (str,)}[kind]
    if not isinstance(value, own) or (kind is not bool and isinstance(value, bool)):
        raise TypeError(f"a {type(value).__name__} cannot be written as {kind.__name__}")
    return kind(value)


def _parts(kind: Any, n: int) -> list[Any]:
    """Return the types of a tuple's n items."""
    args = typing.get_args(kind)
    if len(args) == 2 and args[1] is Ellipsis:
        return [args[0]] * n
    return list(args)


def _dtype(kind: Any) -> np.dtype[Any]:
    dtype: np.dtype[Any] = np.dtype(typing.get_args(typing.get_args(kind)[1])[0])
    return dtype


def _build(node: Any, kind: Any, arrays: list[Array]) -> Any:
    inner = _option(kind)
    if inner is not None:
        return None if node is None else _build(_only(node), inner, arrays)
    if kind in (int, bool, float, str):
        if type(node) is not kind:
            raise TypeError(f"{kind.__name__} expected")
        return node
    if typing.get_origin(kind) is tuple and isinstance(node, list):
        if typing.get_args(kind) == (int, ...) and all(type(item) is int for item in node):  # most of it
            return tuple(node)
        return tuple(_build(item, part, arrays) for item, part in zip(node, _parts(kind, len(node)), strict=True))
    if typing.get_origin(kind) is np.ndarray and type(node) is int and node >= 0:
        if arrays[node].dtype != _dtype(kind):
            raise TypeError("another dtype")
        return arrays[node]
    if is_dataclass(kind) and isinstance(kind, type) and isinstance(node, list):
        hints = _hints(kind)
        return kind(**{name: _build(item, hint, arrays) for item, (name, hint) in zip(node, hints, strict=True)})
    raise TypeError(f"no {kind}")


def _only(node: Any) -> Any:
    (item,) = node
    return item
