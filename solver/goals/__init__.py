"""The goals: one file a soft term; ``GOALS`` is the table of contents (§4.3, §5)."""

from __future__ import annotations

from solver.goals.age_mix import AgeMix
from solver.goals.agri_expertise import AgriExpertise
from solver.goals.duties_covered import DutiesCovered
from solver.goals.hardship_drive import HardshipDrive
from solver.goals.language import Language
from solver.goals.need_fit import NeedFit
from solver.goals.pairing_continuity import PairingContinuity
from solver.goals.party_member import PartyMember
from solver.goals.post_filled import PostFilled
from solver.goals.primary_need import PrimaryNeed
from solver.goals.rural_experience import RuralExperience
from solver.goals.score_sheet import ScoreSheet
from solver.goals.source_preference import SourcePreference
from solver.goals.strength import Strength
from solver.goals.unit_mix import UnitMix
from solver.goals.volunteer import Volunteer
from solver.goals.wanted_expertise import WantedExpertise
from solver.goals.wish import Wish
from solver.goals.women_in_team import WomenInTeam
from solver.modelling.rule import Goal

GOALS: tuple[type[Goal], ...] = (
    # what the village needs (A.1, A.4)
    NeedFit,
    PrimaryNeed,
    DutiesCovered,
    WantedExpertise,
    PostFilled,
    # who is sent (A.3)
    Strength,
    RuralExperience,
    AgriExpertise,
    PartyMember,
    SourcePreference,
    # how a team is made up
    AgeMix,
    WomenInTeam,
    UnitMix,
    PairingContinuity,
    # what people ask for and can bear
    Wish,
    Volunteer,
    Language,
    HardshipDrive,
    # what a panel said
    ScoreSheet,
)
"""Every goal there is; a test sees that no file is missing."""
