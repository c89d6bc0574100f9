"""What can be measured: methods, cases, and presets of both, as explicit tuples.

A new method is a function in ``methods.py`` and a line here; a new size comes with the generator.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks import methods
from benchmarks.cases import Case
from benchmarks.methods import Method

METHODS: tuple[Method, ...] = (
    Method("engine", "the product's engine", methods.engine),
    Method("greedy", "village after village, as by hand", methods.greedy),
    Method(
        "cpsat-default", "CP-SAT, full model, default parameters, 2 workers, two passes", methods.cpsat_default, True
    ),
    Method(
        "cpsat-default-weighted",
        "CP-SAT, full model, default parameters, 2 workers, weighted objective",
        methods.cpsat_default_weighted,
        True,
    ),
    Method("cpsat-level-2", "CP-SAT, full model, 1 worker, linearization 2, two passes", methods.cpsat_level_2, True),
    Method(
        "cpsat-level-2-weighted",
        "CP-SAT, full model, 1 worker, linearization 2, weighted objective",
        methods.cpsat_level_2_weighted,
        True,
    ),
    Method("cpsat-max-lp", "CP-SAT, full model, 2 workers, max_lp, two passes", methods.cpsat_max_lp, True),
    Method(
        "cpsat-max-lp-weighted",
        "CP-SAT, full model, 2 workers, max_lp, weighted objective",
        methods.cpsat_max_lp_weighted,
        True,
    ),
)
"""The engine first: what it takes is what the others get."""

SEEDS: tuple[int, ...] = (1, 11, 12, 13, 14, 15)
"""The shipped seed and five others."""

CASES: tuple[Case, ...] = (
    Case("tiny"),
    *(Case("county-s", seed) for seed in SEEDS),
    *(Case("county-m", seed) for seed in SEEDS),
    *(Case("county-l", seed) for seed in SEEDS),
)
"""Cases whose figures are kept; any other seed of the generator can be measured as well."""

WARM_UP = CASES[0]
"""Every process runs its method on this one first, so that nothing is compiled while the clock runs."""


@dataclass(frozen=True)
class Block:
    """Cases, each with all of these methods."""

    cases: tuple[Case, ...]
    methods: tuple[str, ...]


_PEERS = tuple(method.name for method in METHODS[1:])

PRESETS: dict[str, tuple[Block, ...]] = {
    "small": (
        Block(
            (Case("county-s"), Case("county-m")),
            ("engine", "greedy", "cpsat-default", "cpsat-level-2-weighted", "cpsat-max-lp"),
        ),
        Block((Case("county-l"),), ("engine", "greedy")),
    ),
    "peers": (Block((Case("county-s"), Case("county-m")), ("engine", *_PEERS)),),
    "full": (Block(CASES[1:], ("engine",)),),
}
"""``small`` is for every day, ``peers`` has every formulation of CP-SAT, ``full`` is what a release shows."""


def method_named(name: str) -> Method:
    """Return a method.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    for method in METHODS:
        if method.name == name:
            return method
    raise ValueError(f"no method {name!r}: one of {', '.join(m.name for m in METHODS)}")
