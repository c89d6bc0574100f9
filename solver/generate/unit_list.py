"""Sending units of the county, of its townships and above it, and how many people each nominates."""

from __future__ import annotations

from dataclasses import dataclass, replace

from solver.domain.words import Level
from solver.generate.draw import Draw, apportion
from solver.generate.sectors import HIGHER, SECTORS, TOWNSHIP, Sector, sector_of
from solver.generate.setting import Setting
from solver.generate.sizes import COUPLING, Size

RATE = 0.042
"""People a unit is asked for, as a share of its staff (3-5 %, domain.md C.4)."""


@dataclass(frozen=True)
class SendingUnit:
    """A unit as drawn, before quotas are known."""

    name: str
    level: Level
    sector: Sector
    staff: int
    first_secretaries: int = 0
    members: int = 0

    @property
    def nominees(self) -> int:
        """People it nominates."""
        return self.first_secretaries + self.members


_SHARES: dict[bool, dict[Level, float]] = {
    True: {Level.PROVINCE: 0.032, Level.PREFECTURE: 0.09, Level.TOWNSHIP: 0.065},
    False: {Level.PROVINCE: 0.02, Level.PREFECTURE: 0.07, Level.TOWNSHIP: 0.07},
}
_FS_SHARES: dict[bool, dict[Level, float]] = {
    True: {Level.PROVINCE: 0.16, Level.PREFECTURE: 0.21, Level.TOWNSHIP: 0.03},
    False: {Level.PROVINCE: 0.03, Level.PREFECTURE: 0.09, Level.TOWNSHIP: 0.03},
}
"""Shares of nominees and of first secretaries by level; the county's own are the rest; one from a central unit in key
counties."""


