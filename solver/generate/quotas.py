"""The 派出单位名额表: quotas that tie up with the nominations, and how many villages a unit may be bound to (C.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from solver.domain.posting import Incumbent, Pairing
from solver.domain.village import Unit, Village
from solver.domain.words import Level
from solver.generate.draw import Draw
from solver.generate.setting import REFERENCE, Setting
from solver.generate.sizes import Size
from solver.generate.unit_list import SendingUnit

UNDER_FILL, OVER_FILL = 0.125, 0.03
"""Shares of units that nominate fewer people than asked (10-15 %), and more."""


def lead_units(
    size: Size,
    seed: int,
    setting: Setting,
    villages: list[Village],
    units: list[SendingUnit],
    above: Sequence[str] | None = None,
) -> dict[str, str]:
    """Return the lead unit of every village: village ID to unit name.

    Units above the county lead one village each (those paired with it); the rest is led by the county's units, the
    large ones several, no unit more than about one village for 25 of its staff.

    Parameters
    ----------
    above
        Units above the county that are paired with it; ``None`` takes those of ``units`` that send a first secretary.
    """
    draw = Draw(seed, size.name, "leads", setting.code)
    if above is None:
        above = [u.name for u in units if u.level in (Level.CENTRAL, Level.PROVINCE) and u.first_secretaries]
    # hard villages go to the higher units; the sort is stable, so the order of the list decides ties
    order = sorted(draw.shuffled(villages), key=lambda v: -sum(v.needs))
    lead = {village.village_id: name for village, name in zip(order, above, strict=False)}
    places: list[str] = []
    county = [unit for unit in units if unit.level is Level.COUNTY]
    rounds = 0
    while len(places) < len(villages) - len(lead):
        rounds += 1
        places += [unit.name for unit in county if unit.staff >= 25 * rounds or rounds == 1]
    rest = [village.village_id for village in villages if village.village_id not in lead]
    lead.update(zip(rest, draw.sample(places, len(rest)), strict=True))
    return lead


def pairings_of(setting: Setting, units: list[SendingUnit], lead: dict[str, str]) -> list[Pairing]:
    """Return the pairings of units above the city: the central one with the county, the others with their village."""
    village_of = {name: village_id for village_id, name in sorted(lead.items(), reverse=True)}
    pairings = []
    for unit in units:
        if unit.level not in (Level.CENTRAL, Level.PROVINCE) or unit.name not in village_of:
            continue
        village = "" if unit.level is Level.CENTRAL else village_of[unit.name]
        pairings.append(
            Pairing(unit.name, setting.county, village, since=2021 if unit.level is Level.PROVINCE else 2015)
        )
    return pairings


def draw_quotas(
    size: Size,
    seed: int,
    setting: Setting,
    units: list[SendingUnit],
    incumbents: list[Incumbent],
    pairings: list[Pairing],
) -> list[Unit]:
    """Return the units of a county with quotas."""
    prefecture, county = setting.prefecture, setting.county
    areas = {
        Level.PREFECTURE: (prefecture, ""),
        Level.COUNTY: (prefecture, county),
        Level.TOWNSHIP: (prefecture, county),
    }
    paired = {pairing.unit_id: pairing for pairing in pairings}
    draw = Draw(seed, size.name, "quotas", setting.code)
    rows = with_quotas(draw, units, incumbents, [areas.get(unit.level, ("", "")) for unit in units])
    return [
        replace(
            row,
            paired_county=county,
            paired_villages=(pairing.village_id,) if pairing.village_id else (),
        )
        if (pairing := paired.get(row.unit_id))
        else row
        for row in rows
    ]


def with_quotas(
    draw: Draw, units: list[SendingUnit], incumbents: Iterable[Incumbent], areas: Sequence[tuple[str, str]]
) -> list[Unit]:
    """Return units with quotas: as nominated for most, more for those that under-fill, less for a few.

    Parameters
    ----------
    areas
        Prefecture and county of each unit, "" where it serves the whole.
    """
    asked = [unit for unit in units if unit.nominees]
    order = draw.shuffled([unit.name for unit in asked])
    n_under = round(UNDER_FILL * len(asked))
    under = set(order[:n_under])
    over = [unit.name for unit in asked if unit.members >= 3 and unit.name not in under]
    over = draw.sample(over, round(OVER_FILL * len(asked)))
    staying: dict[str, list[str]] = {}
    for incumbent in incumbents:
        if _stays(incumbent):
            staying.setdefault(incumbent.person.unit_id, []).append(incumbent.village_id)
    rows = []
    for unit, (prefecture, county) in zip(units, areas, strict=True):
        quota_fs = unit.first_secretaries
        quota_m = unit.members + (draw.integer(1, 2) if unit.name in under else 0) - (unit.name in over)
        stay = staying.get(unit.name, [])
        bound = len(set(stay))
        rows.append(
            Unit(
                unit_id=unit.name,
                level=unit.level,
                prefecture=prefecture,
                county=county,
                sector=unit.sector.name,
                staff=unit.staff,
                already_out=len(stay),
                quota_first_secretary=quota_fs,
                quota_member=quota_m,
                cap=quota_fs + quota_m if draw.chance(0.25) else None,
                max_villages=bound + max(1, round(0.5 * (quota_fs + quota_m))),
                resources=unit.sector.resources,
            )
        )
    return rows


def _stays(incumbent: Incumbent) -> bool:
    """Whether the incumbent is in mid-term."""
    horizon = REFERENCE.horizon_date or REFERENCE.on_post_date
    return not incumbent.recalled and incumbent.end is not None and incumbent.end > horizon
