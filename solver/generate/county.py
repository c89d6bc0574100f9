"""One county, drawn table by table; a province will call this once a county."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from solver.domain.village import Village
from solver.domain.words import Mode, Role, VillageType
from solver.generate.agreements import draw_pins, draw_scores
from solver.generate.draw import Draw
from solver.generate.generated import Generated
from solver.generate.incumbents import draw_held_seats, draw_incumbents
from solver.generate.nominees import LEADERS_PER_POST, draw_nominees
from solver.generate.quotas import draw_quotas, lead_units, pairings_of
from solver.generate.scenario_text import scenario_of
from solver.generate.setting import draw_setting
from solver.generate.sizes import Size
from solver.generate.sketch import Wish, head_counts, sketch_posts
from solver.generate.unit_list import draw_units
from solver.generate.village_list import draw_villages


def draw_county(size: Size, seed: int, number: int = 1) -> Generated:
    """Draw the ``number``-th county of a province.

    Tables hang together: the sketch of posts gives the open posts, these the nominees, these the quotas. Whoever stays
    or goes is decided before anybody is nominated, as in a real round (domain.md B.2).
    """
    setting = draw_setting(size, seed, number)
    villages = draw_villages(size, seed, setting)
    wishes = sketch_posts(size, seed, villages)
    counts = head_counts(size, wishes)
    seats = draw_held_seats(size, seed, setting, villages, wishes)
    staying_leads = sum(seat.stays and seat.role is Role.FIRST_SECRETARY for seat in seats)
    leaders = round(LEADERS_PER_POST * (counts.first_secretaries - staying_leads))
    units = draw_units(size, seed, setting, counts.nominees, leaders)
    lead = lead_units(size, seed, setting, villages, units)
    incumbents = draw_incumbents(size, seed, setting, seats, units, lead)
    people = draw_nominees(size, seed, setting, villages, units)
    pairings = pairings_of(setting, units, lead)
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
        units=tuple(draw_quotas(size, seed, setting, units, incumbents, pairings)),
        incumbents=tuple(incumbents),
        pairings=tuple(pairings),
        pins=tuple(draw_pins(size, seed, setting, villages, wishes, people, seats, lead)),
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