def draw_units(size: Size, seed: int, setting: Setting, nominees: int, first_secretaries: int) -> list[SendingUnit]:
    """Draw the units with the people they nominate in each role.

    Parameters
    ----------
    nominees, first_secretaries
        People nominated in all, and those of them who can be first secretary.
    """
    draw = Draw(seed, size.name, "units", setting.code)
    central = int(size.key_county)
    people = {level: round(share * nominees) for level, share in _SHARES[size.key_county].items()}
    leaders = {
        level: min(people[level], round(share * first_secretaries))
        for level, share in _FS_SHARES[size.key_county].items()
    }
    if leaders[Level.PROVINCE] > 2:
        # at least one unit of the province sends a whole team of three (W1, W47)
        teams = max(1, people[Level.PROVINCE] // 12)
        leaders[Level.PROVINCE] = min(leaders[Level.PROVINCE], people[Level.PROVINCE] - 2 * teams)
    people[Level.COUNTY] = nominees - sum(people.values()) - central
    leaders[Level.COUNTY] = first_secretaries - sum(leaders.values()) - central
    units = [SendingUnit(name, Level.CENTRAL, sector_of(name), 900, 1) for name in HIGHER["central"][:central]]
    for level in (Level.PROVINCE, Level.PREFECTURE):
        units += _higher(draw, setting, level, leaders[level], people[level] - leaders[level])
    units += _of_county(draw, size, setting, leaders[Level.COUNTY], people[Level.COUNTY])
    return units + _of_townships(draw, setting, leaders[Level.TOWNSHIP], people[Level.TOWNSHIP])


@dataclass(frozen=True)
class Heads:
    """How many people a level nominates, and those of them who can be first secretary."""

    people: int
    leaders: int


def share_out(size: Size, nominees: int, first_secretaries: int, coupling: float) -> dict[Level, Heads]:
    """Share the nominees of a county of a region out over levels; only the own ones will be drawn with the county.

    Parameters
    ----------
    coupling
        Share of the nominees who are of higher levels, on the average of counties.
    """
    shares, fs_shares = _SHARES[size.key_county], _FS_SHARES[size.key_county]
    factor = coupling / COUPLING
    # however many come from above, a fifth of the first secretaries are the county's own
    of_leaders = min(factor, 0.8 / sum(fs_shares.values()))
    heads = {}
    for level in (Level.PROVINCE, Level.PREFECTURE, Level.TOWNSHIP):
        above = level is not Level.TOWNSHIP
        people = round((factor if above else 1) * shares[level] * nominees)
        leaders = round((of_leaders if above else 1) * fs_shares[level] * first_secretaries)
        heads[level] = Heads(people, min(people, leaders))
    rest = nominees - sum(n.people for n in heads.values())
    heads[Level.COUNTY] = Heads(rest, min(rest, first_secretaries - sum(n.leaders for n in heads.values())))
    return heads


def draw_own_units(size: Size, seed: int, setting: Setting, heads: dict[Level, Heads]) -> list[SendingUnit]:
    """Draw the units of a county of a region: its own and its townships', none from above."""
    draw = Draw(seed, size.name, "units", setting.code)
    own, townships = heads[Level.COUNTY], heads[Level.TOWNSHIP]
    units = _of_county(draw, size, setting, own.leaders, own.people)
    return units + _of_townships(draw, setting, townships.leaders, townships.people)


def with_nominees(draw: Draw, units: list[SendingUnit], heads: Heads) -> list[SendingUnit]:
    """Return units with the people they nominate, in proportion to their staff."""
    if not units:
        return []
    asked = apportion(heads.people, [unit.staff for unit in units])
    led = spread(draw, heads.leaders, asked)
    return [replace(unit, first_secretaries=a, members=n - a) for unit, n, a in zip(units, asked, led, strict=True)]


def _of_townships(draw: Draw, setting: Setting, leaders: int, nominees: int) -> list[SendingUnit]:
    """Draw the governments of the townships, which nominate by staff."""
    staff = [draw.integer(32, 78) for _ in setting.townships]
    asked = apportion(nominees, staff)
    led = spread(draw, leaders, asked)
    return [
        SendingUnit(setting.township_unit(township.name), Level.TOWNSHIP, TOWNSHIP, n_staff, n_leaders, n - n_leaders)
        for township, n_staff, n, n_leaders in zip(setting.townships, staff, asked, led, strict=True)
    ]


def _of_county(draw: Draw, size: Size, setting: Setting, leaders: int, nominees: int) -> list[SendingUnit]:
    """Draw the county's own units: staff lognormal, scaled so that about ``RATE`` of it is nominated."""
    chosen = [
        (sector, name, i < sector.big)
        for i in range(max(len(sector.units) for sector in SECTORS))
        for sector in SECTORS
        for name in sector.units[i : i + 1]
    ][: size.county_units]
    raw = [draw.lognormal(28, 0.62) if not big else 28 * sector.factor for sector, _, big in chosen]
    scale = nominees / RATE / sum(raw)
    staff = [max(6, round(scale * value)) for value in raw]
    asked = apportion(nominees, [n if n >= 10 else 0 for n in staff])
    led = spread(draw, leaders, asked)
    units = []
    for (sector, name, _), n_staff, n, n_leaders in zip(chosen, staff, asked, led, strict=True):
        # 县委办公室 and 县委党校 already say 县
        full = (setting.short if name.startswith("县") else setting.county) + name
        units.append(SendingUnit(full, Level.COUNTY, sector, n_staff, n_leaders, n - n_leaders))
    return units


def _higher(draw: Draw, setting: Setting, level: Level, leaders: int, members: int) -> list[SendingUnit]:
    """Draw units above the county: of the province a team of three and single people, of the city 1.3 people a unit."""
    place = setting.province if level is Level.PROVINCE else setting.prefecture
    names = list(HIGHER[level.value])
    heads = leaders + members
    if not heads:
        return []
    n_units = min(len(names), max(1, leaders) if level is Level.PROVINCE else round(heads / 1.3))
    names = draw.sample(names, n_units)
    fs, m = [0] * n_units, [0] * n_units
    for i in range(leaders):
        fs[i % n_units] += 1
    # a unit of the province sends a team of three; units of the city that send no first secretary send members
    block = 2 if level is Level.PROVINCE else 1
    at = 0 if level is Level.PROVINCE else leaders
    left = members
    while left > 0:
        m[at % n_units] += min(block, left)
        left -= min(block, left)
        at += 1
    return [
        SendingUnit(
            place + name,
            level,
            sector_of(name),
            round(draw.lognormal(160 if level is Level.PREFECTURE else 520, 0.4)),
            a,
            b,
        )
        for name, a, b in zip(names, fs, m, strict=True)
    ]


def spread(draw: Draw, leaders: int, asked: list[int]) -> list[int]:
    """Spread first secretaries over units by the people asked for, never more than those, ties by lot."""
    order = draw.shuffled(range(len(asked)))
    led = apportion(leaders, [asked[i] + 1e-9 for i in order])
    result = [0] * len(asked)
    for i, n in zip(order, led, strict=True):
        result[i] = min(n, asked[i])
    for i in order:
        if sum(result) < leaders and result[i] < asked[i]:
            result[i] += 1
    return result
