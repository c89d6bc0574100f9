"""The sizes that can be generated, with the head-count arithmetic of each.

*Open posts = target posts - staying incumbents*, and nominees are 1.15-1.25 per open post (domain.md finding 3). Where
the size fixes the nominees (county-s, county-l), the open posts follow from them; otherwise the nominees follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

COUPLING = 0.10
"""Share of the nominees who are of prefecture, province or central level (8-12 %)."""

LEADERS_PER_POST = 1.12
"""People nominated as first secretary per open post of one: scarcer than members, as only full Party members qualify.

Legal conditions leave about 1.04 a post, and stage 1 keeps a reserve: a few villages of choice go without.
"""


@dataclass(frozen=True)
class Size:
    """What is fixed for a county of one size.

    Attributes
    ----------
    county_units
        Sending units of the county itself, townships aside.
    incumbents_per_village
        People on post from the last round, per village (2.3-2.8, domain.md finding 4).
    midterm
        Share of the incumbents whose term goes on (0.30-0.45).
    nominees
        Nominees, or ``None``: ``nominees_per_post`` times the open posts.
    members_per_team
        Members wanted per team village where the nominees do not fix it.
    unserved
        Villages of the optional types that the budget leaves without a first secretary.
    leaders_per_post
        People nominated as first secretary per open post of one.
    """

    name: str
    villages: int
    townships: int
    county_units: int
    key_county: bool
    incumbents_per_village: float
    midterm: float
    nominees: int | None = None
    nominees_per_post: float = 1.2
    members_per_team: float = 2.5
    unserved: int = 0
    leaders_per_post: float = LEADERS_PER_POST

    @property
    def incumbents(self) -> int:
        """People on post from the last round."""
        return round(self.incumbents_per_village * self.villages)

    @property
    def staying(self) -> int:
        """Incumbents in mid-term."""
        return round(self.midterm * self.incumbents)

    def with_ratio(self, nominees_per_post: float) -> Size:
        """Return the size with more or fewer nominees for the same posts, leaders in proportion."""
        factor = nominees_per_post / self.nominees_per_post
        return replace(
            self,
            nominees=None if self.nominees is None else round(factor * self.nominees),
            nominees_per_post=nominees_per_post,
            leaders_per_post=factor * self.leaders_per_post,
        )


@dataclass(frozen=True)
class RegionSize:
    """What is fixed for a prefecture or a province: how many counties, and what they are like on the average.

    Attributes
    ----------
    villages
        Villages with posts, all counties together; counties differ by about half.
    fewest, most
        Villages of a county, at least and at most.
    key_share
        Share of the counties that are key counties (25-30 % in a western province, C.4).
    members_key, members_other
        Members wanted per team village in key counties and in others.
    incumbents_per_village, midterm
        As for a county.
    nominees_per_post
        Nominees of all levels per open post.
    coupling
        Share of the nominees who are of prefecture, province or central level, and may serve several counties.
    """

    name: str
    counties: int
    villages: int
    prefectures: int = 1
    fewest: int = 30
    most: int = 300
    key_share: float = 0.28
    members_key: float = 3.2
    members_other: float = 2.6
    incumbents_per_village: float = 2.35
    midterm: float = 0.32
    nominees_per_post: float = 1.2
    coupling: float = COUPLING

    def with_counties(self, counties: int) -> RegionSize:
        """Return the region with another number of counties, each about as large as before."""
        villages = round(self.villages * counties / self.counties)
        return replace(self, counties=counties, villages=villages, prefectures=min(self.prefectures, counties))


TINY = "tiny"

SIZES: dict[str, Size] = {
    size.name: size
    for size in (
        Size("county-s", 65, 9, 58, True, 2.6, 0.32, nominees=204),
        Size("county-m", 100, 12, 66, False, 2.5, 0.37, unserved=2),
        Size("county-l", 240, 18, 84, True, 2.35, 0.31, nominees=900, nominees_per_post=1.21, unserved=5),
    )
}
"""Drawn sizes by name; ``tiny`` is made by hand and is not among them."""

REGIONS: dict[str, RegionSize] = {
    region.name: region
    for region in (
        RegionSize("prefecture-tiny", 3, 24, fewest=7, most=9, key_share=0.34),
        RegionSize("prefecture", 9, 1100, members_key=2.3, members_other=1.95, midterm=0.40, key_share=0.23),
        RegionSize("province", 100, 10_250, prefectures=9),
    )
}
"""Sizes of several counties: a prefecture like Yiyang, a province like Hunan (C.4), and a small one for trials."""

SIZE_NAMES: tuple[str, ...] = (TINY, *SIZES, *REGIONS)
