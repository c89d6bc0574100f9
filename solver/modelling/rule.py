"""The contract of rules and goals (§4): five kinds of rule, two kinds of goal.

A rule states its statement once for readers, once as counts (or a mask) for engines, and once as a solver-free check
for people who must trust the plan. No engine names a rule; it sees the kind and the counts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.plan import Plan, Problem, Team
from solver.domain.village import Village
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role
from solver.modelling.choices import ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.listing import Demand, Listing, Row
from solver.modelling.seats import BoolArray, IntArray, SeatSet, VillageSeats
from solver.text import Text

TIER_FACTORS: tuple[int, ...] = (12, 32, 24, 16, 8, 4, 2)
"""Severity factor of tier 0 (no village: a unit, the county) and of tiers 1 … 6 of domain.md A.2."""


def tier_price(severity: int, tier: int) -> int:
    """Return the severity of one unit of an exception in a village of this tier (0: not a village)."""
    return severity * TIER_FACTORS[tier]


T = TypeVar("T")
Lax = Annotated[T, Field(strict=False)]
"""A parameter that YAML writes otherwise than Python: enumerations as their keys, tuples as lists, keys as text."""
Whole = Annotated[int, Field(ge=0)]
"""A number that is not negative, inside a table of parameters."""


class Params(BaseModel):
    """Base of all parameters: unknown keys are refused, values are frozen, integers are strict."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class RuleParams(Params):
    """What every rule has besides its own parameters.

    A change from the default needs a ``reason``, which the report prints (§4.4); the scenario checks that.
    """

    enabled: bool = Field(default=True, description="Whether the rule is on · 是否启用")
    reason: str = Field(default="", description="Why it was changed or switched · 调整理由")


@dataclass(frozen=True)
class Example:
    """An example on one side of a limit, for readers and for the conformance battery.

    Attributes
    ----------
    accepts
        Whether the rule is content: eligibility and pair rules admit the first assignment of ``facts["assign"]``;
        team, linking and village rules report no violation. Of a goal: whether it earns ``points``.
    says
        The example in words, both languages.
    facts
        The case, as ``modelling.cases.build_case`` takes it.
    params
        Parameters other than the defaults.
    points
        Goals only: points the goal gives for all assignments of the case together.
    """

    accepts: bool
    says: Text
    facts: dict[str, Any]
    params: dict[str, Any] = field(default_factory=dict)
    points: int | None = None


class Statute(ABC):
    """What rules and goals share: the part a person reads."""

    slug: ClassVar[str]
    """File name, YAML key, violation code, report anchor and test name, all one."""
    clauses: ClassVar[tuple[str, ...]]
    """Clause IDs of domain.md, e.g. ``("E5",)``."""
    phrase: ClassVar[str]
    """The Chinese words of the policy, or of local practice for A.7."""
    title: ClassVar[Text]
    statement: ClassVar[Text]
    hardness: ClassVar[Hardness]
    reads: ClassVar[tuple[str, ...]]
    """Facts it reads, as ``candidate.full_member_since``."""
    examples: ClassVar[tuple[Example, ...]]


class Rule(Statute):
    """Base of the five kinds of rule; derive from a kind, not from this.

    ``mandatory`` rules (必须 in the policy) cannot be switched off.
    """

    mandatory: ClassVar[bool] = False

    class Params(RuleParams):
        """No parameters of its own."""

    def __init__(self, params: RuleParams | None = None) -> None:
        self.params: Any = params if params is not None else self.Params()


