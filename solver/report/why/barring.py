"""Which rules bar a person from a place."""

from __future__ import annotations

from solver.domain.candidate import Candidate
from solver.domain.village import Village
from solver.domain.words import Role
from solver.modelling.rule import EligibilityRule, PairRule
from solver.report.context import Context
from solver.text import Text

BARRED = Text("规则“{rule}”不允许：{why}", "Barred by “{rule}”: {why}")


def bars(ctx: Context, person: Candidate, village: Village, role: Role) -> list[tuple[str, Text]]:
    """Return the eligibility and pair rules that bar a person from a place, with the reason in words."""
    book, found = ctx.solved.book, []
    for rule in book.rules_of(EligibilityRule):
        if not rule.admits(person, role, ctx.instance):
            why = rule.refusal(person, role, ctx.instance)
            found.append((rule.slug, BARRED.with_values(rule=rule.title, why=why)))
    for pair in book.rules_of(PairRule):
        if not pair.admits(person, village, role, ctx.problem):
            why = pair.refusal(person, village, role, ctx.problem)
            found.append((pair.slug, BARRED.with_values(rule=pair.title, why=why)))
    return found
