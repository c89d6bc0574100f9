"""Whoever is named for a village goes there.

When to modify
    A named decision may be for a county or a township.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.plan import Plan, Problem
from solver.domain.posting import Pin
from solver.domain.village import Village
from solver.domain.violation import Violation
from solver.domain.words import ROLES, Hardness, PinKind, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, LinkingRule, RuleParams, tier_price
from solver.modelling.seats import SeatSet
from solver.text import Text

NAMED_THERE = {"person_id": "P1", "village_id": "V1", "kind": PinKind.MUST}


class NamedPerson(LinkingRule):
    """A.7: 指定; that a named person goes nowhere else is ``forbidden_pairs``."""

    slug = "named_person"
    clauses = ("A.7",)
    phrase = "指定人选到指定村"
    title = Text("落实指定人选", "Named decisions are kept")
    statement = Text(
        "“回避/指定表”指定到某村（写明职务的任该职务）的人选应派往该村，原任留任也算；不能落实的列为例外，写明原因，须签字。",
        "A person whom the pins name for a village goes there (in the role named, if one is named), or stays there; "
        "where that cannot be kept it is an exception to sign, with the reason.",
    )
    hardness = Hardness.HARD_ELASTIC
    reads = ("pin.kind", "pin.person_id", "pin.village_id", "pin.role")

    class Params(RuleParams):
        """Parameters."""

        severity: int = Field(default=60, ge=1, le=1000, description="Severity of one not kept · 每项未落实的严重度")

    def counts(self, problem: Problem, seats: SeatSet) -> Iterator[Count]:
        """One count a named decision: the person's seats there, at least one."""
        instance = problem.instance
        for pin in _named(problem):
            person, village = instance.candidate_index.get(pin.person_id), instance.village_index.get(pin.village_id)
            mine: np.ndarray = np.zeros(0, dtype=np.int64)
            if person is not None and village is not None:
                of_village = seats.of_village(village)
                mine = of_village.where(of_village.person == person)
                if pin.role:
                    mine = mine[seats.role[mine] == ROLES.index(pin.role)]
            stays = any(
                i.person.person_id == pin.person_id and pin.role in (None, i.role)
                for i in instance.staying_by_village.get(pin.village_id, ())
            )
            yield Count(
                self.slug,
                pin.person_id,
                mine,
                base=int(stays),
                lower=1,
                shortfall_price=tier_price(self.params.severity, 0),
                part=_part(pin),
            )

    def check(self, plan: Plan) -> Iterator[Violation]:
        """A named decision that the plan does not keep."""
        posts: dict[str, list[tuple[Village, Role]]] = {}
        for team in plan.teams:
            for member in team.people:
                posts.setdefault(member.person.person_id, []).append((team.village, member.role))
        for pin in _named(plan.problem):
            wanted = (pin.role,) if pin.role else ROLES
            held = posts.get(pin.person_id, [])
            if any(village.village_id == pin.village_id and role in wanted for village, role in held):
                continue
            position = plan.problem.instance.village_index.get(pin.village_id)
            named = plan.problem.instance.villages[position].full_name if position is not None else pin.village_id
            yield Violation(
                self.slug,
                pin.person_id,
                size=1,
                severity=tier_price(self.params.severity, 0),
                message=Text(
                    "{person}被指定到{village}{role}，未能落实：{why}。",
                    "{person} is named for {village}{role}, which is not kept: {why}.",
                    {
                        "person": pin.person_id,
                        "village": named,
                        "role": Text("任{role}", " as {role}", {"role": pin.role.label}) if pin.role else "",
                        "why": _why(pin, wanted, held, plan.problem),
                    },
                ),
            )

    examples = (
        Example(
            accepts=True,
            says=Text("派往指定的村", "sent where named"),
            facts={"pins": [NAMED_THERE], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("未派", "not sent at all"),
            facts={"pins": [NAMED_THERE]},
        ),
        Example(
            accepts=False,
            says=Text("指定任第一书记，却任队员", "named as first secretary, sent as member"),
            facts={
                "pins": [{**NAMED_THERE, "role": Role.FIRST_SECRETARY}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("被指定者原任留任", "the named person is there and stays"),
            facts={
                "candidates": [],
                "incumbents": [{"person": {"person_id": "P1"}}],
                "pins": [NAMED_THERE],
            },
        ),
        Example(
            accepts=False,
            says=Text("被指定任第一书记者原任队员留任", "named as first secretary, stays there as member"),
            facts={
                "candidates": [],
                "incumbents": [{"person": {"person_id": "P1"}}],
                "pins": [{**NAMED_THERE, "role": Role.FIRST_SECRETARY}],
            },
        ),
        Example(
            accepts=False,
            says=Text("被指定者不在花名册", "the named person is not on the roster"),
            facts={"candidates": [], "pins": [NAMED_THERE]},
        ),
        Example(
            accepts=True,
            says=Text("回避不是指定", "a forbidden pair is not a named decision"),
            facts={"pins": [{**NAMED_THERE, "kind": PinKind.FORBID}]},
        ),
    )


def _part(pin: Pin) -> str:
    return f"{pin.village_id}/{pin.role}" if pin.role else pin.village_id


def _named(problem: Problem) -> list[Pin]:
    """Return the named decisions, the same one only once."""
    pins = [pin for pin in problem.instance.pins if pin.kind is PinKind.MUST]
    return list({(pin.person_id, _part(pin)): pin for pin in pins}.values())


def _why(pin: Pin, wanted: tuple[Role, ...], held: list[tuple[Village, Role]], problem: Problem) -> Text:
    """Say why a decision is not kept, as far as the plan (what the person holds there) alone tells."""
    instance = problem.instance
    village = instance.village_index.get(pin.village_id)
    if village is None:
        return Text("该村不在村情需求表中", "the village is not in the table of villages")
    if held:
        of_person, role = held[0]
        return Text(
            "已在{village}任{role}",
            "the person is {role} in {village}",
            {"village": of_person.full_name, "role": role.label},
        )
    if pin.person_id not in instance.candidate_index:
        return Text("此人不在人选花名册中", "the person is not on the roster")
    post = problem.posts[village]
    if not any(post.places(role) for role in wanted):
        return Text("该村没有设置此岗位", "the village has no such post")
    if not any(post.places(role) > problem.n_staying(village, role) for role in wanted):
        return Text("该岗位由留任者担任", "the post is held by somebody who stays")
    return Text(
        "不符合任职或回避条件，或单位名额、岗位已用完",
        "the person may not fill the seat by another rule, or the unit's quota or the places are used up",
    )
