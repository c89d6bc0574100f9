"""Who was sooner: severity first, then the plan's gap to the best bound that anybody proved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.answer import Moment
from benchmarks.race import best_peer, best_tuned, race_table, racers, times_sooner
from benchmarks.results import best_at, seconds_to_gap
from tests.benchmarks.rows import DEAD, ENGINE, PEER, results

SLOW = replace(
    PEER,
    method="cpsat-max-lp",
    limit=60.0,
    seconds=60.0,
    trace=(
        Moment(5.0, 350, None, 0, None),
        Moment(30.0, 340, None, 0, None),  # of the first pass: its value is not told
        Moment(45.0, 340, 29_990, 0, 33_000),  # 25 / 29,990 = 0.083 % to the engine's bound
    ),
    value=29_990,
)
NEVER = replace(
    PEER, method="highs", severity=400, limit=60.0, seconds=60.5, trace=(Moment(5.0, 400, 31_000, 0, None),)
)


def test_gaps_are_to_the_best_bound_and_at_the_least_severity() -> None:
    assert seconds_to_gap(SLOW, 0.001, 340) is None  # 10 % to its own bound
    assert seconds_to_gap(SLOW, 0.001, 340, 30_015) == 45.0
    assert seconds_to_gap(NEVER, 0.01, 340, 30_015) is None  # worth more, but of more severity
    engine, slow, never = racers((ENGINE, SLOW, NEVER))
    assert engine.reached == (3.0, 12.3, 12.3, None)  # 0.72 %, then 0.05 %
    assert slow.reached == (45.0, 45.0, None, None)
    assert never.reached == (None,) * 4
    assert (engine.excess, slow.excess, never.excess) == (0, 0, 60)
    assert never.equal is None
    assert slow.equal == pytest.approx(25 / 29_990)


def test_at_equal_time_a_longer_run_is_cut() -> None:
    short = replace(SLOW, limit=5.0, seconds=5.1, severity=350, value=20_000)
    engine, peer = racers((ENGINE, short))
    assert engine.equal == pytest.approx(215 / 29_800)  # what it had at 5 s, not at its end of 12.34 s
    assert (engine.excess, peer.excess, peer.equal) == (0, 10, None)


def test_the_first_peer_against_ours() -> None:
    assert times_sooner(racers((ENGINE, SLOW, NEVER))) == (45.0 / 12.3, False)
    assert times_sooner(racers((ENGINE, NEVER))) == (60.5 / 12.3, True)  # only more than that is known
    assert times_sooner(racers((ENGINE,))) is None
    assert times_sooner(racers((SLOW, NEVER))) is None


def test_the_best_of_the_tuned_is_told_with_its_settings() -> None:
    found = racers((ENGINE, SLOW, replace(SLOW, method="cpsat-level-2", trace=NEVER.trace), NEVER))
    tuned, peer = best_tuned(found), best_peer(found)
    assert tuned is not None
    assert peer is not None
    assert (tuned.row.method, peer.row.method) == ("cpsat-max-lp", "cpsat-max-lp")
    table = race_table(results(ENGINE, SLOW, NEVER), ["county-s:1"])
    assert "cpsat tuned: cpsat-max-lp" in table
    assert "3.7 × as long" in table  # 45 / 12.3
    assert "+60" in table


def test_a_killed_peer_is_judged_by_what_it_told() -> None:
    killed = replace(DEAD, limit=60.0, trace=SLOW.trace)
    _, racer = racers((ENGINE, killed))
    assert racer.reached[0] == 45.0
    assert racer.equal == pytest.approx(25 / 29_990)
    assert "(killed)" in race_table(results(ENGINE, killed), ["county-s:1"])


def test_the_best_plan_at_a_time_puts_severity_first() -> None:
    assert best_at(ENGINE, 0.5) is None
    assert best_at(ENGINE, 1.5) == (400, 31_000)
    assert best_at(ENGINE, 2.5) == (340, 29_000)
    assert best_at(SLOW, 40.0) == (340, None)
