"""Effort: what a large county gets less of (§7.5)."""

from __future__ import annotations

from solver.engine.effort import EFFORTS, Effort


def test_up_to_its_size_a_county_gets_all_of_it() -> None:
    effort = Effort()
    assert effort.for_seats(effort.seats) is effort


def test_a_larger_county_gets_its_part() -> None:
    """Four times the seats: a quarter of 24 batches and 20 leaves, one dive of two at least, and no bound by search."""
    effort = Effort()
    less = effort.for_seats(4 * effort.seats)
    assert (len(less.dives), less.batches, less.halves, less.nodes) == (1, 6, 5, 0)
    assert Effort(nodes=8).for_seats(4 * effort.seats).nodes == 2


def test_thorough_spends_all_on_any_county() -> None:
    assert EFFORTS["thorough"].for_seats(1 << 30) is EFFORTS["thorough"]
