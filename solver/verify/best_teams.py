"""The best team of one village at given prices: exact, by a table over what the team has so far.

The routine starts from an easy problem and adds only what is needed:

1. Every count of the village is first replaced by its linear upper estimate (:attr:`Term.slope`), which goes into the
   worth of the seats. Limits on whole roles are kept exactly from the start.
2. The best team of that easier problem is found exactly (:mod:`solver.verify.team_table`).
3. If the estimates tell the truth for this team, no team is better: it is the best team. Otherwise the counts that the
   team overrates are kept exactly from now on (as blocks, where they limit small groups that share nobody), seats that
   cannot be in a team better than the best one known are ruled out, and step 2 is repeated.

Every easier problem overrates, so its value is an upper bound at every moment. If the table would become too large, the
routine stops there: the value is then still an upper bound, and the counts it did not respect are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.modelling.seats import BoolArray, IntArray
from solver.verify.climb import Climber
from solver.verify.team_table import best_in_table
from solver.verify.team_terms import MAX_TABLE, Term

MAX_STATES = 1 << 17
"""Largest table; beyond it counts are left out of the bound (never out of the plan)."""

MAX_BLOCK = 8
"""Largest kink of a block: its axis is there only while its own people are filled in, but for each of them."""

GROWTH = 8
"""By how much the table may grow in one round, if more than one count is added."""


MAX_ROLE_LIMIT = 16
"""Limits of whole roles up to this are kept exactly from the start; wider ones hardly bind."""


@dataclass(frozen=True)
class BestTeam:
    """The best team, or an upper bound on it.

    Attributes
    ----------
    value
        Worth of the team in ``1/PRICE_SCALE``, what stays included; an upper bound if ``left_out`` is not empty.
    seats
        int64 array: positions of the taken seats among the village's seats.
    left_out
        Keys of the counts that the value does not respect.
    """

    value: int
    seats: IntArray
    left_out: tuple[str, ...] = ()


def best_team(
    worth: IntArray,
    person: IntArray,
    role: IntArray,
    terms: Sequence[Term],
    *,
    open_seats: BoolArray | None = None,
    max_states: int = MAX_STATES,
) -> BestTeam:
    """Return the team with the greatest ``Σ worth + Σ term.worth(k)`` within the hard limits.

    Parameters
    ----------
    worth
        int64 array of shape (n_seats,): price-reduced worth of each seat, in ``1/PRICE_SCALE``.
    person
        int64 array of shape (n_seats,): seats of equal number exclude each other.
    role
        int64 array of shape (n_seats,): only used to see early which limits are those of a whole role.
    terms
        The village's counts.
    open_seats
        bool array of shape (n_seats,): seats that may be taken at all; ``None`` opens all.
    max_states
        Largest number of states of the table.
    """
    constant = sum(term.worth(0) for term in terms)
    open_seats = np.ones(len(worth), dtype=np.bool_) if open_seats is None else open_seats.copy()
    for term in terms:
        if term.room is not None:
            open_seats[term.seats[term.weights > term.room]] = False
    climber = Climber(worth, person, terms)
    known, team = climber.climb(np.zeros(0, dtype=np.int64), open_seats)
    axes = [term for term in terms if _limits_a_role(term, role, open_seats)]
    blocks = _blocks([term for term in terms if term.toll and term not in axes], [], person)
    while True:
        loose = [term for term in terms if term not in axes and term not in blocks]
        table = best_in_table(_estimated(worth, loose), open_seats, person, axes, blocks)
        found, its_team = climber.climb(table.seats, open_seats)
        if found > known:
            known, team = found, its_team
        if constant + table.value <= known:
            return BestTeam(known, team)
        open_seats &= constant + table.with_seat > known
        chosen = np.zeros(len(worth), dtype=np.bool_)
        chosen[table.seats] = True
        overrated = [(term.overrated(term.taken(chosen)), term) for term in loose]
        wrong = [term for excess, term in sorted(overrated, key=lambda pair: -pair[0]) if excess]
        new_blocks = _blocks([term for term in wrong if term.room is not None], blocks, person)
        new_axes = _that_fit(axes, [term for term in wrong if term not in new_blocks], max_states)
        if not new_blocks and not new_axes:
            keys = tuple(sorted(c.key for term in wrong for c in term.counts))
            return BestTeam(constant + table.value, table.seats, keys)
        blocks += new_blocks
        axes += new_axes


def _blocks(wanted: Sequence[Term], blocks: Sequence[Term], person: IntArray) -> list[Term]:
    """Return those of the wanted terms that can be blocks beside these: small, and sharing no person with another."""
    held = {p for term in blocks for p in person[term.seats].tolist()}
    found = []
    for term in wanted:
        people = set(person[term.seats].tolist())
        if term.kink <= MAX_BLOCK and not people & held:
            held |= people
            found.append(term)
    return found


def _limits_a_role(term: Term, role: IntArray, open_seats: BoolArray) -> bool:
    """Whether the term has a hard limit on all open seats of some role."""
    if term.room is None or term.room > MAX_ROLE_LIMIT:
        return False
    everywhere = np.bincount(role[open_seats], minlength=2)
    inside = np.bincount(role[term.seats[open_seats[term.seats]]], minlength=2)
    return bool(np.any((everywhere > 0) & (inside == everywhere)))


def _that_fit(exact: list[Term], wanted: list[Term], max_states: int) -> list[Term]:
    """Return the first of the wanted terms: a few, so that seats can be ruled out before the table grows further."""
    size = 1
    for term in exact:
        size *= term.kink + 1
    limit = min(max_states, GROWTH * size)
    fitting: list[Term] = []
    for term in wanted:
        if term.kink < MAX_TABLE and size * (term.kink + 1) <= (limit if fitting else max_states):
            size *= term.kink + 1
            fitting.append(term)
    return fitting


def _estimated(worth: IntArray, estimated: list[Term]) -> IntArray:
    """Add the linear upper estimates to the worth of the seats."""
    total = worth.copy()
    for term in estimated:
        total[term.seats] += term.slope * term.weights
    return total
