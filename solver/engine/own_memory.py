"""Memory of a thread's own, laid over again and again: to get it anew from the system takes longer than to fill it."""

from __future__ import annotations

import math
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray


class OwnMemory(local):
    """Each thread's memory for one array at a time.

    Parameters
    ----------
    kind
        NumPy type of the array.
    most
        Cells of the largest array whose memory is kept for the next.
    """

    def __init__(self, kind: type[np.generic], most: float = math.inf) -> None:
        self._most, self._cells = most, np.empty(0, dtype=kind)

    def lend(self, shape: tuple[int, ...]) -> NDArray[Any]:
        """Return an array of anything, lent until the thread asks for the next."""
        n = math.prod(shape)
        if n > self._most:
            return np.empty(shape, dtype=self._cells.dtype)
        if self._cells.size < n:
            self._cells = np.empty(n, dtype=self._cells.dtype)
        return self._cells[:n].reshape(shape)
