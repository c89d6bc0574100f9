"""From the engine's prices to a certificate that the re-check reads the same way (§7.4).

The figures of the certificate are those that the re-check's own routine gets from the prices. What the engine proved
beyond them goes into ``search_bound``: known, but not re-checkable.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from solver.domain.certificate import Certificate, Level
from solver.errors import ModelError
from solver.units import PRICE_SCALE
from solver.verify.bound import MAX_PRICE, recheck_bound

if TYPE_CHECKING:
    from solver.engine.county import CountyResult
    from solver.engine.relaxation import PricePoint
    from solver.modelling.model import AllocationModel

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
    prices, severity_price = prices_of(model, result.value_point)
    drafts: tuple[tuple[Literal["severity", "value"], Level, int | None], ...] = (
        (
            "severity",
            Level(result.severity, 0, severity_prices_of(model, result.severity_point)),
            result.severity_bound,
        ),
        ("value", Level(result.value, 0, prices, severity_price), result.value_bound),
    )
    levels: list[Level] = []
    left_out: set[str] = set()
    for which, draft, searched in drafts:
        check = recheck_bound(model, draft, which, result.severity)
        if which == "value" and check.bound - draft.reached > LOOSE * abs(draft.reached):
            # prices for less severity than was reached say little: none at all may say more
            plain = replace(draft, prices={}, severity_price=0)
            other = recheck_bound(model, plain, which, result.severity)
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
    return Level(draft.reached, bound, draft.prices, draft.severity_price, searched if tighter else None)


def prices_of(model: AllocationModel, point: PricePoint | None) -> tuple[dict[str, int], int]:
    """Return the prices of the rows by key, zeros left out, and the price of severity, of a value level."""
    if point is None:
        return {}, 0
    keys = [count.key for count in model.linking_counts if not count.is_idle]
    pairs = zip(keys, point.rows.tolist(), strict=True)
    # any prices give a true bound, so one that the re-check would refuse is cut off
    prices = {key: max(-MAX_PRICE, min(MAX_PRICE, int(price))) for key, price in pairs if price}
    return prices, min(MAX_PRICE, point.scalars.severity_price)


def severity_prices_of(model: AllocationModel, point: PricePoint | None) -> dict[str, int]:
    """Return the prices of a severity level, where one unit of severity costs ``PRICE_SCALE`` exactly."""
    if point is None or point.scalars.severity_price == 0:
        return {}
    prices, unit = prices_of(model, point)
    scaled = {key: (2 * price * PRICE_SCALE + unit) // (2 * unit) for key, price in prices.items()}
    return {key: price for key, price in scaled.items() if price}
