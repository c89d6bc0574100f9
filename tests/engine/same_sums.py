"""Prints a digest of what the linear algebra of the barrier method makes of some numbers: for a process of its own."""

from __future__ import annotations

import hashlib
import sys

import numpy as np

from solver.engine.barrier.dense import cholesky, divide, divide_vector, inner, product, subtract_square


def main() -> None:
    rng = np.random.default_rng(1)
    n, m = 300, 200
    right = np.asfortranarray(rng.integers(-999, 999, (n, m)) / 7)
    vector = rng.integers(-999, 999, 10_007) / 7
    matrix = np.asfortranarray(1e6 * np.eye(n) + rng.integers(0, 9, (n, n)) / 7)
    rest = np.asfortranarray(np.eye(m) * 1e9)
    one = vector[:n].copy()
    assert cholesky(matrix)
    divide(matrix, right)
    subtract_square(right, rest)
    divide_vector(matrix, one, transposed=True)
    products = product(right, one, transposed=True), product(right, vector[:m], transposed=False)
    made = (matrix, right, rest, one, *products)
    digest = hashlib.sha256(b"".join(array.tobytes() for array in made)).hexdigest()
    sys.stdout.write(f"{digest} {inner(vector, vector)}\n")
