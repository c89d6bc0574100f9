"""Which engine a round gets, and what comes out of it: one model for a county, parts for a province (§7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from solver.api.certifying import certify, certify_whole
from solver.api.listing import VillageList
from solver.api.rounds import Round
from solver.api.run_log import RunLog
from solver.book.county_answers import Tell, silent

if TYPE_CHECKING:
    from solver.api.certifying import Outcome
    from solver.domain.certificate import Certificate
    from solver.domain.instance import Instance
    from solver.domain.plan import Plan
    from solver.engine.county import Progress
    from solver.engine.crews.deploying import Deployment
    from solver.engine.effort import Effort
    from solver.modelling.model import AllocationModel
    from solver.modelling.seats import IntArray

SMALL = 3000
"""Seats below which a model is solved in this process: worker processes would take longer to start."""
WHOLE = 400
"""Villages above which several counties are solved in parts; fewer are one model."""


@dataclass(frozen=True)
class Searched:
    """A plan, what the engine says of it, and how it is certified, given versions and digests of inputs."""

    plan: Plan
    result: Outcome
    certify: Callable[[dict[str, str], dict[str, str]], Certificate]


def search(
    villages: VillageList,
    effort: Effort,
    deployment: Deployment,
    log: RunLog,
    on_progress: Callable[[Progress], None],
    start: Plan | None,
    on_checked: Tell = silent,
) -> Searched:
    """Search for the best plan with the engine that suits the size."""
    if solved_in_parts(villages.problem.instance):
        if start is not None:
            log.cannot_begin_from(WHOLE)
        return _search_whole(villages, effort, deployment, log, on_progress, on_checked)
    return _search_county(villages, effort, deployment, log, on_progress, start)


def solved_in_parts(instance: Instance) -> bool:
    """Whether a round is solved county by county, which takes no plan to begin with."""
    here = instance.villages
    return len(here) > WHOLE and len({(village.prefecture, village.county) for village in here}) > 1


def _search_county(
    villages: VillageList,
    effort: Effort,
    deployment: Deployment,
    log: RunLog,
    on_progress: Callable[[Progress], None],
    start: Plan | None,
) -> Searched:
    from solver.book.compile import compile_model, plan_of
    from solver.engine.county import solve_county

    the_round = villages.round
    model = compile_model(villages.problem, the_round.book)
    if len(model.seats) < SMALL:
        deployment = replace(deployment, workers=1)
    log.begin(effort, deployment, len(model.seats))
    if start is not None:
        log.begin_from(start)
    seats = None if start is None else seats_of(model, the_round, start)
    result = solve_county(model, effort, deployment=deployment, on_progress=on_progress, start=seats)
    return Searched(plan_of(villages.problem, model, result.seats), result, partial(certify, model, result))


def _search_whole(
    villages: VillageList,
    effort: Effort,
    deployment: Deployment,
    log: RunLog,
    on_progress: Callable[[Progress], None],
    on_checked: Tell,
) -> Searched:
    """Search county by county."""
    from solver.book.split import Split
    from solver.engine.coupled.whole import assembled, solve_whole

    problem, book = villages.problem, villages.round.book
    log.begin(effort, deployment, None)
    result = solve_whole(Split(problem, book), effort, deployment=deployment, on_progress=on_progress)
    certify_it = partial(certify_whole, problem, book, result, workers=deployment.workers, tell=on_checked)
    return Searched(assembled(problem, result.columns), result, certify_it)


def seats_of(model: AllocationModel, the_round: Round, plan: Plan) -> IntArray:
    """Return the seats of a model that a plan of this or another round takes: int64 array, ascending."""
    import numpy as np

    from solver.domain.words import ROLES

    instance, seats = the_round.instance, model.seats
    found = []
    for a in plan.assignments:
        person, village = instance.candidate_index.get(a.person_id), instance.village_index.get(a.village_id)
        if person is not None and village is not None:
            own = seats.of_village(village)
            found += own.where((own.person == person) & (own.role == ROLES.index(a.role))).tolist()
    return np.array(sorted(found), dtype=np.int64)
