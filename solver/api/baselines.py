"""Plans to compare with: the last round as it stands, the list filled by hand, and a random plan that is allowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from solver.text import Text

if TYPE_CHECKING:
    from solver.book.rule_book import RuleBook
    from solver.domain.plan import Plan, Problem

LAST_ROUND = Text("上一轮", "last round")
BY_HAND = Text("逐村择优", "village by village")
COMPARING = Text("与逐村择优、随机方案比较", "to compare with a list by hand or at random")
AT_RANDOM = Text("随机(种子{seed})", "at random (seed {seed})")


def last_round(problem: Problem) -> Plan:
    """Return the plan in which everybody on post stays, due, recalled or not, and nobody is sent.

    The posts are those of this round, so that what the last round would lack now is counted.
    """
    from solver.domain.plan import Plan, Problem

    instance = problem.instance
    reference = replace(instance.reference, horizon_date=date.min, extension=None)
    kept = tuple(replace(i, recalled=False, end=i.end or reference.term_end) for i in instance.incumbents)
    stays = replace(instance, reference=reference, incumbents=kept, _arrays={})
    return Plan.of(Problem(stays, problem.posts), ())


def by_hand(problem: Problem, book: RuleBook) -> Plan:
    """Return the plan in which villages, in the order of the list, take the best team of those still free.

    This is how the list is filled by hand, with patience and without a mistake: each village has its truly best team.

    Raises
    ------
    InputError
        If the plan is too large for one model.
    """
    from solver.api.large import refuse_large
    from solver.book.compile import compile_model, plan_of
    from solver.engine.packing import greedy
    from solver.engine.relaxation import Relaxation

    refuse_large(problem, COMPARING)
    model = compile_model(problem, book)
    return plan_of(problem, model, greedy(Relaxation(model)).seats)


def at_random(problem: Problem, book: RuleBook, seed: int = 1) -> Plan:
    """Return a plan drawn at random that breaks no hard rule and to which nobody can be added.

    Raises
    ------
    InputError
        If the plan is too large for one model.
    """
    from solver.api.large import refuse_large
    from solver.book.compile import compile_model, plan_of
    from solver.engine.random_plan import random_seats

    refuse_large(problem, COMPARING)
    model = compile_model(problem, book)
    return plan_of(problem, model, random_seats(model, seed))
