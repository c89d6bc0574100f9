"""Three small counties as one problem, and questions asked of them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from multiprocessing import parent_process

from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE

BOOK = RuleBook.of()


@cache
def three_counties(seed: int = 1) -> Problem:
    """Counties of 7 to 9 villages; about every tenth nominee may serve in all of them."""
    instance = Instance.build(REFERENCE, **generate("prefecture-tiny", seed).tables())
    return Problem(instance, freeze_villages(instance, BOOK).posts)


@dataclass(frozen=True)
class Names:
    """Asks for a county's name and the process that answers; fails, or ends the worker, at a county."""

    fails_at: int = -1
    dies_at: int = -1

    def ask(self, split: Split, number: int) -> tuple[str, bool]:
        """Answer."""
        if number == self.fails_at:
            raise ArithmeticError("seven is not eight")
        if number == self.dies_at and parent_process() is not None:
            os._exit(9)
        return "".join(split.areas[number]), parent_process() is not None
