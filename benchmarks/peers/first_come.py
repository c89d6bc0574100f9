"""Counties one after another: whoever comes first has the people whom several could have.

What is done today where counties plan by themselves; each with the product's own engine for a county, so that only the
order is to blame.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from benchmarks.answer import Answer, Limits
from benchmarks.cases import Work
from benchmarks.watch import Watch
from solver.book.compile import plan_of
from solver.book.split import Split
from solver.domain.plan import Assignment, Plan
from solver.engine.county import solve_county
from solver.engine.effort import EFFORTS


def by_county(work: Work, limits: Limits) -> Answer:
    """Solve county after county with what those before have left of people, quotas and shares; proves nothing."""
    watch = Watch(limits.seconds, limits.journal)
    split = Split(work.problem, work.book)
    used: Counter[str] = Counter()
    sent: list[Assignment] = []
    for number in range(len(split)):
        part = split.part(number)
        model = split.compile(part)
        left = tuple(replace(count, base=count.base + used[count.key]) for count in model.linking_counts)
        found = solve_county(replace(model, linking_counts=left), EFFORTS[limits.effort], workers=limits.workers)
        for count in model.linking_counts:
            used[count.key] += model.tally(count, found.seats) - count.base
        sent += plan_of(part.problem, model, found.seats).assignments
    watch.close("counties")
    return Answer(None, phases=watch.phases, plan=Plan.of(work.problem, sent))
