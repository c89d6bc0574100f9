"""The skeleton of a prefecture or province: its counties with their sizes, and the units above them.

It is drawn before anything else and knows of no village, so that each county can be drawn by itself, in any order.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from solver.domain.words import Level
from solver.generate.draw import Draw, apportion
from solver.generate.names import PREFECTURES, PROVINCE, county_names
from solver.generate.sectors import sector_of
from solver.generate.setting import CountyPlace
from solver.generate.sizes import COUPLING, LEADERS_PER_POST, RegionSize, Size
from solver.generate.unit_list import SendingUnit
from solver.generate.upper_names import central_name, names_above

_RATIO = 1.2
"""Nominees per post at which ``LEADERS_PER_POST`` holds."""

_PER_VILLAGE = 2.7
"""Nominees per village, roughly: only to know how many units there should be above the counties."""

_PEOPLE_PER_UNIT = {Level.PREFECTURE: 3.5, Level.PROVINCE: 12.0}
_SHARE = {Level.PREFECTURE: 0.075, Level.PROVINCE: 0.025}
_LEADS = {True: {Level.PROVINCE: 0.10, Level.PREFECTURE: 0.11}, False: {Level.PROVINCE: 0.02, Level.PREFECTURE: 0.05}}
"""Villages led by units above the county, as a share of all, in key counties and in others."""


@dataclass(frozen=True)
class UpperUnit:
    """A unit above the counties, and the prefecture it belongs to ("" for the province and central ones)."""

    unit: SendingUnit
    prefecture: str


@dataclass(frozen=True)
class CountyPlan:
    """What is known of a county before it is drawn.

    Attributes
    ----------
    leading
        Units above the county that lead one village each here.
    """

    place: CountyPlace
    size: Size
    leading: tuple[SendingUnit, ...]


@dataclass(frozen=True)
class RegionMap:
    """Counties and upper units of a region.

    Attributes
    ----------
    central
        Central unit to the codes of the key counties that it is paired with.
    """

    size: RegionSize
    seed: int
    counties: tuple[CountyPlan, ...]
    upper: tuple[UpperUnit, ...]
    central: dict[str, tuple[str, ...]]

    def area(self) -> str:
        """Return the name of the whole."""
        prefectures = {plan.place.prefecture for plan in self.counties}
        return prefectures.pop() if len(prefectures) == 1 else PROVINCE


def draw_map(size: RegionSize, seed: int) -> RegionMap:
    """Draw the skeleton; the same for the same size and seed."""
    draw = Draw(seed, size.name, "map")
    n = size.counties
    prefectures = draw.sample(PREFECTURES, min(size.prefectures, n))
    of_county = [i * len(prefectures) // n for i in range(n)]
    names = county_names(draw, n)
    key = set(draw.sample(range(n), max(1, round(size.key_share * n))))
    villages = _villages(draw, size)
    places = []
    for i, (name, p) in enumerate(zip(names, of_county, strict=True)):
        number = i - of_county.index(p) + 1
        places.append(CountyPlace(f"{ascii_uppercase[p]}{number:02d}", prefectures[p], name, 10_000 * (i + 1)))
    central = _central(draw, size, [places[i].code for i in sorted(key)])
    upper = [UpperUnit(SendingUnit(name, Level.CENTRAL, sector_of(name), 900), "") for name in central] + _upper(
        size,
        seed,
        prefectures,
        [sum(v for v, q in zip(villages, of_county, strict=True) if q == p) for p in range(len(prefectures))],
    )
    plans = []
    for i, place in enumerate(places):
        of_size = _county_size(size, place.code, villages[i], i in key)
        plans.append(CountyPlan(place, of_size, _leading(size, seed, place, of_size, upper, central)))
    return RegionMap(size, seed, tuple(plans), tuple(upper), central)


def _villages(draw: Draw, size: RegionSize) -> list[int]:
    """Return the villages of each county: lognormal (C.4), within limits, summing up exactly."""
    wanted = [draw.lognormal(size.villages / size.counties, 0.45) for _ in range(size.counties)]
    spare = size.villages - size.counties * size.fewest
    room = size.most - size.fewest
    above = [max(0.01, value - size.fewest) for value in wanted]
    counts = apportion(spare, above)
    over = sum(max(0, n - room) for n in counts)
    counts = [min(n, room) for n in counts]
    for i in sorted(range(size.counties), key=lambda i: (counts[i], i)):
        take = min(over, room - counts[i])
        counts[i] += take
        over -= take
    return [size.fewest + n for n in counts]


def _county_size(size: RegionSize, code: str, villages: int, key: bool) -> Size:
    """Return what is fixed for one county; its name makes its draws its own."""
    return Size(
        name=f"{size.name}-{code}",
        villages=villages,
        townships=max(3, round(villages / 9)),
        county_units=min(round(1.4 * villages), round(50 + 0.15 * villages)),
        key_county=key,
        incumbents_per_village=size.incumbents_per_village,
        midterm=size.midterm,
        nominees_per_post=size.nominees_per_post,
        members_per_team=size.members_key if key else size.members_other,
        unserved=round(0.02 * villages),
        leaders_per_post=LEADERS_PER_POST * size.nominees_per_post / _RATIO,
    )


def _central(draw: Draw, size: RegionSize, key: list[str]) -> dict[str, tuple[str, ...]]:
    """Pair central units with key counties: each has one or two, and one unit in four has two counties."""
    if not size.coupling:
        return {}
    order = draw.shuffled(key)
    paired: list[tuple[str, ...]] = [(code,) for code in order]
    paired += [tuple(sorted(order[i : i + 2])) for i in range(0, len(order) // 2, 2) if len(order) > 1]
    return {central_name(i): codes for i, codes in enumerate(paired, 1)}


def _upper(size: RegionSize, seed: int, prefectures: list[str], villages: list[int]) -> list[UpperUnit]:
    """Draw the units of the prefectures and of the province, without their nominees."""
    areas = [(Level.PREFECTURE, name, n) for name, n in zip(prefectures, villages, strict=True)]
    areas.append((Level.PROVINCE, PROVINCE, sum(villages)))
    found = []
    for level, area, n_villages in areas:
        draw = Draw(seed, size.name, "upper", area)
        people = size.coupling / COUPLING * _SHARE[level] * _PER_VILLAGE * n_villages
        names = names_above(level)
        wanted = min(len(names), max(2, round(people / _PEOPLE_PER_UNIT[level]))) if people else 0
        median = 160 if level is Level.PREFECTURE else 520
        for name in draw.sample(names, wanted):
            unit = SendingUnit(area + name, level, sector_of(name), round(draw.lognormal(median, 0.4)))
            found.append(UpperUnit(unit, area if level is Level.PREFECTURE else ""))
    return found


def _leading(
    size: RegionSize,
    seed: int,
    place: CountyPlace,
    of_county: Size,
    upper: list[UpperUnit],
    central: dict[str, tuple[str, ...]],
) -> tuple[SendingUnit, ...]:
    """Choose the upper units that lead a village in a county: those paired with it, and others by lot."""
    draw = Draw(seed, size.name, "leading", place.code)
    leading = [u.unit for u in upper if place.code in central.get(u.unit.name, ())]
    for level, share in _LEADS[of_county.key_county].items():
        near = [u.unit for u in upper if u.unit.level is level and u.prefecture in ("", place.prefecture)]
        leading += draw.sample(near, round(share * of_county.villages))
    return tuple(leading)
