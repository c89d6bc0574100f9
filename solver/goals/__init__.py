"""The goals: one file a soft term; ``GOALS`` is the table of contents (§4.3, §5)."""

from __future__ import annotations

from solver.goals.need_fit import NeedFit
from solver.goals.primary_need import PrimaryNeed
from solver.modelling.rule import Goal

GOALS: tuple[type[Goal], ...] = (
    NeedFit,
    PrimaryNeed,
)
"""Every goal there is; a test sees that no file is missing."""