class EligibilityRule(Rule):
    """Sees person × role: a refused seat is never created. Always hard."""

    @abstractmethod
    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """Whether the person may fill the role anywhere."""

    @abstractmethod
    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Say why not, naming the person and the fact. Only called where ``admits`` is false."""


class PairRule(Rule):
    """Sees person × village × role: a refused seat is never created. Always hard."""

    @abstractmethod
    def mask(self, problem: Problem, village_idx: int, role: Role) -> BoolArray:
        """Return which candidates may fill the role in the village: bool array of shape (n_candidates,)."""

    def reach(self, instance: Instance, prefecture: str, county: str) -> BoolArray | None:
        """Return who may serve in a county at all, or ``None`` where the rule does not go by counties.

        Whoever is left out here must be refused by ``mask`` in every village of the county, in either role.
        """
        return None

    @abstractmethod
    def admits(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> bool:
        """Say the same for one seat, written from the statement and not from the mask."""

    @abstractmethod
    def refusal(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> Text:
        """Say why not, naming person, village and fact. Only called where ``admits`` is false."""


class TeamRule(Rule):
    """Sees the seats of one village: rows inside the village."""

    @abstractmethod
    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """Yield the counts of one village. ``place`` is the village ID."""

    @abstractmethod
    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """Yield what is broken in one team, written from the statement and not from the counts."""

    def exception(self, team: Team, size: int, message: Text) -> Violation:
        """Return an exception of a team, at the rule's severity for each unit and the village's tier (§3)."""
        severity = size * tier_price(self.params.severity, team.post.tier)
        return Violation(self.slug, team.village.village_id, size, severity, message, tier=team.post.tier)


class LinkingRule(Rule):
    """Sees seats across villages: rows that couple villages."""

    @abstractmethod
    def counts(self, problem: Problem, seats: SeatSet) -> Iterator[Count]:
        """Yield the counts of the whole plan."""

    @abstractmethod
    def check(self, plan: Plan) -> Iterator[Violation]:
        """Yield what is broken in the plan, written from the statement and not from the counts."""


class VillageRule(Rule):
    """Sees stage-1 choices: rows of the stage-1 model. May also state a demand."""

    def demand(self, village: Village, instance: Instance) -> Demand | None:
        """Return what the rule demands for a village, or ``None`` if it does not concern it."""
        return None

    @abstractmethod
    def counts(self, instance: Instance, choices: ChoiceSet) -> Iterator[Count]:
        """Yield counts over choices (seats of a count are choice indices)."""

    @abstractmethod
    def check(self, listing: Listing) -> Iterator[Violation]:
        """Yield what is broken in the list of posts, written from the statement and not from the counts."""

    def exception(self, row: Row, size: int, message: Text) -> Violation:
        """Return an exception of a village, at the rule's severity for each unit and the tier it is due (§3)."""
        severity = size * tier_price(self.params.severity, row.due.tier)
        return Violation(self.slug, row.village.village_id, size, severity, message, tier=row.due.tier)

    def remark(self, row: Row, instance: Instance) -> Text | None:
        """Return what the planner should know about one village's post, if anything."""
        return None


class GoalParams(Params):
    """What every goal has: a weight in points; 0 switches it off. Goals add their own."""

    weight: int = Field(ge=0, le=1000, description="Points · 分值")


class Goal(Statute):
    """Base of the two kinds of goal (soft terms, §5); derive from a kind.

    Every goal declares ``class Params(GoalParams)`` with a default ``weight``.
    """

    hardness: ClassVar[Hardness] = Hardness.SOFT
    Params: ClassVar[type[GoalParams]]

    def __init__(self, params: GoalParams | None = None) -> None:
        self.params: Any = params if params is not None else self.Params()  # type: ignore[call-arg]


class SeatGoal(Goal):
    """Points of one seat alone; may be negative."""

    @abstractmethod
    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Return the points of each candidate in the role there: int64 array of shape (n_candidates,)."""

    @abstractmethod
    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """Return the points of one seat, written from the statement and not from the array."""


class TeamGoal(Goal):
    """Concave rewards for what a team has together."""

    @abstractmethod
    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """Yield counts with ``rewards`` and no limits."""

    @abstractmethod
    def score(self, problem: Problem, team: Team) -> int:
        """Return the points of a whole team, incumbents included, written from the statement.

        The value counts ``score(team) - score(team.stayers)``: what the new people add.
        """


def no_one(n: int) -> BoolArray:
    """Return an all-false mask of shape (n,)."""
    return np.zeros(n, dtype=np.bool_)
