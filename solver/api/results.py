"""A solved round, with its tables as pandas frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from solver.text import Lang

if TYPE_CHECKING:
    import pandas as pd

    from solver.api.certifying import Outcome
    from solver.api.listing import VillageList
    from solver.book.evaluation import Evaluation
    from solver.domain.certificate import Certificate
    from solver.domain.plan import Plan
    from solver.report.solved import Solved
    from solver.report.table import Table


@dataclass(frozen=True)
class Solution:
    """A plan that was checked and certified.

    Attributes
    ----------
    solved
        Everything that is printed about the plan.
    villages
        The list of villages that it fills.
    result
        What the engine says: bounds, phases, sizes.
    start_unused
        Whether a plan to begin with was given that a round of this size cannot use.
    """

    solved: Solved
    villages: VillageList
    result: Outcome
    start_unused: bool = False

    @property
    def plan(self) -> Plan:
        """Who goes where."""
        return self.solved.plan

    @property
    def evaluation(self) -> Evaluation:
        """Exceptions and points, from the statements of the rules."""
        return self.solved.evaluation

    @property
    def certificate(self) -> Certificate:
        """What was reached and what was proved."""
        return self.solved.certificate

    @property
    def value(self) -> int:
        """Points of the plan."""
        return self.evaluation.value

    @property
    def severity(self) -> int:
        """Severity of its exceptions."""
        return self.evaluation.severity

    @property
    def gap(self) -> float:
        """Relative gap of the value to its re-checkable bound."""
        return self.certificate.value.gap

    @property
    def interrupted(self) -> bool:
        """Whether the search was stopped early."""
        return self.solved.status == "interrupted"

    @property
    def n_exceptions(self) -> int:
        """Exceptions to sign, of both stages."""
        return self.solved.n_exceptions

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Every table of the plan by its slug; ``table.headed()`` has the headers of the reader's language."""
        from solver.report.all_tables import build_tables

        return {table.sheet.slug: table for table in build_tables(self.solved)}

    @property
    def assignments(self) -> pd.DataFrame:
        """Who is where, staying incumbents too: one row a person."""
        return self.tables["postings"].frame

    @property
    def teams(self) -> pd.DataFrame:
        """One row a village with its team."""
        return self.tables["teams"].frame

    @property
    def exceptions(self) -> pd.DataFrame:
        """What is to be signed."""
        return self.tables["exceptions"].frame

    @property
    def units(self) -> pd.DataFrame:
        """One row a sending unit, with its quotas."""
        return self.tables["units"].frame

    @property
    def unposted(self) -> pd.DataFrame:
        """Nominees who are not sent, with the reason."""
        return self.tables["unposted"].frame

    @cached_property
    def points(self) -> pd.DataFrame:
        """Points by goal: columns ``goal``, ``title``, ``points``."""
        import pandas as pd

        lang, found = self.solved.lang, self.evaluation.points
        rows = [(goal.slug, goal.title.to(lang), found.get(goal.slug, 0)) for goal in self.solved.book.goals]
        return pd.DataFrame(rows, columns=["goal", "title", "points"])

    def summary(self, lang: Lang | None = None, folder: Path | None = None) -> str:
        """Return what a planner reads first, in under a screen."""
        from solver.report.screen import screen_summary

        return screen_summary(self.solved, lang, folder)

    def write(self, folder: str | Path) -> Path:
        """Write the plan folder: whole or not at all, never over an older one.

        Raises
        ------
        OutputError
            If the folder exists or cannot be written.
        """
        from solver.report.plan_folder import write_plan_folder

        return write_plan_folder(self.solved, Path(folder))
