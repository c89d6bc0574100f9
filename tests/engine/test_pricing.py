"""Exact pricing of one village against the list of all its teams (§7.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from solver.engine import pricing, team_space
from solver.engine.own_memory import OwnMemory
from solver.engine.pricing import Pricer, Scalars, Worths
from solver.engine.relaxation import Relaxation, Subproblem
from solver.engine.team_space import TeamSpace
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import FS, MEMBER, IntArray, SeatSet
from tests.engine.enumeration import Outcomes, all_teams, as_rows, tallies
from tests.engine.random_models import Size, random_model

N_RANDOM = 400
SIZE = Size(villages=2, people=5, team_counts=7)
"""The second village only makes local and global seat numbers differ."""


@dataclass(frozen=True)
class Priced:
    """A village with all its teams and what each is worth at some prices."""

    space: TeamSpace
    pricer: Pricer
    worths: Worths
    scalars: Scalars
    teams: Outcomes
    worth: IntArray

    def of(self, team: IntArray) -> int:
        """Return what a team (local seats) is worth; fails if it is none."""
        mask = np.zeros(self.teams.taken.shape[1], dtype=np.bool_)
        mask[team] = True
        at = np.flatnonzero((self.teams.taken == mask).all(axis=1))
        assert len(at) == 1, "not a team of the village"
        return int(self.worth[at[0]])


def random_prices(rng: np.random.Generator, n: int) -> tuple[IntArray, Scalars]:
    """Return row prices of both signs (units of 1/1024 point), some of them zero, and weights of value and severity."""
    rows = rng.integers(-12 * 1024, 30 * 1024, n) * (rng.random(n) < 0.7)
    return rows.astype(np.int64), Scalars(int(rng.choice([0, 1024, 1024])), int(rng.choice([0, 700, 1024, 9000])))


def priced(model: AllocationModel, village: int, rng: np.random.Generator) -> Priced:
    """Price a village at random and work out the worth of each team from the rows it uses."""
    relaxation = Relaxation(model)
    whole = Subproblem(relaxation)
    linking, space = whole.linking, relaxation.spaces[village]
    rows, scalars = random_prices(rng, len(linking))
    rows = linking.admissible(rows)
    teams = all_teams(model, village)
    own = slice(space.first, space.first + len(space.person))
    taken = np.zeros((len(teams), len(model.seats)), dtype=np.bool_)
    taken[:, own] = teams.taken
    closed = whole.closed[own]
    teams, taken = teams.where(~teams.taken[:, closed].any(axis=1)), taken[~teams.taken[:, closed].any(axis=1)]
    worth = scalars.points * teams.value - scalars.severity_price * teams.severity
    for row, count in enumerate(linking.counts):
        if count.per_village:  # a charge on the seats that have it as their bond, once
            used = (taken & (linking.bond == row)).any(axis=1).astype(np.int64)
        else:
            used = tallies(count, taken, model.seats.village) - count.base
        worth -= int(rows[row]) * used
    worths = whole.worths(rows, scalars).of(space)
    return Priced(space, relaxation.pricers[village], worths, scalars, teams, worth)


def cases(n: int, size: Size = SIZE) -> list[tuple[int, AllocationModel]]:
    return [(seed, random_model(seed, size)) for seed in range(n)]


def test_random_villages_are_of_all_kinds() -> None:
    """What the random tests below see: each part of a team space, closed seats, no seats, one role only."""
    spaces = [space for _, model in cases(N_RANDOM) for space in Relaxation(model).spaces]
    seen = {
        "no seats": sum(len(s.person) == 0 for s in spaces),
        "first secretary only": sum(len(s.person) > 0 and bool((s.role == FS).all()) for s in spaces),
        "closed seats": sum(len(s.usable) < len(s.person) for s in spaces),
        "flags": sum(len(s.flag_value) > 1 for s in spaces),
        "counters": sum(len(s.counter_value) > 1 for s in spaces),
        "seat severity": sum(bool(s.severity.any()) for s in spaces),
        "limited blocks": sum(bool((s.block_limit < s.width).any()) for s in spaces),
        "charged blocks": sum(bool((s.block_row >= 0).any()) for s in spaces),
        "groups": sum(len(s.groups) > 0 for s in spaces),
        "overlapping groups": sum(len(s.groups) > 1 for s in spaces),
    }
    assert min(seen.values()) >= 20, seen
    teams = [len(all_teams(model, 0)) for _, model in cases(N_RANDOM) if not Relaxation(model).spaces[0].left_out]
    assert sum(n > 4 for n in teams) >= 200


@pytest.mark.parametrize("block", range(4))
def test_bound_is_the_best_team(block: int) -> None:
    for seed, model in cases(N_RANDOM)[block::4]:
        case = priced(model, 0, np.random.default_rng(seed))
        if case.space.left_out:
            continue
        found = case.pricer.price(case.worths, case.scalars, n_others=6)
        assert found.bound == case.worth.max(), seed
        assert case.of(found.team) == found.bound, seed
        assert np.all(np.diff(found.team) > 0)
        # the same without runners-up, and a second time: what was promoted does not change an answer
        assert case.pricer.price(case.worths, case.scalars).bound == found.bound
        assert case.pricer.price(case.worths, case.scalars).bound == found.bound


def test_runners_up_are_other_teams() -> None:
    n_others = 0
    for seed, model in cases(N_RANDOM):
        case = priced(model, 0, np.random.default_rng(seed))
        if case.space.left_out:
            continue
        found = case.pricer.price(case.worths, case.scalars, n_others=6)
        rows = [tuple(team.tolist()) for team in (found.team, *found.others)]
        assert len(set(rows)) == len(rows) <= 7, seed
        assert all(case.of(team) < found.bound for team in found.others), seed
        n_others += len(found.others)
    assert n_others > 400


@pytest.mark.parametrize("block", range(4))
def test_teams_within_a_slack_are_all_of_them(block: int) -> None:
    for seed, model in cases(N_RANDOM)[block::4]:
        rng = np.random.default_rng(seed)
        case = priced(model, 0, rng)
        if case.space.left_out:
            continue
        best = int(case.worth.max())
        if seed % 2:
            case.pricer.price(case.worths, case.scalars)  # with the groups promoted that clash
        for slack in (0, 1, int(rng.integers(2, 40 * 1024)), 10**9):
            rows, whole = case.pricer.within(case.worths, case.scalars, best - slack, 5000)
            assert whole
            listed = [tuple(sorted(row[row >= 0].tolist())) for row in rows]
            assert len(set(listed)) == len(listed), seed
            assert set(listed) == as_rows(case.teams.taken[case.worth >= best - slack]), (seed, slack)
        none, whole = case.pricer.within(case.worths, case.scalars, best + 1, 5000)
        assert (len(none), whole) == (0, True)
        if len(case.worth) > 3:
            some, whole = case.pricer.within(case.worths, case.scalars, best - 10**9, 3)
            assert not whole
            assert as_rows(case.teams.taken) >= {tuple(sorted(row[row >= 0].tolist())) for row in some}


def test_measure_is_what_the_counts_say() -> None:
    n_teams = 0
    for seed, model in cases(N_RANDOM):
        space = Relaxation(model).spaces[0]
        if space.left_out:
            continue
        teams = all_teams(model, 0)
        kept = teams.taken.sum(axis=1) <= space.width  # teams over a size limit are none
        assert kept.all(), seed
        rows = np.full((len(teams), space.width), -1, dtype=np.int64)
        for row, team in zip(rows, teams.taken, strict=True):
            row[: team.sum()] = np.flatnonzero(team)
        severity, value = space.measure(rows)
        assert np.array_equal(severity, teams.severity), seed
        assert np.array_equal(value, teams.value), seed
        n_teams += len(teams)
    assert n_teams > 3000


def test_bound_without_room_for_group_counters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups that no counter has room for are branched on, and the answer stays exact."""
    monkeypatch.setattr(pricing, "MAX_COUNTER_STATES", 0)
    n_clashes = 0
    for seed, model in cases(N_RANDOM):
        case = priced(model, 0, np.random.default_rng(seed))
        if case.space.left_out or not case.space.groups:
            continue
        found = case.pricer.price(case.worths, case.scalars, n_others=3)
        assert case.pricer.promoted == []
        assert found.bound == case.worth.max() == case.of(found.team), seed
        rows = case.pricer.within(case.worths, case.scalars, found.bound - 9000, 5000)[0]
        listed = {tuple(sorted(row[row >= 0].tolist())) for row in rows}
        assert listed == as_rows(case.teams.taken[case.worth >= found.bound - 9000]), seed
        n_clashes += len(rows) < len(case.worth)
    assert n_clashes > 20


