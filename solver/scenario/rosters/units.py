"""Sending units from the 派出单位名额表, and what a unit's name in another table means."""

from __future__ import annotations

from dataclasses import replace

from solver.domain.village import Unit
from solver.scenario.rosters.columns import header_key
from solver.scenario.rosters.findings import Source, did_you_mean, listing
from solver.scenario.rosters.places import Places
from solver.scenario.rosters.spellings import Spellings
from solver.scenario.rosters.tables import Table


class UnitIndex:
    """Units by full name, short name and code.

    The ID of a unit is its full name: that is what planners read in every output. Without a units sheet every name
    stands for itself.
    """

    def __init__(self, table: Table | None) -> None:
        self._table = table
        self._names: dict[str, set[int]] = {}
        self._hints: dict[str, object] = {}
        self._spellings = Spellings(lambda: (unit.unit_id for unit in self._by_position.values()))
        self.rows: list[tuple[Unit, Source]] = []
        self._by_position: dict[int, Unit] = {}
        if table is not None:
            self._index(table)

    def _index(self, table: Table) -> None:
        full: dict[str, int] = {}
        for position, name in enumerate(table.column("unit")):
            key = header_key(name or "")
            if name and key in full:
                table.fault("duplicate_unit", position, "unit", name, rows=(table.at(full[key]).label,))
            elif name:
                full[key] = position
                self._names[key] = {position}
        short, codes = table.column("short_names"), table.column("code")
        for position in full.values():
            for name in (*(short[position] or ()), codes[position]):
                key = header_key(name or "")
                owner = full.get(key)
                if owner is not None and owner != position:
                    rows = (table.at(owner).label,)
                    table.fault("duplicate_unit", position, "short_names", name, rows=rows)
                elif key:
                    self._names.setdefault(key, set()).add(position)
        self._build(table, sorted(full.values()))

    def _build(self, table: Table, positions: list[int]) -> None:
        for position in positions:
            row = {key: values[position] for key, values in table.values.items()}
            extra = dict(table.extra[position])
            if row.get("code"):
                extra[table.label(position, "code")] = row["code"]
            unit = Unit(
                unit_id=row["unit"],
                level=row.get("level"),
                prefecture=row.get("prefecture") or "",
                county=row.get("county") or "",
                sector=row.get("sector") or "",
                staff=row.get("staff"),
                already_out=row.get("already_out") or 0,
                quota_first_secretary=row.get("quota_fs"),
                quota_member=row.get("quota_m"),
                cap=row.get("cap"),
                max_villages=row.get("max_villages"),
                resources=row.get("resources") or "",
                note=row.get("note") or "",
                extra=extra,
            )
            self._by_position[position] = unit

    def pair(self, places: Places) -> None:
        """Read the paired counties and villages, once the villages are known, and finish ``rows``."""
        table = self._table
        if table is None:
            return
        for position, unit in self._by_position.items():
            county = table.column("paired_county")[position] or ""
            villages = []
            for text in table.column("paired_village")[position] or ():
                found = places.village(
                    "", county if places.known_county(county) else "", "", text, table.at(position).file
                )
                if found.code:
                    table.fault(found.code, position, "paired_village", text, **found.values)
                if found.village_id:
                    villages.append(found.village_id)
            if county and not places.known_county(county):
                hint = did_you_mean(county, [spot.county for spot in places.spots])
                table.fault("unknown_place", position, "paired_county", county, hint=hint)
            paired = replace(unit, paired_county=places.county(county), paired_villages=tuple(villages))
            self._by_position[position] = paired
            if position not in table.bad:
                self.rows.append((paired, table.at(position)))

    def of(self, table: Table, position: int, key: str) -> str:
        """Return the unit ID that a cell of another table means, and report what is wrong with it; "" if blank."""
        text: str = table.column(key)[position] or ""
        units = self._table
        if not text or units is None:
            return text
        found = self._names.get(header_key(text), set())
        if len(found) > 1:  # a short name that the file's own units have once means that one
            file = table.at(position).file
            own = {row for row in found if units.at(row).file == file}
            found = own if len(own) == 1 else found
        if len(found) == 1:
            (row,) = found
            if row in units.bad:
                table.fault("refers_to_dropped", position, key, text, rows=(units.at(row).label,))
                table.bad.add(position)
            return self._by_position[row].unit_id
        if found:
            table.fault("ambiguous_unit", position, key, text, rows=listing(units.at(row) for row in sorted(found)))
        else:
            table.fault("unknown_unit", position, key, text, hint=self._hint(text))
        return ""

    @property
    def known(self) -> bool:
        """Whether there is a units sheet at all."""
        return self._table is not None

    def unit(self, unit_id: str) -> Unit | None:
        """Return the unit of an ID, or ``None``."""
        found = self._names.get(header_key(unit_id), set())
        return self._by_position[next(iter(found))] if len(found) == 1 else None

    def _hint(self, text: str) -> object:
        if text not in self._hints:
            self._hints[text] = self._spellings.near(text)
        return self._hints[text]
