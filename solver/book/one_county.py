"""One part of a plan of many counties beside the rest of it: what the other counties use is taken off (§7.2, §8).

A part's linking counts state the limits of the whole. As long as the other counties stay as they are, what they use of
these limits is fixed, and the part is a model of its own: whatever is legal in it is legal in the whole. Whoever is
sent to another county has no seat left in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from solver.book.split import Part, Split
from solver.domain.plan import Plan
from solver.domain.words import ROLES
from solver.modelling.model import AllocationModel
from solver.modelling.rule import LinkingRule
from solver.modelling.seats import SeatSet


@dataclass(frozen=True)
class Beside:
    """A part with its model and its piece of a plan.

    Attributes
    ----------
    plan
        The piece of the plan, on the part's problem.
    model
        Seats and counts of the part; linking counts have what the rest of the plan uses in their base.
    """

    part: Part
    plan: Plan
    model: AllocationModel


def beside(split: Split, part: Part, plan: Plan) -> Beside:
    """Return a part of a plan, the rest of which stays as it is."""
    inside = part.problem.instance.village_index
    own = [a for a in plan.assignments if a.village_id in inside]
    used = _used(split, replace(plan, assignments=tuple(a for a in plan.assignments if a.village_id not in inside)))
    model = split.compile(part)
    counts = tuple(replace(c, base=c.base + used.get(c.key, 0)) for c in model.linking_counts)
    return Beside(part, Plan.of(part.problem, own), replace(model, linking_counts=counts))


def _used(split: Split, plan: Plan) -> dict[str, int]:
    """Return what the seats of a plan use of each linking count, by key; no other seats are made for it."""
    problem = split.problem
    instance = problem.instance
    places = sorted(
        (instance.village_index[a.village_id], ROLES.index(a.role), instance.candidate_index[a.person_id])
        for a in plan.assignments
    )
    village, role, person = np.array(places, dtype=np.int64).reshape(-1, 3).T
    seats = SeatSet(
        person=person,
        village=village,
        role=role,
        points=np.zeros(len(places), dtype=np.int64),
        start=np.searchsorted(village, np.arange(len(instance.villages) + 1)).astype(np.int64),
    )
    model = AllocationModel(seats, tuple(() for _ in instance.villages), ())
    everyone = np.arange(len(places), dtype=np.int64)
    counts = (count for rule in split.book.rules_of(LinkingRule) for count in rule.counts(problem, seats))
    return {count.key: model.tally(count, everyone) - count.base for count in counts}