def test_bound_cut_short_is_still_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pricing, "MAX_COUNTER_STATES", 0)
    monkeypatch.setattr(pricing, "MAX_BRANCHES", 0)
    n_weaker = 0
    for seed, model in cases(N_RANDOM):
        case = priced(model, 0, np.random.default_rng(seed))
        if case.space.left_out or not case.space.groups:
            continue
        found = case.pricer.price(case.worths, case.scalars)
        assert found.bound >= case.worth.max() >= case.of(found.team), seed
        n_weaker += found.bound > case.worth.max()
    assert n_weaker > 5


@pytest.mark.parametrize(("flags", "states"), [(0, 64), (12, 3), (1, 4)])
def test_counts_left_out_only_weaken_the_bound(monkeypatch: pytest.MonkeyPatch, flags: int, states: int) -> None:
    """A count that the space has no room for is listed, and no team is worth more than the bound."""
    monkeypatch.setattr(team_space, "MAX_FLAGS", flags)
    monkeypatch.setattr(team_space, "MAX_COUNTER_STATES", states)
    n_left_out, n_weaker = 0, 0
    for seed, model in cases(N_RANDOM):
        case = priced(model, 0, np.random.default_rng(seed))
        if not case.space.left_out:
            continue
        n_left_out += 1
        found = case.pricer.price(case.worths, case.scalars)
        assert found.bound >= case.worth.max(), seed
        assert case.of(found.team) <= found.bound
        assert set(case.space.left_out) <= {c.key for c in model.team_counts[0]}
        n_weaker += found.bound > case.worth.max()
    assert n_left_out >= 20
    assert n_weaker >= 10


