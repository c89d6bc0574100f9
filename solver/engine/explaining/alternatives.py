"""The next best people for a place, each with the plan re-optimised around the exchange (§8)."""

from __future__ import annotations

from dataclasses import dataclass

from solver.engine.explaining.change import Change
from solver.engine.explaining.desk import Desk
from solver.engine.explaining.exact import Reoptimised


@dataclass(frozen=True)
class Alternative:
    """Somebody else for a place."""

    seat: int
    found: Reoptimised


@dataclass(frozen=True)
class NextBest:
    """The best alternatives found, best first.

    Attributes
    ----------
    n
        People who could take the place at all, by the rules.
    proved
        Whether it is proved that these are the best, in this order, with these losses.
    """

    alternatives: tuple[Alternative, ...]
    n: int
    proved: bool


@dataclass(frozen=True)
class Care:
    """Effort for one place of a large plan; a small one is always decided whole.

    Attributes
    ----------
    tried
        People for whom the plan is re-optimised; the others are ruled out by bounds, or said not to be.
    free
        Villages that a neighbourhood frees for one of them.
    """

    tried: int = 6
    free: int = 12


USUAL, QUICK = Care(), Care(tried=3, free=6)


def next_best(desk: Desk, village: int, role: int, instead_of: int | None, n: int = 3, care: Care = USUAL) -> NextBest:
    """Return the best people for a place other than those who have it.

    Parameters
    ----------
    instead_of
        The seat whose holder is to give way; ``None`` for a place that is open.
    """
    taken = set(desk.seats.tolist())
    others = [s for s in desk.model.seats.of_village(village).all(role).tolist() if s not in taken]
    barred = () if instead_of is None else (instead_of,)
    changes = {s: Change((s,), barred) for s in others}
    tried = others if desk.is_small else _most_promising(desk, changes, care.tried)
    found = [Alternative(s, desk.reoptimise(changes[s], care.free)) for s in tried]
    possible = sorted((a for a in found if a.found.seats is not None), key=_rank)[:n]
    unknown = [a for a in found if a.found.seats is None and not a.found.impossible]
    proved = len(tried) == len(others) and not unknown and all(a.found.proved for a in found)
    return NextBest(tuple(possible), len(others), proved)


def _rank(alternative: Alternative) -> tuple[int, int, int]:
    found = alternative.found
    return (found.severity, -found.value, alternative.seat)


def _most_promising(desk: Desk, changes: dict[int, Change], n: int) -> list[int]:
    """Return the seats whose bounds promise most."""
    of_severity, of_value = desk.bounds
    rough = []
    for seat, change in changes.items():
        severity = of_severity.severity_bound(change)
        value = of_value.value_bound(severity, change)
        if value is None or value > -(1 << 34):
            rough.append((severity, -(value or 0), seat))
    return [seat for _, _, seat in sorted(rough)[:n]]
