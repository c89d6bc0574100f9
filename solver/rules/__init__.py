"""The rule book: one file a rule; ``RULES`` is the table of contents, in the order of the policy (§4.3)."""

from __future__ import annotations

from solver.modelling.rule import Rule
from solver.rules.home_avoidance import HomeAvoidance
from solver.rules.one_post_per_person import OnePostPerPerson
from solver.rules.party_full_member import PartyFullMember
from solver.rules.post_first_secretary import PostFirstSecretary

RULES: tuple[type[Rule], ...] = (
    # people (A.3)
    PartyFullMember,
    # villages and teams (A.2, A.5)
    PostFirstSecretary,
    OnePostPerPerson,
    # local options (A.7), off by default
    HomeAvoidance,
)
"""Every rule there is; a test sees that no file is missing."""
