"""The door to the generator: a size and a seed give the tables of a round."""

from __future__ import annotations

from solver.generate.county import draw_county
from solver.generate.generated import Generated
from solver.generate.sizes import SIZES, TINY
from solver.generate.tiny import draw_tiny


def generate(size: str, seed: int = 1) -> Generated:
    """Return the tables of a fictional round; the same for the same size, seed and version of this package.

    Parameters
    ----------
    size
        ``tiny`` (made by hand; the seed only changes names), ``county-s``, ``county-m`` or ``county-l``.
    seed
        A non-negative number.

    Raises
    ------
    KeyError
        If there is no such size.
    """
    return draw_tiny(seed) if size == TINY else draw_county(SIZES[size], seed)
