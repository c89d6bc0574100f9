"""The leaves of a proof's tree of halves, with the rows that their plans keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solver.domain.certificate import Halves, Prices, Proof
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray

MAX_DEPTH = 100
"""Deepest tree of halves."""
MAX_LEAVES = 10_000
"""Largest tree of halves: each leaf costs one pricing of every village."""


@dataclass(frozen=True)
class HalfRow:
    """Plans with ``least`` to ``most`` new people on these seats."""

    seats: IntArray
    least: int
    most: int


@dataclass(frozen=True)
class PricedLeaf:
    """Prices, and the halves whose plans they bound."""

    prices: Prices
    halves: tuple[HalfRow, ...]


def leaves_of(proof: Proof, model: AllocationModel) -> Iterator[PricedLeaf]:
    """Yield the leaves of a proof; as every node has both halves, they hold all plans.

    Raises
    ------
    ValueError
        If the tree is too large, halves by a count that does not exist, or has not one price for each half.
    """
    seats_of = model.seats_to_halve_by
    waiting: list[tuple[Proof, tuple[HalfRow, ...]]] = [(proof, ())]
    n = 0
    while waiting:
        node, halves = waiting.pop()
        n += 1
        if len(halves) > MAX_DEPTH or n > 2 * MAX_LEAVES:
            raise ValueError(f"more than {MAX_DEPTH} halves deep, or more than {MAX_LEAVES} leaves")
        if isinstance(node, Halves):
            if node.count not in seats_of or node.limit < 0:
                raise ValueError(f"plans cannot be halved by {node.limit} of {node.count}")
            seats = seats_of[node.count]
            waiting.append((node.more, (*halves, HalfRow(seats, min(node.limit + 1, len(seats)), len(seats)))))
            waiting.append((node.at_most, (*halves, HalfRow(seats, 0, min(node.limit, len(seats))))))
        elif len(node.halves) != len(halves):
            raise ValueError(f"{len(node.halves)} prices for {len(halves)} halves")
        else:
            yield PricedLeaf(node, halves)
