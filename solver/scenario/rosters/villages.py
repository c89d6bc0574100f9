"""Villages from the 村情需求表."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from solver.domain.village import Village
from solver.domain.words import NEED_ITEMS, Mode, TaskWeight, VillageType
from solver.scenario.rosters.columns import header_key
from solver.scenario.rosters.findings import Source
from solver.scenario.rosters.places import Spot, code_key
from solver.scenario.rosters.tables import Table
from solver.scenario.rosters.units import UnitIndex
from solver.text import Text

_SAME: tuple[str, ...] = (
    "weak_since",
    "households",
    "population",
    "lifted_households",
    "monitored_households",
    "party_members",
)
_SAME += ("committee_size", "collective_income", "km", "drive_min", "altitude", "beds")
_TEXTS = ("main_industry", "primary_need", "language", "note")


def village_spots(table: Table) -> dict[int, Spot]:
    """Return position to who the village is, and report IDs and names that occur twice.

    A missing ID is derived from county, township and name, never from the position of the row.
    """
    spots: dict[int, Spot] = {}
    by_id: dict[str, Source] = {}
    by_name: dict[str, Source] = {}
    parts = [table.column(key) for key in ("village_id", "prefecture", "county", "township", "village")]
    for position, row in enumerate(zip(*parts, strict=True)):
        given, prefecture, county, township, name = (part or "" for part in row)
        if not given and not name:
            continue  # reported as a blank cell that must not be blank
        village_id = given or "/".join(filter(None, (county, township, name)))
        source = table.at(position)
        full_name = header_key(prefecture + county + township + name)
        earlier = by_id.get(code_key(village_id)) or (by_name.get(full_name) if name else None)
        if earlier is not None:
            table.fault("duplicate_village", position, "village", name, rows=(earlier.label,))
            continue
        if not given and name:
            table.fault("derived_village_id", position, "village_id", village_id)
        by_id[code_key(village_id)] = by_name[full_name] = source
        spots[position] = Spot(village_id, prefecture, county, township, name, source)
    return spots


def build_villages(table: Table, spots: Mapping[int, Spot], units: UnitIndex) -> list[tuple[Village, Source]]:
    """Return every village without errors, with its row."""
    villages = []
    for position, spot in spots.items():
        mode, members = _demand(table, position)
        lead_unit = units.of(table, position, "lead_unit")
        needs = _needs(table, position)
        assisted = table.column("assisted")[position]
        if position in table.bad:
            continue
        types = table.column("types")[position] or ()
        same: dict[str, Any] = {key: table.column(key)[position] for key in _SAME}
        same |= {key: table.column(key)[position] or "" for key in _TEXTS}
        village = Village(
            village_id=spot.village_id,
            prefecture=spot.prefecture,
            county=spot.county,
            township=spot.township,
            name=spot.name,
            types=frozenset(kind for kind in types if isinstance(kind, VillageType)),
            custom_types=tuple(kind for kind in types if not isinstance(kind, VillageType)),
            key_county=bool(table.column("key_county")[position]),
            task_weight=table.column("task_weight")[position] or TaskWeight.NORMAL,
            needs=needs,
            wanted_expertise=table.column("wanted_expertise")[position] or (),
            hardship_class=table.column("hardship_class")[position] or 0,
            demanded_mode=mode,
            demanded_members=members,
            lead_unit=lead_unit,
            assisted=bool(lead_unit) if assisted is None else assisted,
            extra=table.extra[position],
            **same,
        )
        villages.append((village, spot.source))
    return villages


def _needs(table: Table, position: int) -> tuple[int, ...]:
    weights = [table.column(f"need_{item}")[position] for item in NEED_ITEMS]
    primary = table.column("primary_need")[position]
    if all(weight is None for weight in weights):
        table.fault("no_needs", position, "need_D1a")
    elif primary and not weights[NEED_ITEMS.index(primary)]:
        table.fault("primary_need_zero", position, "primary_need", primary)
    for kind in table.column("types")[position] or ():
        if not isinstance(kind, VillageType):
            table.fault("custom_type", position, "types", kind)
    return tuple(weight or 0 for weight in weights)


def _demand(table: Table, position: int) -> tuple[Mode | None, int | None]:
    """Return the mode and the members that the county asks for; the quotas must agree with the mode."""
    mode, secretaries, members = (table.column(key)[position] for key in ("mode", "fs_quota", "member_quota"))
    read = _mode_of_quotas(secretaries, members)
    allowed = {
        None: True,
        Mode.NONE: not secretaries and not members,
        Mode.FIRST_SECRETARY_ONLY: secretaries != 0 and not members,
        Mode.TEAM: secretaries != 0 and members != 0,
    }[mode]
    if not allowed or (secretaries == 0 and members):
        quotas = Text("第一书记 {fs},队员 {m}", "first secretary {fs}, members {m}", {"fs": secretaries, "m": members})
        shown = "" if mode is None else mode.label.zh
        table.fault("mode_contradiction", position, "mode" if mode else "fs_quota", shown, quotas=quotas)
    elif mode is None and read is not None:
        table.fault("mode_from_quotas", position, "mode", mode=read.label)
        mode = read
    return mode, members


def _mode_of_quotas(secretaries: int | None, members: int | None) -> Mode | None:
    """Return the mode that two quotas leave no doubt about."""
    if members:
        return Mode.TEAM
    if secretaries == 0:
        return Mode.NONE
    return Mode.FIRST_SECRETARY_ONLY if secretaries == 1 and members == 0 else None
