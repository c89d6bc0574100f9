"""What this layer receives: a plan with everything that is printed about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from solver.book.evaluation import Evaluation
from solver.book.rule_book import RuleBook
from solver.domain.certificate import Certificate
from solver.domain.plan import Plan
from solver.domain.violation import Violation
from solver.errors import Fault
from solver.text import Lang, Text

Status = Literal["complete", "interrupted"]


@dataclass(frozen=True)
class Solved:
    """A solved round.

    Attributes
    ----------
    scenario_text
        The effective scenario as YAML, every default spelled out.
    title
        Name of the scenario, as it heads the tables.
    lang
        Language of the tables.
    faults
        Repairs and notes of the inputs; an input with errors never comes here.
    input_hashes
        Input file (its name, no folders) to SHA-256.
    versions
        Versions of this program and of the libraries that shaped the plan.
    log
        Text of ``run.log``.
    status
        ``interrupted`` if the search was stopped before its effort was spent.
    stage1
        What the frozen village list falls short of (stage 1), to be signed with the exceptions of stage 2.
    run
        How the plan was made, for ``run.json``: which scenario, what effort, what list of villages. No clock.
    """

    plan: Plan
    book: RuleBook
    evaluation: Evaluation
    certificate: Certificate
    scenario_text: str
    title: Text
    lang: Lang = "zh"
    faults: tuple[Fault, ...] = ()
    input_hashes: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    log: str = ""
    status: Status = "complete"
    stage1: tuple[Violation, ...] = ()
    run: dict[str, object] = field(default_factory=dict)

    @property
    def n_exceptions(self) -> int:
        """Exceptions to sign, of both stages."""
        return len(self.stage1) + len(self.evaluation.exceptions)
