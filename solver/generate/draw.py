"""Draws that come out the same everywhere: every distribution is built on ``Generator.random`` alone.

NumPy keeps the stream of a bit generator stable, but not the methods that turn it into other distributions; so those
few that are needed are written here, by inversion.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from statistics import NormalDist
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Draw:
    """A stream of draws, named so that one table can change without changing the others.

    Parameters
    ----------
    seed
        Seed of the whole generation.
    labels
        Name of the stream, e.g. ``("county-s", "villages")``.
    """

    def __init__(self, seed: int, *labels: str) -> None:
        entropy = [seed, *(zlib.crc32(label.encode()) for label in labels)]
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        """Return a float in [low, high)."""
        return low + (high - low) * float(self._generator.random())

    def chance(self, probability: float) -> bool:
        """Return true with this probability."""
        return self.uniform() < probability

    def integer(self, low: int, high: int) -> int:
        """Return an integer in [low, high], both included."""
        return low + min(int(self.uniform() * (high - low + 1)), high - low)

    def pick(self, items: Sequence[T]) -> T:
        """Return one item, all equally likely."""
        return items[self.integer(0, len(items) - 1)]

    def weighted(self, weights: dict[T, float]) -> T:
        """Return one key with probability proportional to its weight, in the order of the dict."""
        point = self.uniform(0.0, sum(weights.values()))
        for key, weight in weights.items():
            point -= weight
            if point < 0:
                return key
        return next(reversed(weights))

    def sample(self, items: Sequence[T], n: int) -> list[T]:
        """Return ``n`` different items in random order (all of them, if there are fewer)."""
        return self.shuffled(items)[:n]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in random order (Fisher-Yates)."""
        result = list(items)
        for i in range(len(result) - 1, 0, -1):
            j = self.integer(0, i)
            result[i], result[j] = result[j], result[i]
        return result

    def normal(self, mean: float, sd: float) -> float:
        """Return a normal deviate."""
        return NormalDist(mean, sd).inv_cdf(min(max(self.uniform(), 1e-9), 1 - 1e-9))

    def lognormal(self, median: float, sigma: float) -> float:
        """Return a lognormal deviate of this median."""
        return median * math.exp(self.normal(0.0, sigma))

    def triangular(self, low: float, mode: float, high: float) -> float:
        """Return a triangular deviate."""
        u, cut = self.uniform(), (mode - low) / (high - low)
        if u < cut:
            return low + math.sqrt(u * (high - low) * (mode - low))
        return high - math.sqrt((1 - u) * (high - low) * (high - mode))

    def deal(self, weights: dict[T, float], n: int) -> list[T]:
        """Return ``n`` keys whose counts follow the weights as exactly as whole numbers can, in random order.

        Shares of a small table then do not wander: 25 % women of 204 people are 51.
        """
        counts = apportion(n, list(weights.values()))
        return self.shuffled([key for key, count in zip(weights, counts, strict=True) for _ in range(count)])


def apportion(n: int, weights: Sequence[float]) -> list[int]:
    """Split ``n`` whole things by weights, by the largest remainder (ties go to the earlier).

    >>> apportion(10, [1, 1, 1])
    [4, 3, 3]
    """
    total = sum(weights)
    shares = [n * weight / total for weight in weights]
    counts = [int(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda i: (counts[i] - shares[i], i))
    for i in order[: n - sum(counts)]:
        counts[i] += 1
    return counts
