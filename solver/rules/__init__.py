"""The rule book: one file a rule; ``RULES`` is the table of contents, in the order of the policy (§4.3)."""

from __future__ import annotations

from solver.modelling.rule import Rule
from solver.rules.captain import Captain
from solver.rules.couples import Couples
from solver.rules.handover_overlap import HandoverOverlap
from solver.rules.home_avoidance import HomeAvoidance
from solver.rules.key_county_grade import KeyCountyGrade
from solver.rules.language_in_team import LanguageInTeam
from solver.rules.lodging import Lodging
from solver.rules.members_minimum import MembersMinimum
from solver.rules.one_post_per_person import OnePostPerPerson
from solver.rules.party_full_member import PartyFullMember
from solver.rules.post_first_secretary import PostFirstSecretary
from solver.rules.required_expertise import RequiredExpertise
from solver.rules.team_size import TeamSize
from solver.rules.term_length import TermLength
from solver.rules.unit_share_in_team import UnitShareInTeam
from solver.rules.women_per_team import WomenPerTeam

RULES: tuple[type[Rule], ...] = (
    # people (A.3)
    PartyFullMember,
    # villages and teams (A.2, A.5)
    PostFirstSecretary,
    MembersMinimum,
    TeamSize,
    Captain,
    TermLength,
    HandoverOverlap,
    OnePostPerPerson,
    # local options (A.7), off by default
    HomeAvoidance,
    Couples,
    Lodging,
    WomenPerTeam,
    UnitShareInTeam,
    LanguageInTeam,
    RequiredExpertise,
    KeyCountyGrade,
)
"""Every rule there is; a test sees that no file is missing."""
