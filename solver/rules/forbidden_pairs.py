"""Declared avoidance is kept, and a person named for a village goes nowhere else.

When to modify
    A pin may name a county or a township instead of a village.
"""

from __future__ import annotations

import numpy as np

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Hardness, PinKind, Role
from solver.modelling.rule import Example, PairRule
from solver.modelling.seats import BoolArray
from solver.text import Text

MUST, FORBID = PinKind.MUST, PinKind.FORBID


class ForbiddenPairs(PairRule):
    """A.7: 回避 and 指定 as far as they bar; that a named person really goes there is ``named_person``."""

    slug = "forbidden_pairs"
    clauses = ("A.7",)
    phrase = "回避；指定人选到指定村"
    title = Text("回避与指定", "Avoidance and named decisions")
    statement = Text(
        "不派往“回避/指定表”和花名册“不可派”所列的村（表中写明职务的只限该职务）；被指定到某村者只能派往该村（写明职务的只任该职务）。",
        "Nobody is sent to a village that the pins forbid or the roster lists as not possible (in the role named, if "
        "one is named); a person named for a village may go there only (in the role named, if one is named).",
    )
    hardness = Hardness.HARD
    reads = ("pin.kind", "pin.village_id", "pin.role", "candidate.avoid")

    def mask(self, problem: Problem, village_idx: int, role: Role) -> BoolArray:
        """Take out people with a must pin, put back those pinned here, take out those forbidden here."""
        instance = problem.instance
        village_id = instance.villages[village_idx].village_id
        named, here, barred = instance.remember(("pair", self.slug), lambda: _positions(instance))
        mask: BoolArray = ~named
        mask[here.get((village_id, role), [])] = True
        mask[barred.get((village_id, role), [])] = False
        return mask

    def admits(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> bool:
        """See the statement."""
        if village.village_id in candidate.avoid:
            return False
        pins = problem.instance.pins_by_person.get(candidate.person_id, ())
        hits = {pin.kind for pin in pins if pin.village_id == village.village_id and pin.role in (None, role)}
        is_named = any(pin.kind is MUST for pin in pins)
        return FORBID not in hits and (not is_named or MUST in hits)

    def refusal(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> Text:
        """Name person and village, and the pin with its line and reason."""
        values = {"person": candidate.person_id, "village": village.full_name, "role": role.label}
        pins = problem.instance.pins_by_person.get(candidate.person_id, ())
        for pin in pins:
            if pin.kind is FORBID and pin.village_id == village.village_id and pin.role in (None, role):
                return Text(
                    "{person}不能到{village}任{role}：列为回避（{line} {reason}）。",
                    "{person} cannot go to {village} as {role}: the pair is forbidden ({line} {reason}).",
                    {**values, "line": pin.line, "reason": pin.reason},
                )
        if village.village_id in candidate.avoid:
            return Text(
                "{person}不能到{village}任{role}：花名册列为不可派。",
                "{person} cannot go to {village} as {role}: the roster lists the village as not possible.",
                values,
            )
        return Text(
            "{person}不能到{village}任{role}：已指定到{named}。",
            "{person} cannot go to {village} as {role}: the person is named for {named}.",
            {**values, "named": tuple(pin.village_id for pin in pins if pin.kind is MUST)},
        )

    examples = (
        Example(
            accepts=False,
            says=Text("回避的村", "a forbidden village"),
            facts={
                "pins": [{"person_id": "P1", "village_id": "V1", "kind": FORBID}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("只回避任第一书记，任队员", "forbidden as first secretary only: a member"),
            facts={
                "pins": [{"person_id": "P1", "village_id": "V1", "kind": FORBID, "role": Role.FIRST_SECRETARY}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("花名册列为不可派", "the roster says not possible"),
            facts={"candidates": [{"avoid": ("V1",)}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("派往指定的村", "sent where named"),
            facts={
                "villages": [{}, {}],
                "pins": [{"person_id": "P1", "village_id": "V2", "kind": MUST}],
                "assign": [("P1", "V2", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("指定到另一村", "named for another village"),
            facts={
                "villages": [{}, {}],
                "pins": [{"person_id": "P1", "village_id": "V2", "kind": MUST}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("指定到该村任第一书记，却任队员", "named as first secretary there, but a member"),
            facts={
                "pins": [{"person_id": "P1", "village_id": "V1", "kind": MUST, "role": Role.FIRST_SECRETARY}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("他人的指定不影响本人", "somebody else's pin"),
            facts={
                "candidates": [{}, {}],
                "pins": [{"person_id": "P2", "village_id": "V1", "kind": MUST}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
    )


Positions = dict[tuple[str, Role], list[int]]


def _positions(instance: Instance) -> tuple[BoolArray, Positions, Positions]:
    """Return who is named anywhere, and by seat key the candidates named there and barred there."""
    named = np.zeros(len(instance.candidates), dtype=np.bool_)
    here: Positions = {}
    barred: Positions = {}
    for pin in instance.pins:
        person = instance.candidate_index.get(pin.person_id)
        if person is None:
            continue
        for role in (pin.role,) if pin.role else tuple(Role):
            (here if pin.kind is MUST else barred).setdefault((pin.village_id, role), []).append(person)
        if pin.kind is MUST:
            named[person] = True
    for person, candidate in enumerate(instance.candidates):
        for village_id in candidate.avoid:
            for role in Role:
                barred.setdefault((village_id, role), []).append(person)
    return named, here, barred
