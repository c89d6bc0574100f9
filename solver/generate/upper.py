"""The tables of the levels above the counties: people who may serve several counties, their units, the pairings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from solver.domain.candidate import Candidate, Place
from solver.domain.posting import Incumbent, Pairing, Pin
from solver.domain.words import Level, PinKind, Role, Route
from solver.generate.draw import Draw
from solver.generate.names import OTHER_COUNTIES, PROVINCE
from solver.generate.nominees import nominate
from solver.generate.quotas import with_quotas
from solver.generate.region_map import RegionMap, UpperUnit
from solver.generate.setting import CountyPlace, Setting, Township
from solver.generate.unit_list import Heads, SendingUnit, with_nominees

CODE = "Z0"
"""Prefix of the IDs of people above the counties; no county's code, as those number from 01."""

_REASON = "近亲属在该村“两委”任职"


def draw_upper(
    region: RegionMap,
    heads: Mapping[tuple[Level, str], Heads],
    villages: Mapping[str, tuple[str, ...]],
    led: Mapping[str, Mapping[str, str]],
    incumbents: list[Incumbent],
) -> dict[str, Any]:
    """Draw candidates, units, pairings and pins.

    Parameters
    ----------
    heads
        (level, prefecture) to the people that its units nominate.
    villages
        County code to the IDs of its villages.
    led
        County code to upper unit to the village that it leads there.
    incumbents
        People of upper units who are on post in any county.
    """
    units = _sending(region, heads)
    drawn = [u.unit for u in units]
    name, seed = region.size.name, region.seed
    people = _people(region, units, villages)
    areas = [(u.prefecture, "") for u in units]
    return {
        "candidates": tuple(people),
        "units": tuple(with_quotas(Draw(seed, name, "upper quotas"), drawn, incumbents, areas)),
        "pairings": tuple(_pairings(region, led)),
        "pins": tuple(_pins(region, people, villages)),
    }


def _sending(region: RegionMap, heads: Mapping[tuple[Level, str], Heads]) -> list[UpperUnit]:
    """Return the units with their nominees; a central unit sends a first secretary for each of its counties."""
    units = [
        UpperUnit(replace(u.unit, first_secretaries=len(region.central[u.unit.name]), members=i % 2), "")
        for i, u in enumerate(region.upper)
        if u.unit.level is Level.CENTRAL
    ]
    for (level, prefecture), n in heads.items():
        of_area = [u.unit for u in region.upper if u.unit.level is level and u.prefecture == prefecture]
        draw = Draw(region.seed, region.size.name, "upper heads", level.value, prefecture)
        units += [UpperUnit(unit, prefecture) for unit in with_nominees(draw, of_area, n)]
    return units


def _people(region: RegionMap, units: list[UpperUnit], villages: Mapping[str, tuple[str, ...]]) -> list[Candidate]:
    """Draw the nominees; they ask for counties, and few come from one of them."""
    places = {plan.place.code: plan.place for plan in region.counties}
    codes = list(places)
    setting = Setting(CODE, PROVINCE, "", "", (Township("", 0.0, "", ("",)),), 1.5)
    draw = Draw(region.seed, region.size.name, "upper nominees")
    drawn: list[SendingUnit] = [u.unit for u in units]
    people = nominate(
        draw,
        setting,
        drawn,
        wishes=lambda _, __: (),
        avoided=lambda draw: draw.pick(villages[draw.pick(codes)]),
    )
    near = {u.unit.name: [p for p in places.values() if u.prefecture in ("", p.prefecture)] for u in units}
    extra = Draw(region.seed, region.size.name, "upper places")
    return [_placed(extra, person, near[person.unit_id]) for person in people]


def _placed(draw: Draw, person: Candidate, near: list[CountyPlace]) -> Candidate:
    """Add home and wishes: a county of those that the person may serve in, or another."""
    home = Place(draw.pick(near).county if draw.chance(0.4) else draw.pick(OTHER_COUNTIES))
    wishes: tuple[Place, ...] = ()
    if draw.chance(0.2 if person.route is Route.ORGANISATION else 0.6):
        wishes = tuple(Place(place.county) for place in draw.sample(near, 1 + draw.chance(0.4)))
    return replace(person, home=home, wishes=wishes)


def _pairings(region: RegionMap, led: Mapping[str, Mapping[str, str]]) -> list[Pairing]:
    """Pair central units with counties, units of the province with the villages that they lead."""
    levels = {u.unit.name: u.unit.level for u in region.upper}
    counties = {plan.place.code: plan.place.county for plan in region.counties}
    pairings = [Pairing(unit, counties[code], "", 2015) for unit, codes in region.central.items() for code in codes]
    for plan in region.counties:
        code = plan.place.code
        for unit, village_id in led[code].items():
            if levels[unit] is Level.PROVINCE:
                pairings.append(Pairing(unit, counties[code], village_id, 2021))
    return pairings


def _pins(region: RegionMap, people: list[Candidate], villages: Mapping[str, tuple[str, ...]]) -> list[Pin]:
    """Forbid one nominee in forty a village."""
    draw = Draw(region.seed, region.size.name, "upper pins")
    codes = list(villages)
    pins = []
    for person in draw.sample(people, round(len(people) / 40)):
        village_id = draw.pick(villages[draw.pick(codes)])
        role = Role.FIRST_SECRETARY if len(person.roles) > 1 and draw.chance(0.2) else None
        pins.append(Pin(person.person_id, village_id, PinKind.FORBID, _REASON, role))
    return pins
