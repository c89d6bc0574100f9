"""The rule book: one file a rule; ``RULES`` is the table of contents, in the order of the policy (§4.3)."""

from __future__ import annotations

from solver.modelling.rule import Rule
from solver.rules.aggregate_supply import AggregateSupply
from solver.rules.demanded_post import DemandedPost
from solver.rules.headcount_budget import HeadcountBudget
from solver.rules.heavy_batch import HeavyBatch
from solver.rules.heavy_members import HeavyMembers
from solver.rules.home_avoidance import HomeAvoidance
from solver.rules.key_county import KeyCounty
from solver.rules.lifted_and_resettlement import LiftedAndResettlement
from solver.rules.light_task import LightTask
from solver.rules.no_drop_to_zero import NoDropToZero
from solver.rules.one_post_per_person import OnePostPerPerson
from solver.rules.other_types import OtherTypes
from solver.rules.party_full_member import PartyFullMember
from solver.rules.post_first_secretary import PostFirstSecretary
from solver.rules.smooth_scope import SmoothScope
from solver.rules.weak_coverage import WeakCoverage

RULES: tuple[type[Rule], ...] = (
    # the list of villages, stage 1 (A.1, A.2)
    WeakCoverage,
    LiftedAndResettlement,
    KeyCounty,
    LightTask,
    HeavyBatch,
    OtherTypes,
    NoDropToZero,
    HeavyMembers,
    HeadcountBudget,
    AggregateSupply,
    DemandedPost,
    SmoothScope,
    # people (A.3)
    PartyFullMember,
    # villages and teams (A.2, A.5)
    PostFirstSecretary,
    OnePostPerPerson,
    # local options (A.7), off by default
    HomeAvoidance,
)
"""Every rule there is; a test sees that no file is missing."""
