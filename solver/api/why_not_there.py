"""Why a person is not in a village: the rules that bar, or the cost of having it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.report.why.explanation import Explanation
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.explaining import Explainer
    from solver.domain.candidate import Candidate
    from solver.domain.village import Village
    from solver.domain.words import Role
    from solver.engine.explaining.exact import Reoptimised

HEADING = Text("为什么不派{person}到{village}任{role}？", "Why is {person} not sent to {village} as {role}?")
IS_THERE = Text("方案就是这样安排的。", "The plan has it so.")
STAYS = Text("此人留任{village}，不另派。", "The person stays in {village} and is not sent elsewhere.")
NO_PLACE = Text(
    "这个村没有该职务的空岗：本轮不设，或由留任者担任。",
    "The village has no open place of the role: none is listed, or incumbents stay in it.",
)
NOT_NOMINATED = Text(
    "此人在岗任期已满或已召回，本轮不是提名人选。", "The incumbent leaves, and is no nominee of this round."
)


def why_not(explainer: Explainer, person: Candidate, village: Village, role: Role | None) -> Explanation:
    """Answer for one role, or for the cheaper of the roles that are not barred."""
    from solver.domain.words import ROLES

    if role is not None:
        return _for_role(explainer, person, village, role)
    answers = [_for_role(explainer, person, village, r) for r in ROLES]
    there = [a for a in answers if a.figures["status"] == "in_plan"]
    possible = [a for a in answers if a.figures["status"] == "costed"]
    if there or possible:
        return there[0] if there else min(possible, key=lambda a: (a.figures["severity"], a.figures["loss"]))
    return next((a for a in answers if a.figures["status"] not in ("barred", "no_place")), answers[-1])


def _for_role(explainer: Explainer, person: Candidate, village: Village, role: Role) -> Explanation:
    from solver.domain.words import ROLES
    from solver.engine.explaining.change import Change
    from solver.report.explanations import chain_of, cost_of
    from solver.report.why.barring import bars

    ctx, instance = explainer.context, explainer.context.instance
    values: dict[str, object] = {"person": ctx.name(person), "village": village.full_name, "role": role.label}
    heading = HEADING.with_values(**values)
    figures: dict[str, object] = {
        "person": person.person_id,
        "village": village.village_id,
        "role": role.value,
        "status": "barred",
    }
    stays = ctx.staying_of.get(person.person_id)
    if stays is not None:
        where = instance.villages[instance.village_index[stays.village_id]].full_name
        return Explanation(heading, (STAYS.with_values(village=where),), True, {**figures, "status": "stays"})
    if person.person_id not in instance.candidate_index:
        return Explanation(heading, (NOT_NOMINATED,), True, {**figures, "status": "not_nominated"})
    barred = bars(ctx, person, village, role)
    if barred:
        return Explanation(
            heading, tuple(text for _, text in barred), True, figures | {"rules": [s for s, _ in barred]}
        )
    p, v, r = instance.candidate_index[person.person_id], instance.village_index[village.village_id], ROLES.index(role)
    seat = explainer.desk.seat_of(p, v, r)
    if seat is None:
        return Explanation(heading, (NO_PLACE,), True, {**figures, "status": "no_place"})
    if seat in explainer.desk.seats:
        return Explanation(heading, (IS_THERE,), True, {**figures, "status": "in_plan"})
    found = explainer.desk.reoptimise(Change((seat,)))
    lines = list(cost_of(explainer.desk, found))
    if found.seats is not None:
        lines.append(chain_of(ctx, explainer.desk, explainer.moves(found, p)))
    return Explanation(heading, tuple(lines), found.proved, {**figures, **figures_of(explainer, found)})


def figures_of(explainer: Explainer, found: Reoptimised) -> dict[str, object]:
    """Return a re-optimised loss for programs."""
    desk = explainer.desk
    if found.seats is None:
        return {"status": "impossible" if found.impossible else "not_found"}
    bound = found.value_bound
    same = found.severity <= found.severity_bound
    return {
        "status": "costed",
        "severity": found.severity - desk.severity,
        "severity_at_least": found.severity_bound - desk.severity,
        "loss": desk.value - found.value,
        "loss_at_least": None if bound is None or not same else desk.value - bound,
        "proved": found.proved,
    }
