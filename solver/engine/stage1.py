"""Stage 1, villages first (§2): which village gets what, under the policy table, budgets and aggregate supply.

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
from solver.modelling.selection import Selection


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
    """

    posts: tuple[Post, ...]
    violations: tuple[Violation, ...]
    severity: int
    value: int
    severity_bound: int
    bound: int
    due: tuple[Entitlement, ...]
    interrupted: bool = False

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
    fewest = choices.start[:-1].copy()  # the first choice of a village is what stays there, or none
    found = solve_hierarchy(selection, deterministic_limit, seed=seed, light=True, start=fewest, log=log, stop=stop)
    taken = found.taken if found.severity.found else fewest
    if found.proved:
        taken = _settle_ties(instance, choices, selection, found, deterministic_limit, seed, stop)
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
        severity_bound=found.severity.bound,
        bound=found.value.bound,
        due=due,
        interrupted=found.severity.interrupted or found.value.interrupted,
    )


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


def _settle_ties(
    instance: Instance,
    choices: ChoiceSet,
    selection: Selection,
    found: Hierarchy,
    deterministic_limit: float,
    seed: int,
    stop: threading.Event | None,
) -> IntArray:
    """Choose among the lists of best severity and value by the declared rule."""
    if any(count.rewards for count in selection.counts):
        return found.taken  # value across villages cannot be held by one row; the search alone decides
    villages = instance.villages
    order = sorted(range(len(villages)), key=lambda v: (choices.tier[v], -sum(villages[v].needs), v))
    rank = np.empty(len(villages), dtype=np.int64)
    rank[order] = np.arange(len(villages), 0, -1)
    # points above the poorest choice of each village: positive weights for one row that holds the value
    lowest = np.array([selection.points[group].min() for group in selection.groups], dtype=np.int64)
    above = selection.points - lowest[choices.village]
    worth = np.flatnonzero(above).astype(np.int64)
    floor = found.value.value - int(lowest.sum())
    hold = Count("value", "", worth, weights=above[worth], lower=floor, shortfall_price=1)
    # a head costs a thousand times more than any rank is worth: fewer people first
    points = (rank - 1000 * len(villages))[choices.village] * choices.heads
    third = replace(selection, points=points, counts=(*selection.counts, hold))
    outcome = solve(
        build(third, "value", severity_limit=found.value.severity, start=found.taken),
        deterministic_limit,
        seed=seed,
        light=True,
        stop=stop,
    )
    return outcome.taken if outcome.status is Status.OPTIMAL else found.taken
