"""Mend an announced plan: replace who has to go, move as few people as possible, and say what is proved (§8)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.departures import Departures, departures_of, remove_overlay, write_overlay
from solver.api.finding import find_scenario
from solver.api.large import refuse_large
from solver.api.replanned import Replanned
from solver.api.rounds import load
from solver.errors import ModelError
from solver.text import Lang, Text

if TYPE_CHECKING:
    from solver.api.listing import VillageList
    from solver.domain.certificate import Certificate, Prices
    from solver.domain.plan import Plan, Problem
    from solver.engine.replanning.mending import Mended
    from solver.engine.replanning.vacancies import Vacancies
    from solver.modelling.model import AllocationModel
    from solver.modelling.seats import IntArray
    from solver.report.solved import Solved

MENDING = Text("调整方案", "mending a plan")


def replan(
    plan_folder: str | Path,
    *,
    recall: Sequence[str] = (),
    withdraw: Sequence[str] = (),
    freeze: Sequence[str] = (),
    objections: str | Path | None = None,
    others: int = 0,
    scenario: str | Path | None = None,
    lang: Lang | None = None,
) -> Replanned:
    """Mend the plan of a folder with the fewest changes.

    Parameters
    ----------
    recall, withdraw
        Codes of posted people who are called back, and of nominees who withdraw.
    freeze
        Codes of people, or IDs of villages, that are not to change; ``all`` freezes everybody who need not go.
    objections
        Table of objections (.xlsx or .csv).
    others
        People beyond the fewest who may be changed where that lessens the severity of exceptions.

    Raises
    ------
    InputError
        If the plan folder, the scenario, the objections or a name has faults, or the plan is too large for one model.
    VerificationError
        If the plan does not belong to the inputs as they are now.
    """
    from solver.api.listing import freeze as freeze_villages
    from solver.api.reopening import reopen
    from solver.scenario.objections import read_objections

    folder = Path(plan_folder)
    before = reopen(folder, scenario, lang)
    refuse_large(before.plan.problem, MENDING)
    base = load(Path(scenario) if scenario is not None else find_scenario(folder), before.lang)
    stand = read_objections(Path(objections), base.instance) if objections is not None else ()
    departures = departures_of(before.plan, recall, withdraw, freeze, stand)
    file = write_overlay(base, before.plan, departures)
    try:
        villages = freeze_villages(load(file, before.lang))
        return _mended(before, villages, departures, file, others)
    except BaseException:
        remove_overlay(file)
        raise


def _mended(before: Solved, villages: VillageList, departures: Departures, file: Path, others: int) -> Replanned:
    from solver.book.compile import compile_model, plan_of
    from solver.book.evaluation import evaluate
    from solver.engine.replanning.mending import mend
    from solver.report.solved import Solved
    from solver.scenario.effective import effective_yaml

    the_round = villages.round
    problem = villages.problem
    model = compile_model(problem, the_round.book)
    vacancies = vacancies_of(before.plan, problem, model, departures.frozen)
    mended = mend(vacancies, others)
    plan = plan_of(problem, model, mended.seats)
    evaluation = evaluate(plan, the_round.book)
    if evaluation.hard or (evaluation.severity, evaluation.value) != (mended.severity, mended.value):
        raise ModelError("the mended plan and the statements of the rules do not agree")
    hashes = dict(the_round.opened.hashes)
    solved = Solved(
        plan=plan,
        book=the_round.book,
        evaluation=evaluation,
        certificate=_certified(model, before.certificate, mended, hashes),
        scenario_text=effective_yaml(the_round.opened.scenario, defaults=True),
        title=the_round.title,
        lang=before.lang,
        faults=the_round.faults,
        input_hashes=hashes,
        versions=_versions(),
        stage1=villages.exceptions,
        run={
            "scenario": the_round.shown_path,
            "scenario_key": the_round.key,
            "lang": before.lang,
            "effort": {"replan": others},
            "seconds": None,
            "reproducible": True,
            "posts": {},
            "stage1": None,
        },
    )
    from solver.api.changes import change_lines, reserve_lines

    lines = change_lines(before, solved, departures)
    reserves = reserve_lines(solved, vacancies, mended)
    return Replanned(
        before=before,
        solved=solved,
        mended=mended,
        scenario=file,
        n_vacated=vacancies.n_vacated,
        lines=lines,
        reserves=reserves,
        others=others,
        n_frozen=len(departures.frozen),
        idle=departures.idle,
    )


def vacancies_of(before: Plan, problem: Problem, model: AllocationModel, frozen: frozenset[str]) -> Vacancies:
    """Return what an announced plan looks like on the facts as they are now."""
    import numpy as np

    from solver.domain.words import ROLES
    from solver.engine.replanning.vacancies import Vacancies

    instance, seats = problem.instance, model.seats
    where = zip(seats.person.tolist(), seats.village.tolist(), seats.role.tolist(), strict=True)
    seat_at = {place: s for s, place in enumerate(where)}
    names = [c.unit_id for c in instance.candidates]
    names += [i.person.unit_id for i in before.problem.instance.staying]
    names += [c.unit_id for c in before.problem.instance.candidates]
    number = {name: i for i, name in enumerate(sorted(set(names) - {""}))}
    kept, held_fast = [], []
    vacated: dict[tuple[int, int], list[int]] = {}
    still = {(i.person.person_id, i.village_id, i.role) for i in instance.staying}
    for team in before.teams:
        v = instance.village_index[team.village.village_id]
        for member in team.people:
            person, r = member.person.person_id, ROLES.index(member.role)
            if member.incumbent:
                is_kept = (person, team.village.village_id, member.role) in still
            else:
                seat = seat_at.get((instance.candidate_index.get(person, -1), v, r))
                is_kept = seat is not None
                if seat is not None:
                    kept.append(seat)
                    held_fast += [seat] if person in frozen else []
            if not is_kept:
                vacated.setdefault((v, r), []).append(number.get(member.person.unit_id, -1))
    return Vacancies(
        model=model,
        kept=np.array(sorted(kept), dtype=np.int64),
        units=np.array([number.get(c.unit_id, -1) for c in instance.candidates], dtype=np.int64),
        vacated={place: tuple(units) for place, units in vacated.items()},
        frozen=np.array(sorted(held_fast), dtype=np.int64),
    )


def _versions() -> dict[str, str]:
    from solver.api.solving import versions_now

    return versions_now()


def _certified(model: AllocationModel, old: Certificate, mended: Mended, hashes: dict[str, str]) -> Certificate:
    """Bound the mended plan by the prices of the announced one: any prices give true bounds."""
    from solver.domain.certificate import Certificate, Level
    from solver.verify.bound import recheck_bound

    severity_proof, value_proof = best_known(model, old, mended.seats)
    severity = recheck_bound(model, severity_proof, "severity", mended.severity)
    value = recheck_bound(model, value_proof, "value", mended.severity)
    left_out = tuple(sorted({*severity.left_out, *value.left_out}))
    return Certificate(
        Level(mended.severity, severity.bound, severity_proof),
        Level(mended.value, value.bound, value_proof),
        left_out,
        _versions(),
        hashes,
    )


def best_known(model: AllocationModel, old: Certificate, seats: IntArray) -> tuple[Prices, Prices]:
    """Return, of the prices of an older certificate, those that bound all plans of a model best, on both levels."""
    from solver.api.certifying import keys_of, prices_of, severity_prices_of
    from solver.engine.explaining.desk import Desk
    from solver.engine.explaining.leaves import leaves_of
    from solver.engine.relaxation import Relaxation

    relaxation = Relaxation(model)
    leaves = [leaves_of(relaxation, level, points=n) for n, level in enumerate((old.severity, old.value))]
    desk = Desk(model, seats, *leaves, relaxation=relaxation)
    lightest, most = desk.severity_leaf, desk.value_leaf
    assert lightest is not None
    assert most is not None
    keys = keys_of(model)
    return severity_prices_of(keys, lightest.point), prices_of(keys, most.point)
