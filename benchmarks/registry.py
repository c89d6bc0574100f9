"""What can be measured: methods, cases, and presets of both, as explicit tuples.

A new method is a function in ``methods.py`` and a line here; a new size comes with the generator. A method for several
counties at once is one more line: with its name in ``REGION_METHOD`` the curves over counties and coupling use it.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks import methods
from benchmarks.cases import Case
from benchmarks.methods import Method

METHODS: tuple[Method, ...] = (
    Method("engine", "the product's engine", methods.engine),
    Method("coupled", "the product's engine for several counties", methods.coupled),
    Method("first-come", "county after county, each with what those before have left", methods.first_come),
    Method("greedy", "village after village, as by hand", methods.greedy),
    Method(
        "best-fit",
        "people to places by seat points alone, no team rules, all rewards added: no plan, a bound of the value",
        methods.best_fit,
    ),
    Method(
        "cpsat-default", "CP-SAT, full model, default parameters, 2 workers, two passes", methods.cpsat_default, True
    ),
    Method(
        "cpsat-default-weighted",
        "CP-SAT, full model, default parameters, 2 workers, weighted objective",
        methods.cpsat_default_weighted,
        True,
    ),
    Method(
        "cpsat-level-2",
        "CP-SAT, full model, 1 worker, linearization 2, two passes",
        methods.cpsat_level_2,
        True,
        tuned=True,
    ),
    Method(
        "cpsat-level-2-weighted",
        "CP-SAT, full model, 1 worker, linearization 2, weighted objective",
        methods.cpsat_level_2_weighted,
        True,
        tuned=True,
    ),
    Method("cpsat-max-lp", "CP-SAT, full model, 2 workers, max_lp, two passes", methods.cpsat_max_lp, True, tuned=True),
    Method(
        "cpsat-max-lp-weighted",
        "CP-SAT, full model, 2 workers, max_lp, weighted objective",
        methods.cpsat_max_lp_weighted,
        True,
        tuned=True,
    ),
    Method(
        "cpsat-eight",
        "CP-SAT, full model, 8 workers, linearization 2, two passes",
        methods.cpsat_eight,
        True,
        tuned=True,
    ),
    Method("highs", "HiGHS (MIP) through OR-Tools, the same model row for row, two passes", methods.highs, True),
    Method("scip", "SCIP through OR-Tools, the same model row for row, two passes", methods.scip, True),
)
"""The product's engine first: what it takes is what the others get, unless a block says otherwise."""

OURS: tuple[str, ...] = ("engine", "coupled")
"""Methods of the product; all others are peers or references."""

REGION_METHOD = OURS[1]
"""What regions and the curves over counties and coupling are measured with."""

SEEDS: tuple[int, ...] = (1, 11, 12, 13, 14, 15)
"""The shipped seed and five others."""

COUNTIES: tuple[int, ...] = (1, 2, 5, 10, 20)
RATIOS: tuple[float, ...] = (1.05, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0)
COUPLINGS: tuple[float, ...] = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)

CASES: tuple[Case, ...] = (
    Case("tiny"),
    *(Case("county-s", seed) for seed in SEEDS),
    *(Case("county-m", seed) for seed in SEEDS),
    *(Case("county-l", seed) for seed in SEEDS),
)
"""Cases whose figures are kept; any other round of the generator can be measured as well."""

BY_RATIO: tuple[Case, ...] = tuple(Case("county-m", 1, ratio=ratio) for ratio in RATIOS)
BY_COUNTIES: tuple[Case, ...] = tuple(Case("province", 1, counties=n) for n in COUNTIES)
BY_COUPLING: tuple[Case, ...] = tuple(Case("prefecture", 1, coupling=share) for share in COUPLINGS)
"""The curves: one figure moves, all else stays."""

REGION_CASES: tuple[Case, ...] = tuple(
    Case(size, seed) for size in ("prefecture", "province") for seed in (1, 11, 12, 13)
)
"""The shipped seed and three others."""

WARM_UP = CASES[0]
"""Every process runs its method on this one first, so that nothing is compiled while the clock runs."""


@dataclass(frozen=True)
class Block:
    """Cases, each with all of these methods.

    Attributes
    ----------
    seconds
        What each peer gets; ``None`` gives it the time that the engine took on the case.
    """

    cases: tuple[Case, ...]
    methods: tuple[str, ...]
    seconds: float | None = None


_RACERS = (
    "engine",
    "greedy",
    "best-fit",
    "cpsat-default",
    "cpsat-level-2",
    "cpsat-max-lp",
    "cpsat-eight",
    "highs",
    "scip",
)

_FOR_A_COUNTY = tuple(method.name for method in METHODS if method.name not in (REGION_METHOD, "first-come"))

PRESETS: dict[str, tuple[Block, ...]] = {
    "small": (
        Block((Case("county-m"),), _RACERS, 10.0),
        Block((Case("county-s"),), ("engine", "greedy", "best-fit", "cpsat-default", "cpsat-max-lp"), 10.0),
    ),
    "race-s": (Block((Case("county-s"),), _RACERS, 60.0),),
    "race-m": (Block((Case("county-m"),), _RACERS, 100.0),),
    "race-l": (Block((Case("county-l"),), _RACERS, 240.0),),
    "peers": (Block((Case("county-s"), Case("county-m")), _FOR_A_COUNTY),),
    "full": (Block(CASES[1:], ("engine",)),),
    "ratio": (Block(BY_RATIO, ("engine",)),),
    "counties": (Block(BY_COUNTIES, (REGION_METHOD,)),),
    "coupling": (Block(BY_COUPLING, (REGION_METHOD,)),),
    "joint": (Block((Case("prefecture"),), (REGION_METHOD, "first-come")),),
    "regions": (Block(REGION_CASES, (REGION_METHOD,)),),
}
"""``small`` is for every day; a race gives peers the time to reach the gaps that we reach; ``peers`` has every
formulation of CP-SAT, in our own time; ``full`` is every kept county; then the curves, counties together and one after
another, prefectures and provinces."""


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
