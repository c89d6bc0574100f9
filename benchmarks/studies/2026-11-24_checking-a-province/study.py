"""How long the check of a large plan takes: bounds from drawn prices, statements, tables. See README.md.

``python study.py SCENARIO WORKERS`` with a scenario of ``villages-first generate --size prefecture`` or ``province``.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from solver.api.listing import freeze
from solver.api.rounds import load
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.certificate import Certificate, Level, Prices
from solver.domain.plan import Assignment, Plan, Problem
from solver.domain.words import ROLES
from solver.report.plan_folder import plan_files
from solver.report.solved import Solved
from solver.text import Text
from solver.units import PRICE_SCALE
from solver.verify.model_checks import bounds_by_county

R = TypeVar("R")
DEAR = {"one_post_per_person": (5, 160), "villages_per_unit": (0, 480), "unit_quota": (0, 60)}
"""Points between which the prices of rows are drawn: about those of a solved prefecture."""


def timed(name: str, work: Callable[[], R]) -> R:
    """Do some work and print seconds of clock, of processor (children too), and the peak memory so far."""
    clock, cpu = time.monotonic(), _cpu()
    found = work()
    peak = [resource.getrusage(who).ru_maxrss >> 10 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = f"{time.monotonic() - clock:7.1f} s, processor {_cpu() - cpu:7.1f} s"
    sys.stdout.write(f"{name:10} {seconds}, peak {peak[0]} MB here, {peak[1]} MB in a worker\n")
    sys.stdout.flush()
    return found


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def drawn(problem: Problem, book: RuleBook) -> tuple[dict[str, int], Plan]:
    """Return prices by key, and a plan: each village in turn takes its dearest people, whatever the rules say."""
    rng, split = np.random.default_rng(1), Split(problem, book)
    rows: dict[str, int] = {}
    sent: list[Assignment] = []
    used = np.zeros(len(problem.instance.candidates), dtype=np.bool_)
    for number in range(len(split)):
        part = split.part(number)
        model = split.compile(part)
        for count in model.linking_counts:
            if count.rule in DEAR and count.key not in rows:
                rows[count.key] = int(rng.integers(*DEAR[count.rule])) * PRICE_SCALE
        for v, post in enumerate(part.problem.posts):
            seats = model.seats.of_village(v)
            for r, role in enumerate(ROLES):
                wanted = int(post.wants_first_secretary) if r == 0 else post.members_target
                people = part.candidates[seats.person[seats.role == r]]
                free = people[~used[people]][: max(0, wanted - part.problem.n_staying(v, role))]
                used[free] = True
                who = [problem.instance.candidates[c].person_id for c in free.tolist()]
                sent += [Assignment(post.village_id, role, person) for person in who]
    return rows, Plan.of(problem, sent)


def main(scenario: str, workers: int) -> None:
    """Time every step."""
    the_round = timed("read", lambda: load(scenario))
    villages = timed("villages", lambda: freeze(the_round))
    problem, book = villages.problem, the_round.book
    rows, plan = timed("draw", lambda: drawn(problem, book))
    prices = {"severity": Prices(rows), "value": Prices(rows, (), 100 * PRICE_SCALE)}
    found = timed("bounds", lambda: bounds_by_county(problem, book, prices, 0, workers))  # type: ignore[arg-type]
    sys.stdout.write(f"{found}\n")
    judged = timed("evaluate", lambda: evaluate(plan, book))
    levels = (Level(judged.severity, 0, Prices()), Level(judged.value, judged.value, Prices()))
    solved = Solved(plan, book, judged, Certificate(*levels, (), {}, {}), "", Text("省", "province"))
    files = timed("tables", lambda: plan_files(solved))
    for name, content in sorted(files.items()):
        sys.stdout.write(f"  {hashlib.sha256(content).hexdigest()[:12]} {len(content):>10} {name}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
