"""The next best people for a place, each with the plan re-optimised around the exchange (§8)."""

from __future__ import annotations

from dataclasses import dataclass

from solver.engine.explaining.change import Change
from solver.engine.explaining.desk import Desk
from solver.engine.explaining.exact import Reoptimised


@dataclass(frozen=True)
class Alternative:
    """A seat that the plan does not take, and the best plan found that does."""

    seat: int
    found: Reoptimised


@dataclass(frozen=True)
class NextBest:
    """The best alternatives found, best first.

    Attributes
    ----------
    n
        Alternatives that the rules admit at all.
    tried_all
        Whether the plan was re-optimised for each of them that bounds do not rule out.
    proved
        Whether it is proved that these are the best, in this order, with these losses.
    """

    alternatives: tuple[Alternative, ...]
    n: int
    tried_all: bool
    proved: bool


@dataclass(frozen=True)
class Care:
    """Effort for one question about a large plan; a small one is always decided whole.

    Attributes
    ----------
    tried
        Seats for which the plan is re-optimised at most, those whose bounds promise most first.
    free
        Villages that a neighbourhood frees for one of them.
    """

    tried: int = 4
    free: int = 8


USUAL, QUICK = Care(), Care(tried=3, free=6)

SHORTLIST = 24
"""Seats that are bounded one by one, where there are more: those worth most at the prices."""


def next_best(desk: Desk, village: int, role: int, instead_of: int | None, n: int = 3, care: Care = USUAL) -> NextBest:
    """Return the best people for a place other than those who have it.

    Parameters
    ----------
    instead_of
        The seat whose holder is to give way; ``None`` for a place that is open.
    """
    taken = set(desk.seats.tolist())
    barred = () if instead_of is None else (instead_of,)
    others = (s for s in desk.model.seats.of_village(village).all(role).tolist() if s not in taken)
    return best_of(desk, {s: Change((s,), barred) for s in others}, n, care)


def best_of(desk: Desk, changes: dict[int, Change], n: int, care: Care) -> NextBest:
    """Return the best of some changes.

    Parameters
    ----------
    changes
        By the seat that each takes.
    n
        How many to return at most.
    """
    if desk.is_small:
        tried, tried_all = [Alternative(s, desk.reoptimise(c)) for s, c in changes.items()], True
    else:
        tried, tried_all = _most_promising(desk, changes, n, care)
    found = sorted((a for a in tried if a.found.seats is not None), key=_rank)[:n]
    return NextBest(tuple(found), len(changes), tried_all, tried_all and all(a.found.proved for a in tried))


def _rank(alternative: Alternative) -> tuple[int, int, int]:
    found = alternative.found
    return (found.severity, -found.value, alternative.seat)


def _most_promising(desk: Desk, changes: dict[int, Change], n: int, care: Care) -> tuple[list[Alternative], bool]:
    """Re-optimise for the most promising seats until so many are found; return them, and whether none was left out."""
    listed = desk.by_worth(list(changes))[:SHORTLIST]
    rough = []
    for seat in listed:
        bounded = desk.bounded(changes[seat])
        if not bounded.impossible:
            rough.append((bounded.severity, -(bounded.value or 0), seat))
    tried: list[Alternative] = []
    n_found = 0
    for _, _, seat in sorted(rough)[: care.tried]:
        tried.append(Alternative(seat, desk.reoptimise(changes[seat], care.free)))
        n_found += tried[-1].found.seats is not None
        if n_found == n:
            break
    return tried, len(listed) == len(changes) and len(tried) == len(rough)
