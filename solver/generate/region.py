"""A prefecture or province: county after county, each by itself, and then the tables of the levels above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from solver.domain.posting import Incumbent
from solver.domain.words import Level
from solver.generate.county import Outline, draw_tables
from solver.generate.generated import Generated
from solver.generate.quotas import lead_units
from solver.generate.region_map import CountyPlan, RegionMap, draw_map
from solver.generate.scenario_text import region_scenario
from solver.generate.setting import draw_setting
from solver.generate.sizes import RegionSize
from solver.generate.unit_list import Heads, draw_own_units, share_out
from solver.generate.upper import draw_upper


@dataclass(frozen=True)
class Notes:
    """What the tables above the counties need to know of one of them; small, unlike the county itself.

    Attributes
    ----------
    heads
        Nominees of each level for this county's posts.
    led
        Upper unit to the village that it leads here.
    incumbents
        People on post here from upper units.
    first_secretaries, members
        Head-count budgets.
    """

    plan: CountyPlan
    villages: tuple[str, ...]
    heads: dict[Level, Heads]
    led: dict[str, str]
    incumbents: tuple[Incumbent, ...]
    first_secretaries: int
    members: int


def draw_member(region: RegionMap, plan: CountyPlan) -> tuple[Generated, Notes]:
    """Draw one county of a region; whichever were drawn before, it comes out the same."""
    size, seed = plan.size, region.seed
    outline = Outline(size, seed, draw_setting(size, seed, place=plan.place))
    heads = share_out(size, outline.counts.nominees, outline.leaders, region.size.coupling)
    own = draw_own_units(size, seed, outline.setting, heads)
    above = list(plan.leading)
    lead = lead_units(size, seed, outline.setting, outline.villages, own, [unit.name for unit in above])
    tables = draw_tables(outline, own, above, lead)
    names = {unit.name for unit in above}
    return tables, Notes(
        plan=plan,
        villages=tuple(lead),
        heads=heads,
        led={unit: village_id for village_id, unit in sorted(lead.items()) if unit in names},
        incumbents=tuple(i for i in tables.incumbents if i.person.unit_id in names),
        first_secretaries=outline.counts.first_secretaries,
        members=outline.counts.members,
    )


def draw_parts(region: RegionMap) -> Iterator[tuple[str, Generated]]:
    """Yield each county with its code and then, under ``upper``, the tables of the levels above."""
    notes = []
    for plan in region.counties:
        tables, note = draw_member(region, plan)
        notes.append(note)
        yield plan.place.code, tables
    yield UPPER, upper_tables(region, notes)


UPPER = "upper"
"""Stands in place of a county's code for the tables of the levels above the counties."""


def upper_tables(region: RegionMap, notes: list[Notes]) -> Generated:
    """Draw the tables above the counties, and the scenario of the whole."""
    heads = {
        (level, prefecture): Heads(
            sum(note.heads[level].people for note in of_area), sum(note.heads[level].leaders for note in of_area)
        )
        for level, prefecture, of_area in _areas(notes)
    }
    tables = draw_upper(
        region,
        heads,
        {note.plan.place.code: note.villages for note in notes},
        {note.plan.place.code: note.led for note in notes},
        [incumbent for note in notes for incumbent in note.incumbents],
    )
    budgets = {note.plan.place.county: (note.first_secretaries, note.members) for note in notes}
    sent = {level: sum(n.people for (at, _), n in heads.items() if at is level) for level, _, _ in _areas(notes)}
    return Generated(
        name=region.size.name,
        seed=region.seed,
        villages=(),
        incumbents=(),
        scores=(),
        scenario=region_scenario(region.size.name, region.seed, region.area(), budgets, sent),
        **tables,
    )


def _areas(notes: list[Notes]) -> Iterator[tuple[Level, str, list[Notes]]]:
    """Yield level, prefecture ("" for the province) and the counties that its people may serve in."""
    for prefecture in dict.fromkeys(note.plan.place.prefecture for note in notes):
        yield Level.PREFECTURE, prefecture, [n for n in notes if n.plan.place.prefecture == prefecture]
    yield Level.PROVINCE, "", notes


def draw_region(size: RegionSize, seed: int) -> Generated:
    """Draw a whole region into one set of tables."""
    return together(part for _, part in draw_parts(draw_map(size, seed)))


def together(parts: Iterable[Generated]) -> Generated:
    """Put parts into one set of tables; name and scenario are those of the last."""
    rows: dict[str, list[Any]] = {}
    for part in parts:
        for table, of_part in part.tables().items():
            rows.setdefault(table, []).extend(of_part)
    tables = {table: tuple(of_table) for table, of_table in rows.items()}
    return Generated(name=part.name, seed=part.seed, scenario=part.scenario, **tables)
