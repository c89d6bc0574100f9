"""The small county, its plan, and the plan of each question: each solved once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import pytest

from solver import api
from solver.api.rounds import Round
from solver.book.compile import compile_model
from solver.domain.instance import Instance
from solver.engine.effort import EFFORTS, Effort
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.scenario.opening import SharedRosters, open_scenario
from tests.whatif.small import small_county

LITTLE = replace(EFFORTS["quick"], batches=1, patience=1)
NO_SEARCH = replace(EFFORTS["quick"], batches=0)
HARD_TO_CLOSE = 24
"""A budget in yuan is a knapsack: neighbourhoods would take ten seconds."""


@dataclass
class County:
    """The small county and what became of it."""

    overlays: Path
    rosters: SharedRosters = field(default_factory=SharedRosters)
    lists: dict[int, api.VillageList] = field(default_factory=dict)
    plans: dict[int, api.Solution] = field(default_factory=dict)

    @cached_property
    def base(self) -> api.Solution:
        """The plan of the base."""
        return api.solve(self._freeze(self._file(None)), effort=LITTLE)

    def villages(self, question: int) -> api.VillageList:
        """Return the list of villages of a question."""
        if question not in self.lists:
            self.lists[question] = self._freeze(self._file(question))
        return self.lists[question]

    def ask(self, question: int) -> api.Solution:
        """Return the plan of a question."""
        if question not in self.plans:
            effort: Effort = NO_SEARCH if question == HARD_TO_CLOSE else LITTLE
            self.plans[question] = api.solve(self.villages(question), effort=effort, start=self.base.plan)
        return self.plans[question]

    def list_with(self, question: int | None, lines: str) -> api.VillageList:
        """Return the list of a question, or of the base, with further lines laid over it."""
        return api.freeze(api.what_if(self._file(question), lines))

    def model(self, question: int | None = None) -> AllocationModel:
        """Return the seats and counts of a question, or of the base."""
        villages = self.base.villages if question is None else self.villages(question)
        return compile_model(villages.problem, villages.round.book)

    def instance(self, question: int | None = None) -> Instance:
        """Return the facts of a question, or of the base."""
        return (self.base.villages if question is None else self.villages(question)).round.instance

    def _file(self, question: int | None) -> Path:
        if question is None:
            return self.overlays.parent / "county-s" / "county-s.yaml"
        return next(self.overlays.glob(f"{question:02d}-*.yaml"))

    def _freeze(self, path: Path) -> api.VillageList:
        return api.freeze(Round(path.resolve(), open_scenario(path, read=self.rosters), "zh"))


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """Return the small county."""
    return County(small_county(tmp_path_factory.mktemp("what-if")))


def posted(solution: api.Solution) -> dict[str, str]:
    """Return who is newly sent where: person ID to village ID."""
    return {a.person_id: a.village_id for a in solution.plan.assignments}


def heads(villages: api.VillageList) -> dict[str, int]:
    """Return the posts of each village."""
    return {p.village_id: int(p.wants_first_secretary) + p.members_target for p in villages.posts}


def units_sending(solution: api.Solution) -> list[str]:
    """Return the unit of everybody who is newly sent."""
    instance = solution.plan.problem.instance
    return [instance.candidates[instance.candidate_index[person_id]].unit_id for person_id in posted(solution)]


def caps(county: County, question: int | None = None) -> dict[str, int | None]:
    """Return every limit of units, by key."""
    counts: list[Count] = [c for c in county.model(question).linking_counts if c.rule == "unit_quota"]
    return {count.key: count.upper for count in counts}


def broken(solution: api.Solution, rule: str) -> dict[str, int]:
    """Return the exceptions to a rule: place to size."""
    return {v.place: v.size for v in solution.evaluation.exceptions if v.rule == rule}
