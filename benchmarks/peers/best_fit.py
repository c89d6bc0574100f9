"""Best fit: everybody to where their points are highest, by a rectangular assignment without team rules.

Not a plan: it knows no exceptions, no quotas and nothing that makes a team. It keeps two things: the posts a person
may hold, and the places that a village has in each role and in all; both only where the model states them as hard
limits. So the points of its seats bound the seat points of every plan, and with every reward of every count added, the
value of every plan of any severity. That bound is loose: how loose shows what rules and teams cost, and what goes
astray when people are ranked one by one.

Solved as a flow of least cost in exact integers: person, seat, village and role, village.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from benchmarks.answer import Answer, Limits
from benchmarks.watch import Watch
from solver.domain.words import ROLES
from solver.errors import ModelError
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray


@dataclass(frozen=True)
class Places:
    """What the hard limits of a model leave, as far as they are limits of people and of places.

    Attributes
    ----------
    of_person
        int64 array of shape (n_people,): posts that each may hold.
    of_role
        int64 array of shape (n_villages, 2): places by role.
    of_village
        int64 array of shape (n_villages,): places in all.
    """

    of_person: IntArray
    of_role: IntArray
    of_village: IntArray


def places_of(model: AllocationModel) -> Places:
    """Read off the hard limits; where there is none, as many as there are seats."""
    seats = model.seats
    n_people = int(seats.person.max(initial=-1)) + 1
    box = seats.village * len(ROLES) + seats.role
    of_person = np.bincount(seats.person, minlength=n_people).astype(np.int64)
    in_box = np.bincount(box, minlength=seats.n_villages * len(ROLES)).astype(np.int64)
    sizes = np.diff(seats.start)
    places = Places(of_person.copy(), in_box.copy().reshape(-1, len(ROLES)), sizes.copy())
    for count in model.all_counts:
        if count.hard_upper is None or count.weights is not None or count.per_village or count.is_idle:
            continue
        room, own = count.hard_upper - count.base, count.seats
        village, person, number = int(seats.village[own[0]]), int(seats.person[own[0]]), int(box[own[0]])
        if len(own) == of_person[person] and (seats.person[own] == person).all():
            places.of_person[person] = min(places.of_person[person], room)
        if (seats.village[own] != village).any():
            continue
        if len(own) == sizes[village]:
            places.of_village[village] = min(places.of_village[village], room)
        if len(own) == in_box[number] and (box[own] == number).all():
            role = number % len(ROLES)
            places.of_role[village, role] = min(places.of_role[village, role], room)
    return places


def most_rewards(model: AllocationModel) -> int:
    """Return the points of all rewards that seats could ever add, each count by itself."""
    total = 0
    for count in model.all_counts:
        villages = len(np.unique(model.seats.village[count.seats])) if count.per_village else 0
        total += count.value(count.base + (villages or int(count.seat_weights.sum())))
    return total


def best_seats(model: AllocationModel) -> IntArray:
    """Return the seats of the best assignment, sorted.

    Raises
    ------
    ModelError
        If the flow is not solved.
    """
    seats, places = model.seats, places_of(model)
    n_people, n_boxes = len(places.of_person), seats.n_villages * len(ROLES)
    boxes = n_people + np.arange(n_boxes, dtype=np.int64)
    villages = n_people + n_boxes + np.arange(seats.n_villages, dtype=np.int64)
    source, sink = n_people + n_boxes + seats.n_villages, n_people + n_boxes + seats.n_villages + 1
    everybody = int(places.of_person.sum())
    flow = min_cost_flow.SimpleMinCostFlow()

    def arcs(tails: IntArray, heads: IntArray, room: IntArray, cost: IntArray) -> IntArray:
        made: IntArray = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room, cost)
        return made

    people, none = np.arange(n_people, dtype=np.int64), np.zeros(1, dtype=np.int64)
    of_seats = arcs(
        seats.person,
        n_people + seats.village * len(ROLES) + seats.role,
        np.ones(len(seats), dtype=np.int64),
        -seats.points,
    )
    arcs(np.full(n_people, source), people, places.of_person, np.zeros(n_people, dtype=np.int64))
    arcs(boxes, np.repeat(villages, len(ROLES)), places.of_role.ravel(), np.zeros(n_boxes, dtype=np.int64))
    arcs(villages, np.full(len(villages), sink), places.of_village, np.zeros(len(villages), dtype=np.int64))
    arcs(none + source, none + sink, none + everybody, none)  # nobody has to go
    flow.set_node_supply(source, everybody)
    flow.set_node_supply(sink, -everybody)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise ModelError(f"the flow ends with {status}")
    return np.flatnonzero(flow.flows(of_seats) > 0).astype(np.int64)


def fit(model: AllocationModel, limits: Limits) -> Answer:
    """Return the bound of the best assignment; no plan, as it keeps no team rule."""
    watch = Watch(limits.seconds, limits.journal)
    taken = best_seats(model)
    points = int(model.seats.points[taken].sum())
    bound = points + most_rewards(model)
    watch.close("flow")
    counts = {"seats_taken": len(taken), "seat_points": points, "all_rewards": bound - points}
    return Answer(value_bound=bound, phases=watch.phases, counts=counts, notes=("no plan: bounds every plan's value",))
