"""Which nominees each rule takes out for a place, rule by rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.book.rule_book import RuleBook
from solver.domain.plan import Problem
from solver.domain.words import Role
from solver.modelling.rule import EligibilityRule, PairRule
from solver.modelling.seats import BoolArray
from solver.text import Text


@dataclass(frozen=True)
class Step:
    """A rule that takes people out: how many, and how many are left."""

    rule: str
    title: Text
    out: int
    left: int


class Funnels:
    """Funnels of all places of a problem; the rules on people are asked once a role."""

    def __init__(self, problem: Problem, book: RuleBook) -> None:
        self._problem, self._book = problem, book
        self._eligible: dict[Role, tuple[list[Step], BoolArray]] = {}

    def of(self, village_idx: int, role: Role) -> tuple[list[Step], BoolArray]:
        """Return the rules that take anybody out, in the book's order, and who is left: bool array (n_candidates,)."""
        if role not in self._eligible:
            self._eligible[role] = self._by_people(role)
        steps, left = self._eligible[role]
        steps = [*steps]
        for rule in self._book.rules_of(PairRule):
            kept: BoolArray = left & rule.mask(self._problem, village_idx, role)
            _note(steps, rule, left, kept)
            left = kept
        return steps, left

    def _by_people(self, role: Role) -> tuple[list[Step], BoolArray]:
        instance = self._problem.instance
        steps: list[Step] = []
        left: BoolArray = np.ones(len(instance.candidates), dtype=np.bool_)
        for rule in self._book.rules_of(EligibilityRule):
            kept = left.copy()
            for i in np.flatnonzero(left).tolist():
                kept[i] = rule.admits(instance.candidates[i], role, instance)
            _note(steps, rule, left, kept)
            left = kept
        return steps, left


def _note(steps: list[Step], rule: EligibilityRule | PairRule, left: BoolArray, kept: BoolArray) -> None:
    n, more = int(kept.sum()), int(left.sum())
    if n < more:
        steps.append(Step(rule.slug, rule.title, more - n, n))
