"""People in villages: who is there now, who is paired, who was named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solver.domain.candidate import Candidate
from solver.domain.words import Grade, PinKind, Role


@dataclass(frozen=True)
class Incumbent:
    """One row of the 在岗人员表.

    Attributes
    ----------
    person
        The incumbent's facts as far as the tables give them; counted by team rules if the incumbent stays.
    start, end
        Arrival and end of term.
    recalled
        Recalled or to be adjusted (O13): the seat is open whatever the term.
    """

    person: Candidate
    village_id: str
    role: Role
    start: date | None = None
    end: date | None = None
    days: int | None = None
    grade: Grade | None = None
    trainings: int = 0
    wants_stay: bool = False
    unit_agrees: bool = False
    recalled: bool = False
    recall_reason: str = ""


@dataclass(frozen=True)
class Pairing:
    """A central or provincial unit paired with a county, or with one village of it."""

    unit_id: str
    county: str
    village_id: str = ""
    since: int | None = None


@dataclass(frozen=True)
class Pin:
    """A named decision: this person must go to, or must not go to, this village.

    ``line`` says where it stands (``sheet row N``), so that two that contradict can be shown.
    """

    person_id: str
    village_id: str
    kind: PinKind
    reason: str = ""
    role: Role | None = None
    line: str = ""


@dataclass(frozen=True)
class Score:
    """One row of the 评分表: points an interview panel or a mutual choice gave to a seat."""

    person_id: str
    village_id: str
    role: Role | None
    points: int
