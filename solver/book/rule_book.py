"""Rules and goals with the parameters of one scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from solver.goals import GOALS
from solver.modelling.rule import Goal, Rule
from solver.rules import RULES

R = TypeVar("R")


@dataclass(frozen=True)
class RuleBook:
    """The active rules and goals, in the order of ``RULES`` and ``GOALS``.

    Rules that are switched off and goals of weight 0 are in ``off`` only: nothing but the report reads them, to say
    what was switched off and why (§4.4).
    """

    rules: tuple[Rule, ...]
    goals: tuple[Goal, ...]
    off: tuple[Rule | Goal, ...] = ()

    @classmethod
    def of(
        cls,
        rules: Mapping[str, Any] | None = None,
        goals: Mapping[str, Any] | None = None,
        *,
        only: frozenset[str] | None = None,
    ) -> RuleBook:
        """Make a book from parameters by slug.

        Parameters
        ----------
        rules, goals
            Slug to a ``Params`` object of that rule or goal, or to a dict of its fields. Missing slugs take defaults.
        only
            For tests: the slugs to keep; ``None`` keeps all.

        Raises
        ------
        KeyError
            If a slug is not in the book.
        """
        rules, goals = dict(rules or {}), dict(goals or {})
        unknown = (set(rules) - {r.slug for r in RULES}) | (set(goals) - {g.slug for g in GOALS})
        if unknown:
            raise KeyError(f"no such rule or goal: {sorted(unknown)}")
        chosen_rules = tuple(cls_(_params(cls_, rules)) for cls_ in RULES if only is None or cls_.slug in only)
        chosen_goals = tuple(cls_(_params(cls_, goals)) for cls_ in GOALS if only is None or cls_.slug in only)
        rules_on = tuple(rule for rule in chosen_rules if rule.mandatory or rule.params.enabled)
        goals_on = tuple(goal for goal in chosen_goals if goal.params.weight)
        off: tuple[Rule | Goal, ...] = (
            *(rule for rule in chosen_rules if rule not in rules_on),
            *(goal for goal in chosen_goals if goal not in goals_on),
        )
        return cls(rules_on, goals_on, off)

    def rules_of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the active rules of one kind."""
        return tuple(rule for rule in self.rules if isinstance(rule, kind))

    def goals_of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the active goals of one kind."""
        return tuple(goal for goal in self.goals if isinstance(goal, kind))


def _params(statute: Any, given: Mapping[str, Any]) -> Any:
    params = given.get(statute.slug)
    return statute.Params(**params) if isinstance(params, dict) else params
