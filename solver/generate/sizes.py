"""The sizes that can be generated, with the head-count arithmetic of each.

*Open posts = target posts - staying incumbents*, and nominees are 1.15-1.25 per open post (domain.md finding 3). Where
the size fixes the nominees (county-s, county-l), the open posts follow from them; otherwise the nominees follow.
"""

from __future__ import annotations

from dataclasses import dataclass


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

    @property
    def incumbents(self) -> int:
        """People on post from the last round."""
        return round(self.incumbents_per_village * self.villages)

    @property
    def staying(self) -> int:
        """Incumbents in mid-term."""
        return round(self.midterm * self.incumbents)


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

SIZE_NAMES: tuple[str, ...] = (TINY, *SIZES)
