"""What an unquoted YAML scalar is read as: a small, safe part of YAML 1.2.

YAML 1.1 reads ``no`` as false, ``012`` as ten and ``12:30`` as 750; planners' lists are full of such values. Here only
``true``/``false`` are booleans, only plain decimals are numbers, ``null``, ``~`` and nothing are null; the
rest is text.
"""

from __future__ import annotations

import math
import re

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
# Leading zeros would be codes, not amounts; an exponent is only read with a point, so that "1e3" stays a code.
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "false": False}


def resolve(source: str) -> str | int | float | bool | None:
    """Return the value of an unquoted scalar."""
    if source in _NULLS:
        return None
    if source in _BOOLEANS:
        return _BOOLEANS[source]
    if _INT.fullmatch(source):
        return int(source)
    if _FLOAT.fullmatch(source) and math.isfinite(float(source)):
        return float(source)
    return source
