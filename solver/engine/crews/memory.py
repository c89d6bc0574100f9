"""Memory that nobody uses goes back to the system: processes of one run share what the machine has (§7.3)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache


@cache
def _trim() -> Callable[[int], int] | None:
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # no glibc: other C libraries give back by themselves, or never
        return None
    return trim


def give_back() -> None:
    """Give back what the C library keeps for later.

    Between two tasks of a province that is a fifth of a worker, and takes a hundredth of a second. Without glibc it
    does nothing.
    """
    trim = _trim()
    if trim is not None:
        trim(0)
