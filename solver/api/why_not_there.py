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

ANY_ROLE = Text("为什么不派{person}到{village}？", "Why is {person} not sent to {village}?")
AS_ROLE = Text("任{role}：{why}", "As {role}: {why}")
HEADING = Text("为什么不派{person}到{village}任{role}？", "Why is {person} not sent to {village} as {role}?")
IS_THERE = Text("方案就是这样安排的。", "The plan has it so.")
STAYS = Text("此人留任{village}，不另派。", "The person stays in {village} and is not sent elsewhere.")
NO_PLACE = Text(
    "这个村没有该职务的空岗：本轮不设，或由留任者担任。",
    "The village has no open place of the role: none is listed, or incumbents stay in it.",
)
OTHER_COUNTY = Text(
    "此人在本方案中派往外县{village}；跨多个县的大方案按县逐一说明，调出调入的代价没有求解。",
    "The plan sends the person to another county, {village}; a large plan is explained one county at a time: what a "
    "move from one to another costs is not solved for.",
)
NOT_NOMINATED = Text(
    "此人在岗任期已满或已召回，本轮不是提名人选。", "The incumbent leaves, and is no nominee of this round."
)

OF_WEIGHT = ("stays", "not_nominated", "not_found", "impossible", "barred", "no_place")
"""Answers without a cost: of several roles the first of these is the status of all."""


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
    return _in_no_role(explainer, person, village, dict(zip(ROLES, answers, strict=True)))


def _in_no_role(
    explainer: Explainer, person: Candidate, village: Village, answers: dict[Role, Explanation]
) -> Explanation:
    """Say of every role why it cannot be; once, where it is the same of all."""
    told = list(answers.values())
    lines = told[0].lines
    if any(answer.lines != lines for answer in told):
        lines = tuple(
            AS_ROLE.with_values(role=role.label, why=line) for role, answer in answers.items() for line in answer.lines
        )
    status = min((str(answer.figures["status"]) for answer in told), key=OF_WEIGHT.index)
    rules = dict.fromkeys(slug for answer in told for slug in _rules(answer))
    return Explanation(
        ANY_ROLE.with_values(person=explainer.context.name(person), village=village.full_name),
        lines,
        all(answer.proved for answer in told),
        {
            "person": person.person_id,
            "village": village.village_id,
            "status": status,
            "rules": list(rules),
            "roles": {role.value: answer.figures["status"] for role, answer in answers.items()},
        },
    )


def _rules(answer: Explanation) -> list[str]:
    rules = answer.figures.get("rules", [])
    return rules if isinstance(rules, list) else []


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
    near = explainer.at(village)
    here, desk = near.context.instance, near.desk
    p, v, r = here.candidate_index.get(person.person_id, -1), here.village_index[village.village_id], ROLES.index(role)
    seat = desk.seat_of(p, v, r)
    if seat is None:
        return Explanation(heading, (NO_PLACE,), True, {**figures, "status": "no_place"})
    if seat in desk.seats:
        return Explanation(heading, (IS_THERE,), True, {**figures, "status": "in_plan"})
    elsewhere = ctx.village_of.get(person.person_id)
    if elsewhere is not None and elsewhere.village_id not in here.village_index:
        lines = [OTHER_COUNTY.with_values(village=elsewhere.full_name)]
        return Explanation(heading, tuple(lines), False, {**figures, "status": "not_found"})
    found = desk.reoptimise(Change((seat,)))
    lines = [*cost_of(desk, found), *near.limits_of_answers]
    if found.seats is not None:
        lines.insert(len(lines) - len(near.limits_of_answers), chain_of(near.context, desk, near.moves(found, p)))
    return Explanation(heading, tuple(lines), found.proved, {**figures, **figures_of(near, found)})


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
