"""From the engine's prices to a certificate that the re-check reads the same way (§7.4).

The figures of the certificate are those that the re-check's own routine gets from the prices. What the engine proved
beyond them goes into ``search_bound``: known, but not re-checkable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from solver.book.county_answers import Tell, silent
from solver.domain.certificate import Certificate, Halves, Level, Prices, Proof
from solver.errors import ModelError
from solver.units import PRICE_SCALE
from solver.verify.bound import MAX_PRICE, BoundCheck, Which, recheck_bound
from solver.verify.model_checks import bounds_by_county

if TYPE_CHECKING:
    from solver.book.rule_book import RuleBook
    from solver.domain.plan import Problem
    from solver.engine.county import CountyResult, Leaf
    from solver.engine.coupled.whole import WholeResult
    from solver.engine.relaxation import PricePoint
    from solver.modelling.model import AllocationModel

    Outcome: TypeAlias = CountyResult | WholeResult

LOOSE = 0.1
"""Relative gap of the value above which the bound without prices is tried too: only of runs that were stopped early."""


def certify(
    model: AllocationModel, result: CountyResult, versions: dict[str, str], hashes: dict[str, str]
) -> Certificate:
    """Make the certificate of a result.

    A run that was stopped before it had prices is certified with none: the bound is weak, and true.

    Raises
    ------
    ModelError
        If what was reached lies beyond what the prices prove: a defect of this program.
    """
    severity, value = severity_prices_of(keys_of(model), result.severity_point), value_proof(model, result.value_leaves)

    def recheck(which: Which, proof: Proof) -> BoundCheck:
        return recheck_bound(model, proof, which, result.severity)

    return _certified(result, {"severity": severity, "value": value}, recheck, versions, hashes)


def certify_whole(
    problem: Problem,
    book: RuleBook,
    result: WholeResult,
    versions: dict[str, str],
    hashes: dict[str, str],
    *,
    workers: int = 1,
    tell: Tell = silent,
) -> Certificate:
    """Make the certificate of a result of several counties; no model of the whole is compiled.

    Parameters
    ----------
    workers
        Processes that go through the counties; the certificate is the same for any number.
    tell
        Told how many counties are done, and of how many.

    Raises
    ------
    ModelError
        As for :func:`certify`.
    """
    value = Prices() if result.value_point is None else prices_of(result.keys, result.value_point)
    proofs: dict[Which, Prices] = {"severity": severity_prices_of(result.keys, result.severity_point), "value": value}
    known = bounds_by_county(problem, book, proofs, result.severity, workers, tell)

    def recheck(which: Which, proof: Proof) -> BoundCheck:
        assert isinstance(proof, Prices)
        if proof == proofs[which]:
            found = known[which]
        else:
            found = bounds_by_county(problem, book, {which: proof}, result.severity, workers, tell)[which]
        if isinstance(found, ValueError):
            raise ModelError(f"the engine's prices cannot be used: {found}") from found
        return found

    return _certified(result, {**proofs}, recheck, versions, hashes)


def _certified(
    result: Outcome,
    proofs: Mapping[Which, Proof],
    recheck: Callable[[Which, Proof], BoundCheck],
    versions: dict[str, str],
    hashes: dict[str, str],
) -> Certificate:
    drafts: tuple[tuple[Which, Level, int | None], ...] = (
        ("severity", Level(result.severity, 0, proofs["severity"]), result.severity_bound),
        ("value", Level(result.value, 0, proofs["value"]), result.value_bound),
    )
    levels: list[Level] = []
    left_out: set[str] = set()
    for which, draft, searched in drafts:
        check = recheck(which, draft.proof)
        if which == "value" and check.bound - draft.reached > LOOSE * abs(draft.reached):
            # prices for less severity than was reached say little: none at all may say more
            plain = replace(draft, proof=Prices())
            other = recheck(which, plain.proof)
            draft, check = (plain, other) if other.bound < check.bound else (draft, check)
        levels.append(_level(which, draft, check.bound, searched))
        left_out.update(check.left_out)
    return Certificate(levels[0], levels[1], tuple(sorted(left_out)), versions, hashes)


def _level(which: str, draft: Level, bound: int, searched: int | None) -> Level:
    """Put reached, searched and re-checkable bound together, in an order that makes sense."""
    sign = 1 if which == "value" else -1
    if sign * (bound - draft.reached) < 0 or (searched is not None and sign * (searched - draft.reached) < 0):
        raise ModelError(f"{which} {draft.reached} lies beyond its bounds {bound} (prices) and {searched} (engine)")
    tighter = searched is not None and sign * (bound - searched) > 0
    return Level(draft.reached, bound, draft.proof, searched if tighter else None)


def value_proof(model: AllocationModel, leaves: Sequence[Leaf], depth: int = 0) -> Proof:
    """Return the tree of halves that these leaves make up; no prices at all if there are none.

    Parameters
    ----------
    depth
        Halves that all of them have in common.
    """
    if not leaves:
        return Prices()
    if len(leaves) == 1 and len(leaves[0].halves) == depth:
        return prices_of(keys_of(model), leaves[0].point)
    here = leaves[0].halves[depth]
    at_most = [leaf for leaf in leaves if not leaf.halves[depth].more]
    more = [leaf for leaf in leaves if leaf.halves[depth].more]
    return Halves(here.count, here.limit, value_proof(model, at_most, depth + 1), value_proof(model, more, depth + 1))


def keys_of(model: AllocationModel) -> tuple[str, ...]:
    """Return the keys of a model's linking rows, in the order of an engine's prices."""
    return tuple(count.key for count in model.linking_counts if not count.is_idle)


def prices_of(keys: Sequence[str], point: PricePoint) -> Prices:
    """Return the prices of a value level: of the rows by key, zeros left out, of the halves, and of severity.

    Parameters
    ----------
    keys
        Of the rows, in the order of the prices; the prices of halves come after theirs.
    """
    # any prices give a true bound, so one that the re-check would refuse is cut off
    prices = [max(-MAX_PRICE, min(MAX_PRICE, int(price))) for price in point.rows.tolist()]
    rows = {key: price for key, price in zip(keys, prices, strict=False) if price}
    return Prices(rows, tuple(prices[len(keys) :]), min(MAX_PRICE, point.scalars.severity_price))


def severity_prices_of(keys: Sequence[str], point: PricePoint | None) -> Prices:
    """Return the prices of a severity level, where one unit of severity costs ``PRICE_SCALE`` exactly."""
    if point is None or point.scalars.severity_price == 0:
        return Prices()
    found = prices_of(keys, point)
    unit = found.severity
    scaled = {key: (2 * price * PRICE_SCALE + unit) // (2 * unit) for key, price in found.rows.items()}
    return Prices({key: price for key, price in scaled.items() if price})
