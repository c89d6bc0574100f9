"""Compile a function of arrays to machine code, and keep the result where there is a place for it (§6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

from solver.engine.processors import load_linear_algebra

T = TypeVar("T")

load_linear_algebra()  # numba loads it with the first kernel, whatever for


def kernel(function: Callable[..., T]) -> Callable[..., T]:
    """Return the function compiled at its first call; it runs without the interpreter's lock.

    The machine code is kept beside the sources, or in the user's cache folder. Where neither can be written (sources
    that are installed read-only, a user without a home), each process compiles anew: slower, but a plan all the same.
    """
    try:
        made = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # "no locator available": numba looks for a place as soon as a cache is asked for
        made = numba.njit(nogil=True)(function)
    return cast("Callable[..., T]", made)
