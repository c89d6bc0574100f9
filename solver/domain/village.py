"""A village: one row of the 村情需求表; and the post that stage 1 makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from solver.domain.words import Expertise, Level, Mode, Role, TaskWeight, VillageType
from solver.text import Text


@dataclass(frozen=True)
class Village:
    """A village (or resettlement community) that may receive a first secretary or a team.

    Attributes
    ----------
    needs
        Weights 0–3 of the 12 need items, in the order of ``NEED_ITEMS``.
    primary_need
        The main contradiction (D5), one need item, or "" if the table names none.
    drive_min
        Minutes from the county seat by road.
    demanded_mode, demanded_members
        What the county's table asks for (选派方式, 队员名额); ``None`` leaves it to stage 1.
    assisted
        Whether a unit or people assist the village now (G2).
    """

    village_id: str
    prefecture: str = ""
    county: str = ""
    township: str = ""
    name: str = ""
    types: frozenset[VillageType] = frozenset()
    custom_types: tuple[str, ...] = ()
    key_county: bool = False
    task_weight: TaskWeight = TaskWeight.NORMAL
    weak_since: int | None = None
    households: int | None = None
    population: int | None = None
    lifted_households: int | None = None
    monitored_households: int | None = None
    party_members: int | None = None
    committee_size: int | None = None
    collective_income: float | None = None
    main_industry: str = ""
    primary_need: str = ""
    needs: tuple[int, ...] = (0,) * 12
    wanted_expertise: tuple[Expertise, ...] = ()
    language: str = ""
    km: float | None = None
    drive_min: int | None = None
    altitude: int | None = None
    hardship_class: int = 0
    beds: int | None = None
    demanded_mode: Mode | None = None
    demanded_members: int | None = None
    lead_unit: str = ""
    assisted: bool = False
    note: str = ""
    extra: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def full_name(self) -> str:
        """County, township and name: what a planner reads; the ID is what joins."""
        return f"{self.county}{self.township}{self.name}"


@dataclass(frozen=True)
class Post:
    """What stage 1 froze for one village (§2): stage 2 may not change it.

    Attributes
    ----------
    members_min, members_target, members_max
        Members besides the first secretary. Staying incumbents count towards them.
    tier
        Priority 1 (first) to 6, as in the table of domain.md A.2.
    reasons
        Why, in words.
    """

    village_id: str
    mode: Mode
    members_min: int = 0
    members_target: int = 0
    members_max: int = 0
    tier: int = 6
    reasons: tuple[Text, ...] = field(default=(), compare=False)

    @property
    def wants_first_secretary(self) -> bool:
        """Whether the village gets a first secretary at all."""
        return self.mode is not Mode.NONE

    def places(self, role: Role) -> int:
        """Return how many people of a role the village may hold at most."""
        if role is Role.FIRST_SECRETARY:
            return int(self.wants_first_secretary)
        return self.members_max if self.mode is Mode.TEAM else 0


@dataclass(frozen=True)
class Unit:
    """A sending unit: one row of the 派出单位名额表. Quotas are of this round; ``None`` means not limited.

    Attributes
    ----------
    prefecture, county
        Where the unit sits; "" where it serves the whole area.
    paired_county, paired_villages
        Where a central or provincial unit has a paired-assistance task (E11, O3).
    max_villages
        Villages the unit may be bound to at once.
    """

    unit_id: str
    level: Level | None = None
    prefecture: str = ""
    county: str = ""
    sector: str = ""
    staff: int | None = None
    already_out: int = 0
    quota_first_secretary: int | None = None
    quota_member: int | None = None
    cap: int | None = None
    paired_county: str = ""
    paired_villages: tuple[str, ...] = ()
    max_villages: int | None = None
    resources: str = ""
    note: str = ""
    extra: dict[str, str] = field(default_factory=dict, compare=False)
