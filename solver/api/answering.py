"""All questions that a committee asks of a plan, answered in one go and with a limit of effort."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from solver.report.why.explanation import Answer, Explanation
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.explaining import Explainer
    from solver.domain.plan import Team

PLACES = 20
"""Places of which the next best are looked for, if nobody says otherwise."""

NOT_ASKED = Text("另有{n}个村的岗位没有逐一求解", "Places of {n} more villages were not solved for")
WHICH = Text("{villages}。", "{villages}.")
ASK = Text(
    "可逐村询问：explain --seat，或用 --places 提高上限。",
    "Ask for one of them by explain --seat, or raise the limit by --places.",
)


def answer_plan(
    explainer: Explainer, *, places: int = PLACES, on_step: Callable[[int, int], None] | None = None
) -> tuple[Answer, ...]:
    """Answer shortage, repairs and prices, and who is next where a place is open or an exception is to be signed.

    Parameters
    ----------
    places
        Places of which the next best are looked for: villages with open places first, then those with the heaviest
        exceptions. A village is answered whole, and quicker than if it is asked for alone; what is left out is said.
    on_step
        Called after each step with how many are done, and of how many.
    """
    villages, left = _villages(explainer, places)
    steps = len(villages) + 3
    answers: list[Answer] = []
    for done, more in enumerate(_answers(explainer, villages), start=1):
        answers += more
        if on_step is not None:
            on_step(done, steps)
    if left:
        lines = (WHICH.with_values(villages=tuple(team.village.full_name for team in left)), ASK)
        note = Explanation(NOT_ASKED.with_values(n=len(left)), lines, False, {"left_out": len(left)}, shared=lines)
        answers.append(Answer("seat", note))
    return tuple(answers)


def _answers(explainer: Explainer, villages: list[Team]) -> Iterator[list[Answer]]:
    yield [Answer("shortage", answer) for answer in explainer.shortage()]
    yield [Answer("repairs", answer) for answer in explainer.repairs()]
    yield [Answer("prices", answer) for answer in explainer.prices()]
    if explainer.is_split:  # one county after the other, as each takes a model of its own
        county_of, number = explainer.split.county_of, explainer.context.instance.village_index
        villages = sorted(villages, key=lambda team: county_of[number[team.village.village_id]])
    for team in villages:
        village = team.village
        yield [Answer("seat", answer, village.village_id) for answer in explainer.seat(village.village_id, quick=True)]


def _villages(explainer: Explainer, places: int) -> tuple[list[Team], list[Team]]:
    """Return the villages with an open place, then those with an exception, the heaviest first: to answer, and left."""
    from solver.report.why.funnels import open_places

    ctx = explainer.context
    severity: dict[str, int] = {}
    for violation in explainer.solved.evaluation.exceptions:
        if violation.place in ctx.team_of:
            severity[violation.place] = severity.get(violation.place, 0) + violation.severity
    n_open: dict[str, int] = {}
    for team, _, n in open_places(ctx.plan.teams):
        n_open[team.village.village_id] = n_open.get(team.village.village_id, 0) + n
    troubled = {**dict.fromkeys(n_open, 0), **severity}
    ranked = sorted(troubled, key=lambda v: (v not in n_open, -troubled[v], v))
    chosen, left, total = [], [], 0
    for village_id in ranked:
        team = ctx.team_of[village_id]
        if total >= places:
            left.append(team)
            continue
        chosen.append(team)
        total += sum(not m.incumbent for m in team.people) + min(1, n_open.get(village_id, 0))
    return chosen, left
