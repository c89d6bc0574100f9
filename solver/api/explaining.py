"""Explain a plan: why somebody is not there, who would be next, what is short and what would help (§8)."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.answering import PLACES, answer_plan
from solver.errors import Fault, InputError
from solver.report.why.explanation import Answer, Explanation
from solver.text import Lang, Text

if TYPE_CHECKING:
    from solver.book.split import Split
    from solver.domain.candidate import Candidate
    from solver.domain.village import Village
    from solver.domain.words import Role
    from solver.engine.explaining.desk import Desk
    from solver.engine.explaining.exact import Reoptimised
    from solver.engine.explaining.moves import Move
    from solver.modelling.model import AllocationModel
    from solver.modelling.seats import IntArray
    from solver.report.context import Context
    from solver.report.solved import Solved


__all__ = ["Answer", "Explainer", "Explanation", "explain"]

MOST_THREADS = 4
"""Villages priced at a time; answers do not depend on it."""

ONE_COUNTY = Text(
    "只在本县内重新优化，其他县不动；跨县调整也许代价更小。",
    "Re-optimised within the county, all other counties as they are; with moves between counties it may cost less.",
)

WHOLE = 450
"""Villages up to which a plan of several counties is one model; above, a question is put to the county concerned."""


class Explainer:
    """Answers questions about one plan.

    Parameters
    ----------
    solved
        The plan with its certificate.
    small
        Seats up to which questions are decided on the whole model; ``None`` takes the engine's figure.
    whole
        Villages up to which a plan of several counties is one model.
    """

    def __init__(self, solved: Solved, small: int | None = None, whole: int = WHOLE) -> None:
        from solver.report.context import Context

        self.solved, self._small, self._most_whole = solved, small, whole
        self.context: Context = Context(solved, solved.lang)
        self._of_county: dict[int, Explainer] = {}

    @cached_property
    def desk(self) -> Desk:
        """The engine's side of the plan."""
        from solver.book.compile import compile_model, seats_taken

        model = compile_model(self.solved.plan.problem, self.solved.book)
        return self.desk_of(model, seats_taken(model, self.solved.plan))

    def desk_of(self, model: AllocationModel, seats: IntArray, *, partial: bool = False) -> Desk:
        """Return a desk for seats of a model, with the prices of the plan's certificate: any prices give true bounds.

        Parameters
        ----------
        partial
            Whether the model is a part of the plan's, so that nothing is proved of all plans.
        """
        from solver.engine.explaining.desk import SMALL, Desk
        from solver.engine.explaining.leaves import leaves_of
        from solver.engine.relaxation import Relaxation

        relaxation = Relaxation(model, threads=min(MOST_THREADS, os.cpu_count() or 1))
        certificate = self.solved.certificate
        return Desk(
            model,
            seats,
            leaves_of(relaxation, certificate.severity, points=0),
            leaves_of(relaxation, certificate.value, points=1),
            relaxation=relaxation,
            small=SMALL if self._small is None else self._small,
            partial=partial,
        )

    # -- plans of many counties ---------------------------------------------------------------------------------------

    @cached_property
    def split(self) -> Split:
        """The plan's problem by counties."""
        from solver.book.split import Split

        return Split(self.context.problem, self.solved.book)

    @cached_property
    def is_split(self) -> bool:
        """Whether the plan is too large for one model, so that counties are explained one at a time."""
        return len(self.context.problem.posts) > self._most_whole and len(self.split) > 1

    def at(self, village: Village) -> Explainer:
        """Return the explainer of a village's county, all other counties as they are; this one if the plan is whole."""
        if not self.is_split:
            return self
        from solver.book.compile import seats_taken
        from solver.book.one_county import beside

        number = self.split.county_of[self.context.instance.village_index[village.village_id]]
        if number not in self._of_county:
            found = beside(self.split, self.split.part(number), self.solved.plan)
            county = Explainer(replace(self.solved, plan=found.plan), self._small)
            county.desk = self.desk_of(found.model, seats_taken(found.model, found.plan), partial=True)
            self._of_county = {number: county}  # one at a time, in the memory of a county
        return self._of_county[number]

    @property
    def limits_of_answers(self) -> tuple[Text, ...]:
        """What is to be said with everything that is solved here: nothing, if the whole plan is looked at."""
        return (ONE_COUNTY,) if self.desk.partial else ()

    # -- names --------------------------------------------------------------------------------------------------------

    def find_person(self, name: str) -> Candidate:
        """Return the nominee or incumbent of a code, or of a name that only one has.

        Raises
        ------
        InputError
            If there is none, or not one.
        """
        people = self.context.nominee_or_incumbent
        if name in people:
            return people[name]
        named = [person for person in people.values() if person.alias == name]
        if len(named) == 1:
            return named[0]
        raise InputError([_unknown(name, [person.person_id for person in named] or list(people))])

    def find_village(self, name: str) -> Village:
        """Return the village of an ID, or of a name that only one has.

        Raises
        ------
        InputError
            If there is none, or not one.
        """
        instance = self.context.instance
        if name in instance.village_index:
            return instance.villages[instance.village_index[name]]
        named = [v for v in instance.villages if name in (v.name, v.full_name, v.township + v.name)]
        if len(named) == 1:
            return named[0]
        raise InputError([_unknown(name, [v.village_id for v in named] or list(instance.village_index))])

    # -- questions ----------------------------------------------------------------------------------------------------

    def why_not(self, person: str, village: str, role: Role | None = None) -> Explanation:
        """Say why a person is not in a village: the rules that bar, or the cost of having it so.

        Parameters
        ----------
        role
            ``None`` asks for whichever role is cheaper.
        """
        from solver.api.why_not_there import why_not

        return why_not(self, self.find_person(person), self.find_village(village), role)

    def seat(self, village: str, role: Role | None = None, *, quick: bool = False) -> tuple[Explanation, ...]:
        """Explain the places of a village: points of each holder, the funnel of open ones, the next best three.

        Parameters
        ----------
        quick
            Re-optimise for fewer people, in smaller neighbourhoods; of no account where the whole plan is small.
        """
        from solver.api.seat_questions import explain_village

        return explain_village(self, self.find_village(village), role, quick=quick)

    def person(self, person: str) -> Explanation:
        """Explain what became of a person."""
        from solver.api.seat_questions import explain_person

        return explain_person(self, self.find_person(person))

    def shortage(self) -> tuple[Explanation, ...]:
        """Say where people are too few: smallest sets of places, countable by hand."""
        from solver.report.why.shortages import explain_shortages, shortages_of

        if self.is_split:
            return shortages_of(self.context)
        return explain_shortages(self.context, self.context.problem, self.desk.model, self.desk.seats)

    def repairs(self) -> tuple[Explanation, ...]:
        """Return several smallest repairs, each re-solved and priced."""
        from solver.api.repair_questions import explain_repairs

        return explain_repairs(self)

    def prices(self) -> tuple[Explanation, ...]:
        """Say what one more person of a unit, level or expertise is worth."""
        from solver.api.price_questions import explain_prices

        return explain_prices(self)

    def everything(self, places: int = PLACES, on_step: Callable[[int, int], None] | None = None) -> tuple[Answer, ...]:
        """Answer shortage, repairs, prices, and who is next where a place is open or an exception is to be signed.

        Parameters
        ----------
        places
            Places of which the next best are looked for: open ones first, then the heaviest exceptions.
        on_step
            Called after each step with how many are done, and of how many.
        """
        return answer_plan(self, places=places, on_step=on_step)

    # -- helpers ------------------------------------------------------------------------------------------------------

    def moves(self, found: Reoptimised, first: int | None) -> tuple[Move, ...]:
        """Return who moves if a re-optimised plan is taken."""
        from solver.engine.explaining.moves import moves_between

        assert found.seats is not None
        return moves_between(self.desk.model.seats, self.desk.seats, found.seats, first)


def explain(plan_folder: str | Path, scenario: str | Path | None = None, lang: Lang | None = None) -> Explainer:
    """Open a plan folder to ask it questions.

    Raises
    ------
    InputError
        If there is no plan folder, the scenario is not found, or the inputs have faults now.
    VerificationError
        If the plan does not belong to the inputs as they are now.
    """
    from solver.api.reopening import reopen

    return Explainer(reopen(plan_folder, scenario, lang))


def _unknown(name: str, known: list[str]) -> Fault:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3) or known[:3]
    return Fault(
        "unknown_name",
        Text("方案的输入中没有，或不止一个", "the inputs of the plan have none of this name, or several"),
        Text("用编号或村编码，如{near}。", "use the code or ID, such as {near}.", {"near": tuple(near)}),
        value=name,
    )
