"""What a generation gives: the tables of a round as domain objects, and the scenario that reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from solver.domain.candidate import Candidate
from solver.domain.posting import Incumbent, Pairing, Pin, Score
from solver.domain.village import Unit, Village


@dataclass(frozen=True)
class Generated:
    """Tables in the order in which a county would write them down, and the scenario.

    Attributes
    ----------
    scenario
        Keys and values of the scenario file, ``rosters`` left open.
    """

    name: str
    seed: int
    villages: tuple[Village, ...]
    candidates: tuple[Candidate, ...]
    units: tuple[Unit, ...]
    incumbents: tuple[Incumbent, ...]
    pairings: tuple[Pairing, ...]
    pins: tuple[Pin, ...]
    scores: tuple[Score, ...]
    scenario: Mapping[str, Any]

    def tables(self) -> dict[str, tuple[Any, ...]]:
        """Return the rows of every table by its key, in the order of the sheets of a workbook."""
        return {
            "villages": self.villages,
            "candidates": self.candidates,
            "units": self.units,
            "incumbents": self.incumbents,
            "pairings": self.pairings,
            "pins": self.pins,
            "scores": self.scores,
        }
