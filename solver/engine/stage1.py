"""Stage 1, villages first (§2): which village gets what, under the policy table, budgets and aggregate supply.

Counties are decided one by one first. If all keep together what is asked of them together (as they do where the budgets
of counties add up to that of the whole), nothing couples them, and the list is the best of the whole; else the whole is
decided at once.

Severity first, then value, then a declared rule for ties: of lists that are equal otherwise the one of fewer people,
and of these the one that gives them to the villages of stronger tier, then of greater need, then of smaller ID.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from solver.book.entitle import entitlements
from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.village import Post
from solver.domain.violation import Violation
from solver.engine.reasons import reasons_of
from solver.errors import ModelError
from solver.modelling.choices import MODES, TEAM, ChoiceSet, build_choices
from solver.modelling.counts import Count
from solver.modelling.cpsat import build
from solver.modelling.cpsat_search import Hierarchy, Status, solve, solve_hierarchy
from solver.modelling.listing import Entitlement, Listing
from solver.modelling.rule import VillageRule
from solver.modelling.seats import IntArray
from solver.modelling.selection import Selection, weight_of


@dataclass(frozen=True)
class Stage1:
    """The frozen list and what was proved about it.

    Attributes
    ----------
    posts
        One per village, in the order of the villages; every one has its reasons, also where nobody is sent.
    violations
        Exceptions to sign, as the rules' own checks report them.
    severity, value
        Severity of the exceptions; points of the list.
    severity_bound, bound
        Proved: no list has less severity; none of this severity more points.
    due
        What each village is entitled to.
    coupled_by
        Keys of the counts (a budget of the whole, say) because of which counties could not be decided one by one.
    """

    posts: tuple[Post, ...]
    violations: tuple[Violation, ...]
    severity: int
    value: int
    severity_bound: int
    bound: int
    due: tuple[Entitlement, ...]
    interrupted: bool = False
    coupled_by: tuple[str, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether the list is proved optimal on both levels."""
        return self.severity == self.severity_bound and self.value == self.bound


def freeze_villages(
    instance: Instance,
    book: RuleBook,
    *,
    deterministic_limit: float = 60.0,
    seed: int = 0,
    log: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
) -> Stage1:
    """Decide mode and head count of every village.

    Parameters
    ----------
    deterministic_limit
        Effort for each level, in CP-SAT's deterministic units; never the clock.

    Raises
    ------
    ModelError
        If the list does not cost what the rules' checks say: a defect of a rule.
    """
    due = entitlements(instance, book)
    choices = build_choices(instance, due)
    rules = book.rules_of(VillageRule)
    selection = Selection.of_choices(choices, (c for rule in rules for c in rule.counts(instance, choices)))
    search = _Search(
        selection, _tie_points(instance, choices), deterministic_limit, seed, log, stop or threading.Event()
    )
    fewest = choices.start[:-1].copy()  # the first choice of a village is what stays there, or none
    areas = [(village.prefecture, village.county) for village in instance.villages]
    decided, coupled_by = _county_by_county(search, fewest, areas)
    decided = decided or search.decide(fewest)
    taken = decided.taken
    listing = Listing(instance, due, _posts(choices, taken))
    violations = sorted((v for rule in rules for v in rule.check(listing)), key=lambda v: v.sort_key)
    severity, value = selection.evaluate(taken)
    if any(v.hard for v in violations) or sum(v.severity for v in violations) != severity:
        raise ModelError(f"the list costs {severity}, its checks say {[str(v.message) for v in violations]}")
    reasons = reasons_of(listing, choices, taken, selection.counts, rules)
    return Stage1(
        posts=tuple(replace(post, reasons=why) for post, why in zip(listing.posts, reasons, strict=True)),
        violations=tuple(violations),
        severity=severity,
        value=value,
        severity_bound=decided.severity_bound,
        bound=decided.bound,
        due=due,
        interrupted=decided.interrupted,
        coupled_by=coupled_by,
    )


@dataclass(frozen=True)
class _Decided:
    """Choices taken, and what was proved about them."""

    taken: IntArray
    severity_bound: int
    bound: int
    proved: bool
    interrupted: bool


