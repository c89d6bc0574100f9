"""Dense linear algebra in place, without Python's lock, so that areas are worked on side by side (§7.6).

SciPy's own functions for these routines keep the lock: two threads would take turns. All matrices are float64 in
Fortran's order.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import numpy as np
from numba.extending import get_cython_function_address

from solver.engine.duals import FloatArray
from solver.engine.processors import load_linear_algebra


def _routine(library: str, name: str, n_arguments: int) -> Callable[..., None]:
    """Return a routine of BLAS or LAPACK; as in Fortran every argument goes by its address."""
    address = get_cython_function_address(f"scipy.linalg.cython_{library}", name)
    by_address = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * n_arguments)(address)
    return lambda *arguments: by_address(*map(_address, arguments))


def _address(argument: bytes | float | FloatArray | ctypes.c_int) -> Any:
    if isinstance(argument, bytes):
        return ctypes.c_char_p(argument)
    if isinstance(argument, int):
        return ctypes.byref(ctypes.c_int(argument))
    if isinstance(argument, float):
        return ctypes.byref(ctypes.c_double(argument))
    if isinstance(argument, ctypes.c_int):
        return ctypes.byref(argument)
    return argument.ctypes.data


load_linear_algebra()
_gemm, _syrk = _routine("blas", "dgemm", 13), _routine("blas", "dsyrk", 10)
_trsm, _trsv = _routine("blas", "dtrsm", 11), _routine("blas", "dtrsv", 8)
_gemv, _potrf = _routine("blas", "dgemv", 11), _routine("lapack", "dpotrf", 5)

PANEL = 128
"""Rows that are divided at a time: some processors divide a third as fast as they multiply, others alike."""


def cholesky(matrix: FloatArray) -> bool:
    """Factorise a square matrix in place, from upper triangle to upper triangle; ``False`` if it is not definite."""
    failed = ctypes.c_int(0)
    _potrf(b"U", len(matrix), matrix, len(matrix), failed)
    return not failed.value


def divide(factor: FloatArray, right: FloatArray) -> None:
    """Replace ``right`` by the X with ``factor.T @ X = right``; of shapes (n, n) and (n, m)."""
    n, m = right.shape
    for first in range(0, n, PANEL):
        size, here = min(PANEL, n - first), right[first:]
        if first:
            _gemm(b"T", b"N", size, m, first, -1.0, factor[:, first:], n, right, n, 1.0, here, n)
        _trsm(b"L", b"U", b"T", b"N", size, m, 1.0, factor[first:, first:], n, here, n)


def subtract_square(right: FloatArray, rest: FloatArray) -> None:
    """Subtract ``right.T @ right`` from the upper triangle of ``rest``; of shapes (n, m) and (m, m)."""
    n, m = right.shape
    _syrk(b"U", b"T", m, n, -1.0, right, n, 1.0, rest, m)


def divide_vector(factor: FloatArray, right: FloatArray, *, transposed: bool) -> None:
    """Replace ``right`` by the x with ``factor @ x = right``, or with ``factor.T @ x = right``."""
    _trsv(b"U", b"T" if transposed else b"N", b"N", len(right), factor, len(right), right, 1)


def product(matrix: FloatArray, vector: FloatArray, *, transposed: bool) -> FloatArray:
    """Return ``matrix @ vector`` or ``matrix.T @ vector``; NumPy's own has kernels of the processor's choice."""
    n, m = matrix.shape
    found = np.zeros(m if transposed else n)
    _gemv(b"T" if transposed else b"N", n, m, 1.0, matrix, max(1, n), vector, 1, 0.0, found, 1)
    return found


def inner(left: FloatArray, right: FloatArray) -> float:
    """Return the inner product of two vectors; NumPy's own ``@`` is OpenBLAS's, of the processor's choice."""
    return float(np.sum(left * right))
