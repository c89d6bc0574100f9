"""One county, drawn table by table: planned alone with units of all levels, or as one of a region's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from solver.domain.village import Village
from solver.domain.words import Mode, Role, VillageType
from solver.generate.agreements import draw_pins, draw_scores
from solver.generate.draw import Draw
from solver.generate.generated import Generated
from solver.generate.incumbents import HeldSeat, draw_held_seats, draw_incumbents
from solver.generate.nominees import draw_nominees
from solver.generate.quotas import draw_quotas, lead_units, pairings_of
from solver.generate.scenario_text import scenario_of
from solver.generate.setting import Setting, draw_setting
from solver.generate.sizes import Size
from solver.generate.sketch import Arithmetic, Wish, head_counts, sketch_posts
from solver.generate.unit_list import SendingUnit, draw_units
from solver.generate.village_list import draw_villages


class Outline:
    """A county before its people: villages, what they will roughly get, who holds a seat, how many are nominated.

    Attributes
    ----------
    leaders
        People nominated as first secretary, of all levels.
    """

    def __init__(self, size: Size, seed: int, setting: Setting) -> None:
        self.size, self.seed, self.setting = size, seed, setting
        self.villages: list[Village] = draw_villages(size, seed, setting)
        self.wishes: list[Wish] = sketch_posts(size, seed, self.villages)
        self.counts: Arithmetic = head_counts(size, self.wishes)
        self.seats: list[HeldSeat] = draw_held_seats(size, seed, setting, self.villages, self.wishes)
        staying_leads = sum(seat.stays and seat.role is Role.FIRST_SECRETARY for seat in self.seats)
        self.leaders = round(size.leaders_per_post * (self.counts.first_secretaries - staying_leads))


def draw_county(size: Size, seed: int, number: int = 1) -> Generated:
    """Draw the ``number``-th county that is planned alone.

    Tables hang together: the sketch of posts gives the open posts, these the nominees, these the quotas. Whoever stays
    or goes is decided before anybody is nominated, as in a real round (domain.md B.2).
    """
    outline = Outline(size, seed, draw_setting(size, seed, number))
    setting, villages = outline.setting, outline.villages
    units = draw_units(size, seed, setting, outline.counts.nominees, outline.leaders)
    lead = lead_units(size, seed, setting, villages, units)
    return draw_tables(outline, units, [], lead)


def draw_tables(outline: Outline, own: list[SendingUnit], above: list[SendingUnit], lead: dict[str, str]) -> Generated:
    """Draw people and quotas onto the outline of a county.

    Parameters
    ----------
    own
        Units whose rows stand in the county's tables, and whose nominees do.
    above
        Units that have people on post here, but whose rows and nominees stand in the tables of a higher level.
    lead
        Village ID to the name of its lead unit.
    """
    size, seed, setting = outline.size, outline.seed, outline.setting
    villages, wishes, counts = outline.villages, outline.wishes, outline.counts
    incumbents = draw_incumbents(size, seed, setting, outline.seats, [*own, *above], lead)
    people = draw_nominees(size, seed, setting, villages, own)
    pairings = pairings_of(setting, own, lead)
    asked = _demanded(size, seed, villages, wishes)
    manned = {incumbent.village_id for incumbent in incumbents}
    return Generated(
        name=size.name,
        seed=seed,
        villages=tuple(
            replace(v, lead_unit=lead[v.village_id], assisted=v.village_id in manned, **asked.get(v.village_id, {}))
            for v in villages
        ),
        candidates=tuple(people),
        units=tuple(draw_quotas(size, seed, setting, own, incumbents, pairings)),
        incumbents=tuple(incumbents),
        pairings=tuple(pairings),
        pins=tuple(draw_pins(size, seed, setting, villages, wishes, people, outline.seats, lead)),
        scores=tuple(draw_scores(size, seed, setting, villages, people)),
        scenario=scenario_of(size.name, seed, setting.county, counts.first_secretaries, counts.members),
    )


def _demanded(size: Size, seed: int, villages: list[Village], wishes: list[Wish]) -> dict[str, dict[str, Any]]:
    """Return what a few villages ask for in the demand table; most leave it to stage 1 (domain.md D.1)."""
    draw = Draw(seed, size.name, "demand")
    bound = {VillageType.LIFTED, VillageType.RESETTLEMENT}
    asked: dict[str, dict[str, Any]] = {}
    for village, wish in zip(villages, wishes, strict=True):
        if bound & village.types or not wish.first_secretary or not draw.chance(0.3):
            continue
        mode = Mode.TEAM if wish.team else Mode.FIRST_SECRETARY_ONLY
        asked[village.village_id] = {"demanded_mode": mode, "demanded_members": wish.members_min}
    return asked
