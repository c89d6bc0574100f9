"""Whether assignments name real people, villages and open places; and which seats they take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from solver.domain.instance import Instance
from solver.domain.plan import Assignment, Problem
from solver.domain.words import ROLES
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray
from solver.text import Text
from solver.verify.verdict import Finding


def check_places(problem: Problem, assignments: tuple[Assignment, ...]) -> Iterator[Finding]:
    """Each assignment names a nominee and a village once, and no village gets more people than it has places."""
    instance = problem.instance
    for seat, times in Counter(assignments).items():
        for name, known in ((seat.person_id, instance.candidate_index), (seat.village_id, instance.village_index)):
            if name not in known:
                text = Text("人选或村不在输入表中。", "neither the roster nor the village table has this name.")
                yield Finding("unknown_name", name, text)
        if times > 1:
            yield Finding("listed_twice", seat.person_id, Text("同一安排重复列出。", "one assignment is listed twice."))
    posted = Counter((a.village_id, a.role) for a in assignments)
    for v, post in enumerate(problem.posts):
        for role in ROLES:
            new, places = posted[post.village_id, role], post.places(role) - problem.n_staying(v, role)
            if new > max(0, places):
                text = Text(
                    "{role}空岗{places}个，派了{new}人。",
                    "{places} places for {role} are open, {new} people are sent.",
                    {"role": role.label, "places": max(0, places), "new": new},
                )
                yield Finding("no_place", post.village_id, text)


def taken_seats(assignments: Iterable[Assignment], instance: Instance, model: AllocationModel) -> IntArray | None:
    """Return the seats that assignments take, or ``None`` if one of them does not exist."""
    seats = model.seats
    taken = []
    for a in assignments:
        if a.person_id not in instance.candidate_index:
            return None
        view = seats.of_village(instance.village_index[a.village_id])
        hit = np.flatnonzero(
            (view.person == instance.candidate_index[a.person_id]) & (view.role == ROLES.index(a.role))
        )
        if not len(hit):
            return None
        taken.append(view.first + int(hit[0]))
    return np.array(sorted(set(taken)), dtype=np.int64)
