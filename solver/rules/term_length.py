"""Who is newly posted can serve the term: neither late arrival nor retirement cuts it under two years.

When to modify
    The least time on post changes, or other reasons than arrival and retirement cut it short.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.instance import Reference
from solver.domain.plan import Problem, Team
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role
from solver.modelling.cases import ON_POST
from solver.modelling.counts import Count
from solver.modelling.rule import Example, RuleParams, TeamRule, tier_price
from solver.modelling.seats import VillageSeats
from solver.text import Text
from solver.units import add_months, complete_months


class TermLength(TeamRule):
    """M1, and E9b as derived: not retired before the term is served."""

    slug = "term_length"
    clauses = ("M1", "E9b")
    phrase = "任期一般不少于2年；尚未退休"
    title = Text("任期不少于两年", "A term of two years")
    statement = Text(
        "新派人员从到岗到任期届满或退休，一般不少于规定月数；情形所定任期本身较短的，以该任期为准；退休时间未填的不推断。",
        "A newly posted person serves, from arrival to the end of term or retirement, generally not less than the "
        "months set, or the scenario's whole term if that is shorter; a retirement not stated is not guessed.",
    )
    hardness = Hardness.ELASTIC
    reads = ("candidate.available_from", "candidate.retire", "reference.on_post_date", "reference.term_months")

    class Params(RuleParams):
        """Parameters."""

        min_months: int = Field(default=24, ge=0, le=120, description="Least months on post · 最短在岗月数")
        severity: int = Field(default=1, ge=1, le=100, description="Severity of each person · 每人的严重度")

    def _required(self, reference: Reference) -> int:
        """Return the months to serve: a short term of the whole scenario is not each person's exception."""
        return min(int(self.params.min_months), reference.term_months)

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: newly posted people who serve too short a time, none without an exception."""
        reference, post = problem.instance.reference, problem.posts[seats.village_idx]

        def is_short(c: Candidate) -> bool:
            arrival = max(reference.on_post_date, c.available_from or reference.on_post_date)
            leaving = min(reference.term_end, c.retire or reference.term_end)
            return complete_months(arrival, leaving) < self._required(reference)

        short = problem.instance.array((self.slug, self.params.min_months), is_short)
        of_village = seats.having(short)
        if len(of_village):
            price = tier_price(self.params.severity, post.tier)
            yield Count(self.slug, post.village_id, of_village, upper=0, excess_price=price)

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """Each newly posted person who is gone before the required months have passed."""
        reference = problem.instance.reference
        required = self._required(reference)
        for member in team.people:
            person = member.person
            arrival, leaving = reference.on_post_date, reference.term_end
            if person.available_from is not None and person.available_from > arrival:
                arrival = person.available_from
            if person.retire is not None and person.retire < leaving:
                leaving = person.retire
            if member.incumbent or leaving >= add_months(arrival, required):
                continue
            yield self.exception(
                team,
                1,
                Text(
                    "{person}在{village}只能任职{arrival}至{leaving}，不足{required}个月。",
                    "{person} can serve in {village} only from {arrival} to {leaving}, less than {required} months.",
                    {
                        "person": person.person_id,
                        "village": team.village.full_name,
                        "arrival": arrival.isoformat(),
                        "leaving": leaving.isoformat(),
                        "required": required,
                    },
                ),
            )

    examples = (
        Example(
            accepts=True,
            says=Text("退休日正是任期届满日", "retires on the day the term ends"),
            facts={"candidates": [{"retire": add_months(ON_POST, 24)}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("任期届满前一个月退休", "retires one month before the term ends"),
            facts={"candidates": [{"retire": add_months(ON_POST, 23)}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("晚到岗一个月", "arrives one month late"),
            facts={
                "candidates": [{"available_from": add_months(ON_POST, 1)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("任期三年，晚到岗一年仍满两年", "a term of three years: a year late still leaves two"),
            facts={
                "reference": {"term_months": 36},
                "candidates": [{"available_from": add_months(ON_POST, 12)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("全县任期只有一年，任满即可", "the whole county's term is one year, and it is served"),
            facts={"reference": {"term_months": 12}, "assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )
