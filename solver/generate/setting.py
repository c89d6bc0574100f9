"""The stage of a county: its names, its townships on a schematic plane, and the dates of the round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solver.domain.instance import Reference
from solver.generate.draw import Draw, apportion
from solver.generate.names import COUNTIES, LANGUAGES, PREFECTURES, PROVINCE, township_names, village_names
from solver.generate.sizes import Size

REFERENCE = Reference(
    reference_date=date(2025, 4, 1),
    on_post_date=date(2025, 6, 1),
    term_months=24,
    horizon_date=date(2025, 7, 31),
    mode="draft",
)
"""Dates of every generated round: the spring of a rotation year (domain.md finding 8), a month of overlap."""


@dataclass(frozen=True)
class Township:
    """A township: its name, distance of its seat from the county seat in km, its speech ("" if none of its own)."""

    name: str
    km: float
    language: str
    villages: tuple[str, ...]


@dataclass(frozen=True)
class CountyPlace:
    """Where a county of a region lies.

    Attributes
    ----------
    code
        Prefix of every ID in the county, e.g. ``B07``.
    alias_base
        Added to the numbers in aliases, so that no two people of a region have the same.
    """

    code: str
    prefecture: str
    county: str
    alias_base: int


@dataclass(frozen=True)
class Setting:
    """Names, places and speeches of one county.

    Attributes
    ----------
    code
        Prefix of every ID in the county, e.g. ``A01``.
    road_factor
        Minutes of driving per kilometre, mountain roads included.
    place
        Where it lies in its region; ``None`` for a county that is planned alone.
    """

    code: str
    province: str
    prefecture: str
    county: str
    townships: tuple[Township, ...]
    road_factor: float
    place: CountyPlace | None = None

    @property
    def alias_base(self) -> int:
        """What is added to the numbers in aliases."""
        return self.place.alias_base if self.place else 0

    def township_unit(self, township: str) -> str:
        """Return the name of a township's government; with the county where townships of others may be called so."""
        return f"{self.county if self.place else ''}{township}人民政府"

    @property
    def short(self) -> str:
        """County name without its ending, as unit names use it."""
        return self.county.removesuffix("县")


def draw_setting(size: Size, seed: int, number: int = 1, place: CountyPlace | None = None) -> Setting:
    """Draw the setting of the ``number``-th county (1-based) planned alone, or of a county at its place in a region.

    Villages are spread over townships unevenly; about half of the townships keep a speech of their own.
    """
    draw = Draw(seed, size.name, f"setting-{number}")
    shuffled_counties = Draw(seed, size.name, "province").shuffled(COUNTIES)
    counts = apportion(size.villages - size.townships, [draw.uniform(0.4, 1.6) for _ in range(size.townships)])
    villages = village_names(draw, [1 + n for n in counts])
    names = township_names(draw, size.townships)
    radius = draw.uniform(25, 45)
    speeches = draw.deal({LANGUAGES[0]: 0.3, LANGUAGES[1]: 0.2, "": 0.5}, size.townships)
    return Setting(
        code=place.code if place else f"A{number:02d}",
        province=PROVINCE,
        prefecture=place.prefecture if place else PREFECTURES[(seed + number) % len(PREFECTURES)],
        county=place.county if place else shuffled_counties[(number - 1) % len(COUNTIES)],
        townships=tuple(
            # the first township is the one of the county seat; the others lie by area, hence the square root
            Township(name, round(2 + (radius * draw.uniform(0.05, 1) ** 0.5 if i else 0), 1), speech, tuple(group))
            for i, (name, speech, group) in enumerate(zip(names, speeches, villages, strict=True))
        ),
        road_factor=draw.uniform(1.7, 2.1) if size.key_county else draw.uniform(1.4, 1.7),
        place=place,
    )
