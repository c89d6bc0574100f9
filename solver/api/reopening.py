"""A plan folder opened again: the plan on its inputs, with everything that is printed about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.finding import find_scenario, no_folder, root_of
from solver.api.rounds import Round, load
from solver.errors import InputError, VerificationError
from solver.text import Lang, Text

if TYPE_CHECKING:
    from solver.book.evaluation import Evaluation
    from solver.domain.certificate import Certificate
    from solver.domain.plan import Plan
    from solver.report.plan_file import StoredPlan
    from solver.report.solved import Solved

CHANGED = Text(
    "方案与现在的输入不符({what})，不能据此出报告；请先运行 villages-first verify {folder}。",
    "The plan does not belong to the inputs as they are now ({what}): nothing is reported from it. Run "
    "villages-first verify {folder} first.",
)


def reopen(plan_folder: str | Path, scenario: str | Path | None = None, lang: Lang | None = None) -> Solved:
    """Put the plan of a folder back on its inputs, and evaluate it anew from the statements of the rules.

    The bounds are taken from the certificate as they stand: whether they hold is for ``verify`` to say.

    Parameters
    ----------
    scenario
        The scenario file; ``None`` looks for it as ``verify`` does.
    lang
        Language; ``None`` takes that of the plan's tables.

    Raises
    ------
    InputError
        If there is no plan folder, the scenario is not found, or the inputs have faults now.
    VerificationError
        If the inputs, the figures or the exceptions are not those of the plan.
    """
    from solver.book.evaluation import evaluate
    from solver.report.certificate_file import read_certificate
    from solver.report.plan_file import FILE, read_plan
    from solver.report.run_file import read_run

    folder = Path(plan_folder)
    if not (folder / FILE).is_file():
        raise InputError([no_folder(folder)])
    run, stored, certificate = read_run(folder), read_plan(folder), read_certificate(folder)
    file = Path(scenario) if scenario is not None else find_scenario(folder)
    the_round = load(file, run.lang, root=root_of(file, run.scenario_key))
    _refuse(folder, Text("输入文件", "input files"), the_round.opened.hashes, stored.input_hashes)
    plan = stored.onto(the_round.instance)
    evaluation = evaluate(plan, the_round.book)
    reached = (certificate.severity.reached, certificate.value.reached)
    _refuse(folder, Text("得分", "points"), (evaluation.severity, evaluation.value), (stored.severity, stored.value))
    _refuse(folder, Text("证书", "certificate"), (evaluation.severity, evaluation.value), reached)
    _refuse(folder, Text("硬性规则", "hard rules"), evaluation.hard, ())
    solved = restored(the_round, plan, stored, certificate, evaluation)
    return replace(solved, lang=lang or run.lang)


def _refuse(folder: Path, what: Text, now: object, then: object) -> None:
    if now != then:
        raise VerificationError(CHANGED.with_values(what=what, folder=str(folder)))


def restored(
    the_round: Round, plan: Plan, stored: StoredPlan, certificate: Certificate, evaluation: Evaluation
) -> Solved:
    """Return what was printed when the plan was made, in the language of the round."""
    from solver.report.solved import Solved
    from solver.scenario.effective import effective_yaml

    return Solved(
        plan=plan,
        book=the_round.book,
        evaluation=evaluation,
        certificate=certificate,
        scenario_text=effective_yaml(the_round.opened.scenario, defaults=True),
        title=the_round.title,
        lang=the_round.lang,
        faults=the_round.faults,
        input_hashes=stored.input_hashes,
        versions=dict(certificate.versions),
        status="interrupted" if stored.status == "interrupted" else "complete",
        stage1=stored.stage1,
    )
