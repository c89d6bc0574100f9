"""The rule book: one file a rule; ``RULES`` is the table of contents, in the order of the policy (§4.3)."""

from __future__ import annotations

from solver.modelling.rule import Rule
from solver.rules.age_limits import AgeLimits
from solver.rules.aggregate_supply import AggregateSupply
from solver.rules.captain import Captain
from solver.rules.central_pairing import CentralPairing
from solver.rules.central_unit_first_secretary import CentralUnitFirstSecretary
from solver.rules.cooling_off import CoolingOff
from solver.rules.cost_cap import CostCap
from solver.rules.couples import Couples
from solver.rules.demanded_post import DemandedPost
from solver.rules.drive_time import DriveTime
from solver.rules.forbidden_pairs import ForbiddenPairs
from solver.rules.handover_overlap import HandoverOverlap
from solver.rules.headcount_budget import HeadcountBudget
from solver.rules.health import Health
from solver.rules.heavy_batch import HeavyBatch
from solver.rules.heavy_members import HeavyMembers
from solver.rules.home_avoidance import HomeAvoidance
from solver.rules.key_county import KeyCounty
from solver.rules.key_county_grade import KeyCountyGrade
from solver.rules.language_in_team import LanguageInTeam
from solver.rules.level_headcount import LevelHeadcount
from solver.rules.lifted_and_resettlement import LiftedAndResettlement
from solver.rules.light_task import LightTask
from solver.rules.limited_health import LimitedHealth
from solver.rules.lodging import Lodging
from solver.rules.max_terms import MaxTerms
from solver.rules.members_minimum import MembersMinimum
from solver.rules.minimum_staff import MinimumStaff
from solver.rules.named_person import NamedPerson
from solver.rules.no_drop_to_zero import NoDropToZero
from solver.rules.nominated_role import NominatedRole
from solver.rules.nomination_state import NominationState
from solver.rules.not_retired import NotRetired
from solver.rules.one_post_per_person import OnePostPerPerson
from solver.rules.other_types import OtherTypes
from solver.rules.pairing_changes import PairingChanges
from solver.rules.party_full_member import PartyFullMember
from solver.rules.party_standing import PartyStanding
from solver.rules.post_first_secretary import PostFirstSecretary
from solver.rules.required_expertise import RequiredExpertise
from solver.rules.service_area import ServiceArea
from solver.rules.smooth_scope import SmoothScope
from solver.rules.source_category import SourceCategory
from solver.rules.team_size import TeamSize
from solver.rules.term_length import TermLength
from solver.rules.two_waves import TwoWaves
from solver.rules.unit_quota import UnitQuota
from solver.rules.unit_share_in_team import UnitShareInTeam
from solver.rules.vetting_gates import VettingGates
from solver.rules.village_floor import VillageFloor
from solver.rules.villages_per_unit import VillagesPerUnit
from solver.rules.weak_coverage import WeakCoverage
from solver.rules.women_per_team import WomenPerTeam
from solver.rules.work_experience import WorkExperience

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
    Health,
    PartyFullMember,
    PartyStanding,
    WorkExperience,
    SourceCategory,
    NotRetired,
    NominatedRole,
    NominationState,
    VettingGates,
    # where people of a level or of limited health serve (A.1, A.3)
    ServiceArea,
    CentralPairing,
    LimitedHealth,
    # villages and teams (A.2, A.5)
    PostFirstSecretary,
    MembersMinimum,
    TeamSize,
    Captain,
    TermLength,
    HandoverOverlap,
    # across villages (A.3, A.5, A.6)
    OnePostPerPerson,
    CentralUnitFirstSecretary,
    UnitQuota,
    VillagesPerUnit,
    # named decisions (A.7)
    ForbiddenPairs,
    NamedPerson,
    # local options (A.1–A.7), off by default
    PairingChanges,
    TwoWaves,
    LevelHeadcount,
    AgeLimits,
    CostCap,
    HomeAvoidance,
    DriveTime,
    MinimumStaff,
    CoolingOff,
    MaxTerms,
    Couples,
    Lodging,
    WomenPerTeam,
    UnitShareInTeam,
    LanguageInTeam,
    RequiredExpertise,
    KeyCountyGrade,
    VillageFloor,
)
"""Every rule there is; a test sees that no file is missing."""