@dataclass(frozen=True)
class _Search:
    """A selection, or the part of it that concerns one county, to be decided on all levels.

    Attributes
    ----------
    tie_points
        int64 array of shape (n,): among lists of best severity and value, the one of most of these is taken.
    """

    selection: Selection
    tie_points: IntArray
    deterministic_limit: float
    seed: int
    log: Callable[[str], None] | None
    stop: threading.Event

    def decide(self, fewest: IntArray) -> _Decided:
        """Decide severity, then value, then ties; ``fewest`` breaks no hard limit."""
        found = solve_hierarchy(
            self.selection,
            self.deterministic_limit,
            seed=self.seed,
            light=True,
            start=fewest,
            log=self.log,
            stop=self.stop,
        )
        taken = found.taken if found.severity.found else fewest
        if found.proved:
            taken = self._settle_ties(found)
        interrupted = found.severity.interrupted or found.value.interrupted
        return _Decided(taken, found.severity.bound, found.value.bound, found.proved, interrupted)

    def of_villages(self, villages: IntArray) -> tuple[_Search, IntArray]:
        """Return the search for some villages alone, and the positions of its choices here."""
        selection, kept = self.selection.of_villages(villages)
        return replace(self, selection=selection, tie_points=self.tie_points[kept]), kept

    def _settle_ties(self, found: Hierarchy) -> IntArray:
        """Choose among the lists of best severity and value by the declared rule."""
        selection = self.selection
        if any(count.rewards for count in selection.counts):
            return found.taken  # value across villages cannot be held by one row; the search alone decides
        # points above the poorest choice of each village: positive weights for one row that holds the value
        lowest = np.array([selection.points[group].min() for group in selection.groups], dtype=np.int64)
        above = selection.points - lowest[selection.village]
        worth = np.flatnonzero(above).astype(np.int64)
        floor = found.value.value - int(lowest.sum())
        hold = Count("value", "", worth, weights=above[worth], lower=floor, shortfall_price=1)
        third = replace(selection, points=self.tie_points, counts=(*selection.counts, hold))
        outcome = solve(
            build(third, "value", severity_limit=found.value.severity, start=found.taken),
            self.deterministic_limit,
            seed=self.seed,
            light=True,
            stop=self.stop,
        )
        return outcome.taken if outcome.status is Status.OPTIMAL else found.taken


def _county_by_county(
    search: _Search, fewest: IntArray, areas: list[tuple[str, str]]
) -> tuple[_Decided | None, tuple[str, ...]]:
    """Decide every county by itself; ``None``, and what couples them, if that is not the best of the whole.

    Least severity, most value and most tie points are sums over counties, so what is best in each is best together,
    as long as no count over several counties is broken by it or rewards it.
    """
    number = {area: i for i, area in enumerate(sorted(set(areas)))}
    if len(number) == 1:
        return None, ()
    of_village = np.array([number[area] for area in areas], dtype=np.int64)
    taken, severity, value = fewest.copy(), 0, 0
    for i in range(len(number)):
        villages = np.flatnonzero(of_village == i).astype(np.int64)
        county, kept = search.of_villages(villages)
        decided = county.decide(np.searchsorted(kept, fewest[villages]).astype(np.int64))
        if not decided.proved:
            return None, ()
        taken[villages] = np.sort(kept[decided.taken])
        severity, value = severity + decided.severity_bound, value + decided.bound
    mask = np.zeros(len(search.selection), dtype=np.bool_)
    mask[taken] = True
    coupled = []
    for count in search.selection.counts:
        counties = np.unique(of_village[search.selection.village[count.seats]])
        if len(counties) == 1:
            continue
        if not len(counties):
            severity += count.severity(count.base)  # a cost whatever is decided
            continue
        n = count.base + weight_of(count, mask, search.selection.village)
        if count.rewards or not count.allows(n) or count.severity(n):
            coupled.append(count.key)
    if coupled:
        return None, tuple(coupled)
    return _Decided(taken, severity, value, proved=True, interrupted=False), ()


def _tie_points(instance: Instance, choices: ChoiceSet) -> IntArray:
    """Return what choices are worth among equal lists: fewer people, then stronger tier, greater need, smaller ID."""
    villages = instance.villages
    order = sorted(range(len(villages)), key=lambda v: (choices.tier[v], -sum(villages[v].needs), v))
    rank = np.empty(len(villages), dtype=np.int64)
    rank[order] = np.arange(len(villages), 0, -1)
    # a head costs a thousand times more than any rank is worth: fewer people first
    points: IntArray = (rank - 1000 * len(villages))[choices.village] * choices.heads
    return points


def _posts(choices: ChoiceSet, taken: IntArray) -> tuple[Post, ...]:
    """Turn choices into posts: the decided number is target and maximum, and caps the policy's minimum."""
    posts = []
    for choice, due in zip(taken.tolist(), choices.due, strict=True):
        members = int(choices.members[choice])
        posts.append(
            Post(
                due.village_id,
                MODES[choices.mode[choice]],
                members_min=min(due.members_min, members) if choices.mode[choice] == TEAM else 0,
                members_target=members,
                members_max=members,
                tier=due.tier,
            )
        )
    return tuple(posts)