def village_of(points: list[tuple[int, int, int]], counts: list[Count]) -> AllocationModel:
    """One village with seats (person, role, points) in canonical order."""
    person, role, worth = (np.array(column, dtype=np.int64) for column in zip(*points, strict=True))
    seats = SeatSet(person, np.zeros_like(person), role, worth, np.array([0, len(person)], dtype=np.int64))
    return AllocationModel(seats, (tuple(counts),), ())


def test_couple_that_may_not_serve_together() -> None:
    """Persons 1 and 2 are a couple: best is 0 as first secretary (10) with 1 (9) and 3 (5), not 1 and 2 (9 + 8)."""
    members = np.array([1, 2, 3])
    model = village_of(
        [(0, FS, 10), (1, MEMBER, 9), (2, MEMBER, 8), (3, MEMBER, 5)],
        [
            Count("team_size", "V1", members, upper=2),
            Count("couples", "V1", np.array([1, 2]), upper=1),
            Count("unit_share", "V1", np.array([0, 1, 2]), upper=2),
        ],
    )
    space = Relaxation(model).spaces[0]
    zero = np.zeros(4, dtype=np.int64)
    found = Pricer(space).price(Worths(space.points, zero), Scalars(1, 0))
    assert (found.bound, found.team.tolist()) == (24, [0, 1, 3])


def test_village_with_a_charge() -> None:
    """Two people of one unit share the charge of 6: 10 + 9 - 6 beats 10 alone and 7 from outside."""
    model = village_of(
        [(0, MEMBER, 10), (1, MEMBER, 9), (2, MEMBER, 7)], [Count("team_size", "V1", np.arange(3), upper=2)]
    )
    model = AllocationModel(
        model.seats, model.team_counts, (Count("per_unit", "U1", np.array([0, 1]), upper=1, per_village=True),)
    )
    relaxation = Relaxation(model)
    worths = Subproblem(relaxation).worths(np.array([6]), Scalars(1, 0)).of(relaxation.spaces[0])
    found = relaxation.pricers[0].price(worths, Scalars(1, 0))
    assert (found.bound, found.team.tolist()) == (13, [0, 1])
    # at a charge of 10 the first of the unit brings nothing: 7 from outside, and 9 of whichever comes besides
    worths = Subproblem(relaxation).worths(np.array([13]), Scalars(1, 0)).of(relaxation.spaces[0])
    assert relaxation.pricers[0].price(worths, Scalars(1, 0)).team.tolist() == [2]


def test_a_full_block_lets_others_in() -> None:
    """Persons 0 and 1, of one unit with room for one, are each better than 2, but only one of them can come."""
    model = village_of(
        [(0, MEMBER, 10), (1, MEMBER, 9), (2, MEMBER, 3)],
        [
            Count("team_size", "V1", np.arange(3), upper=2),
            Count("unit_share", "V1", np.array([0, 1]), upper=1),
            Count("goal", "V1", np.array([0]), rewards=(5,), part="a"),
            Count("goal", "V1", np.array([1]), rewards=(5,), part="b"),
        ],
    )
    relaxation = Relaxation(model)
    worths = Worths(relaxation.spaces[0].points, np.zeros(3, dtype=np.int64))
    found = relaxation.pricers[0].price(worths, Scalars(1, 0))
    assert (found.bound, found.team.tolist()) == (18, [0, 2])  # 10 + 5 + 3, not 10 + 5 alone
    rows, whole = relaxation.pricers[0].within(worths, Scalars(1, 0), 17, 10)
    assert whole
    assert {tuple(sorted(row[row >= 0].tolist())) for row in rows} == {(0, 2), (1, 2)}  # 18 and 9 + 5 + 3


def test_what_lay_in_the_memory_of_a_table_is_never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are laid over older ones, and only what can be reached is filled: here the rest is beyond all worth."""
    whole = OwnMemory.lend
    found: list[list[tuple[int, list[int], list[list[int]]]]] = []
    for junk in (0, 1 << 58):

        def lend(memory: OwnMemory, shape: tuple[int, ...], junk: int = junk) -> IntArray:
            table = whole(memory, shape)
            table.fill(junk)
            return table

        monkeypatch.setattr(OwnMemory, "lend", lend)
        found.append([])
        for seed, model in cases(40):
            case = priced(model, 0, np.random.default_rng(seed))
            best = case.pricer.price(case.worths, case.scalars, n_others=3)
            found[-1].append((best.bound, best.team.tolist(), [other.tolist() for other in best.others]))
    assert found[0] == found[1]


def test_large_tables_are_not_kept() -> None:
    memory = OwnMemory(np.int64, 8)
    one, other = memory.lend((2, 2)), memory.lend((4,))
    assert np.shares_memory(one, other)
    assert not np.shares_memory(memory.lend((3, 3)), memory.lend((3, 3)))
    assert memory.lend((2, 2, 2)).shape == (2, 2, 2)
