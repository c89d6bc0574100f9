"""A candidate: one row of the 人选花名册."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from solver.domain.words import (
    Category,
    Education,
    Expertise,
    Gate,
    Grade,
    Health,
    Level,
    PartyStatus,
    Role,
    Route,
    Sex,
    State,
)


@dataclass(frozen=True)
class Place:
    """A place as planners write it: a county, a township in it, or a village in that; empty parts are open."""

    county: str = ""
    township: str = ""
    village: str = ""

    def contains(self, county: str, township: str, village: str) -> bool:
        """Whether a village lies in this place. An empty place contains nothing."""
        if not (self.county or self.township or self.village):
            return False
        return self.county in ("", county) and self.township in ("", township) and self.village in ("", village)


@dataclass(frozen=True)
class Candidate:
    """A nominee, or an incumbent seen as a person.

    Facts that the roster leaves open are ``None`` (or empty); a rule that needs such a fact refuses the person and says
    which fact is missing, it never guesses.

    Attributes
    ----------
    person_id
        Code of the person; unique in the instance. Names are aliases.
    roles
        Roles the person is nominated for.
    vetting
        The five gates of E14: politics, character, ability, style, integrity.
    wishes
        Places the person asked for; ``avoid`` the villages (IDs) declared for avoidance.
    home
        Place of origin or family home, for A.7.
    spouse_id
        Person code of a spouse who is also a nominee or incumbent, or "".
    last_term_end
        End of an earlier posting, for the cooling-off of A.7.
    extra
        Columns the program does not know, kept for the outputs.
    """

    person_id: str
    alias: str = ""
    sex: Sex | None = None
    birth: date | None = None
    home: Place = Place()
    party_status: PartyStatus | None = None
    full_member_since: date | None = None
    work_start: date | None = None
    education: Education | None = None
    major: str = ""
    expertise: tuple[Expertise, ...] = ()
    unit_id: str = ""
    post_rank: str = ""
    level: Level | None = None
    category: Category | None = None
    rural_years: int = 0
    languages: tuple[str, ...] = ()
    roles: frozenset[Role] = frozenset()
    route: Route | None = None
    wishes: tuple[Place, ...] = ()
    avoid: tuple[str, ...] = ()
    health: Health | None = None
    hardship: bool = False
    appraisals: tuple[Grade, ...] = ()
    vetting: tuple[Gate, ...] = ()
    state: State | None = None
    retire: date | None = None
    available_from: date | None = None
    spouse_id: str = ""
    last_term_end: date | None = None
    terms_served: int = 0
    note: str = ""
    extra: dict[str, str] = field(default_factory=dict, compare=False)
