"""Small rules of each kind, so that reasons are tested whatever the rule book holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from solver.book.rule_book import RuleBook
from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.plan import Plan, Problem, Team
from solver.domain.village import Village
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role
from solver.goals.need_fit import NeedFit
from solver.modelling.counts import Count
from solver.modelling.rule import EligibilityRule, LinkingRule, PairRule, TeamRule
from solver.modelling.seats import BoolArray, SeatSet, VillageSeats
from solver.text import Text


class Stub:
    clauses = ("A.7",)
    phrase = "试"
    statement = Text("试", "try")
    hardness = Hardness.HARD
    reads = ()
    examples: tuple[Any, ...] = ()


class Healthy(Stub, EligibilityRule):
    slug, title = "healthy", Text("身体条件", "health")

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        return candidate.note != "ill"

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        return Text("{person}身体条件不符。", "{person} is not fit.", {"person": candidate.person_id})


class NotHere(Stub, PairRule):
    slug, title = "not_here", Text("回避", "avoidance")

    def mask(self, problem: Problem, village_idx: int, role: Role) -> BoolArray:
        village = problem.instance.villages[village_idx]
        return np.array([self.admits(c, village, role, problem) for c in problem.instance.candidates], dtype=np.bool_)

    def admits(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> bool:
        return village.village_id not in candidate.avoid

    def refusal(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> Text:
        return Text("{person}回避", "{person} avoids", {"person": candidate.person_id})


class UnitQuota(Stub, LinkingRule):
    """One person a unit."""

    slug, title = "unit_quota", Text("单位名额", "quota of the unit")

    def counts(self, problem: Problem, seats: SeatSet) -> Iterator[Count]:
        units = np.array([c.unit_id for c in problem.instance.candidates])
        for unit in np.unique(units):
            of_unit = np.flatnonzero(units[seats.person] == unit).astype(np.int64)
            yield Count(self.slug, str(unit), of_unit, upper=1)

    def check(self, plan: Plan) -> Iterator[Violation]:
        return iter(())


class OneMember(Stub, TeamRule):
    """At least one member (elastic), at most one whose note is "loud" (hard), a second one is an exception."""

    slug, title = "one_member", Text("队员搭配", "mix of members")

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        place = problem.posts[seats.village_idx].village_id
        loud = problem.instance.array("loud", lambda c: c.note == "loud")
        yield Count(self.slug, place, seats.all(1), lower=1, shortfall_price=5, upper=1, excess_price=7, part="n")
        yield Count(self.slug, place, seats.having(loud), upper=1, part="loud")

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        return iter(())


def stub_book() -> RuleBook:
    return RuleBook((Healthy(), NotHere(), UnitQuota(), OneMember()), (NeedFit(NeedFit.Params(weight=6)),))
