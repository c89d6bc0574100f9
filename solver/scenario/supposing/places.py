"""Villages, townships and units as if they were otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from solver.domain.candidate import Candidate, Place
from solver.domain.village import Unit
from solver.domain.words import VillageType
from solver.scenario.rosters.reading import Rosters
from solver.scenario.supposing.findings import CORRECT, LISTED, NAME_COUNTY, NOT_LISTED, SEVERAL, Notes
from solver.scenario.supposing.sections import MergeTownships, MergeUnits, WeakList
from solver.text import Text


def change_weak_list(rosters: Rosters, asked: WeakList, as_of: date, notes: Notes) -> Rosters:
    """Take villages off the weak list, and put others on it.

    A village that leaves keeps the year it was listed in, so that its post may be kept for a while.
    """
    there = {v.village_id: VillageType.WEAK in v.types for v in rosters.villages}
    off = set(notes.known(("weak_list", "off"), asked.off, "village", there))
    on = set(notes.known(("weak_list", "on"), asked.on, "village", there))
    # nothing would change there: another village is meant
    for key, names, is_weak, problem in (("off", asked.off, True, NOT_LISTED), ("on", asked.on, False, LISTED)):
        for i, name in enumerate(names):
            if there.get(name, is_weak) is not is_weak:
                notes.refuse(("weak_list", key, i), "weak_list", problem, CORRECT, name)
    weak, year = frozenset({VillageType.WEAK}), asked.year or as_of.year
    changed = []
    for village in rosters.villages:
        if village.village_id in on:
            village = replace(village, types=village.types | weak, weak_since=year)
        elif village.village_id in off:
            village = replace(village, types=village.types - weak)
        changed.append(village)
    said = Text(
        "假设：软弱涣散村退出{off}个，新增{on}个",
        "supposed: villages off the weak list: {off}; on it: {on}",
        {"off": len(off), "on": len(on)},
    )
    notes.note(("weak_list",), said)
    return replace(rosters, villages=tuple(changed))


def merge_townships(rosters: Rosters, asked: tuple[MergeTownships, ...], notes: Notes) -> Rosters:
    """Give several townships one name, wherever it stands: villages, homes, wishes."""
    for k, item in enumerate(asked):
        rosters = _merged(rosters, item, k, notes)
    return rosters


def _merged(rosters: Rosters, item: MergeTownships, k: int, notes: Notes) -> Rosters:
    counties = {v.county for v in rosters.villages}
    if item.county:
        counties = set(notes.known(("merge_townships", k, "county"), (item.county,), "county", counties))
        if not counties:
            return rosters
    here = [v for v in rosters.villages if v.county in counties]
    there = {v.township for v in here}
    old = notes.known(("merge_townships", k, "townships"), item.townships, "township", there)
    counties = {v.county for v in here if v.township in old}
    if len(counties) > 1:
        problem = SEVERAL.with_values(counties=tuple(sorted(counties)))
        notes.refuse(("merge_townships", k), "several_counties", problem, NAME_COUNTY, item.into)
        return rosters
    if item.into in {v.township for v in here if v.county in counties} - {*old}:
        notes.taken(("merge_townships", k, "into"), item.into, "township")
        return rosters

    def new(county: str, township: str) -> str:
        return item.into if township in old and county in ("", *counties) else township

    def moved(place: Place) -> Place:
        return replace(place, township=new(place.county, place.township))

    def person(c: Candidate) -> Candidate:
        return replace(c, home=moved(c.home), wishes=tuple(moved(wish) for wish in c.wishes))

    villages = tuple(replace(v, township=new(v.county, v.township)) for v in rosters.villages)
    said = Text(
        "假设：{old}合并为{new}，涉及{n}个村",
        "supposed: {old} become {new}; villages: {n}",
        {"old": old, "new": item.into, "n": sum(v.township in old for v in here)},
    )
    notes.note(("merge_townships", k), said)
    return replace(
        rosters,
        villages=villages,
        candidates=tuple(person(c) for c in rosters.candidates),
        incumbents=tuple(replace(i, person=person(i.person)) for i in rosters.incumbents),
    )


def merge_units(rosters: Rosters, asked: tuple[MergeUnits, ...], notes: Notes) -> Rosters:
    """Make one unit of several: people, pairings and villages follow; staff and quotas are added up."""
    by_id = {unit.unit_id: unit for unit in rosters.units}
    new: dict[str, str] = {}
    for k, item in enumerate(asked):
        old = notes.known(("merge_units", k, "units"), item.units, "unit", by_id)
        if item.into in by_id and item.into not in old:
            notes.taken(("merge_units", k, "into"), item.into, "unit")
        elif old:
            by_id[item.into] = _together([by_id.pop(name) for name in old], item.into)
            # what an earlier item made may be merged on
            new = {name: item.into if unit in old else unit for name, unit in new.items()}
            new |= dict.fromkeys(old, item.into)
        said = Text("假设：{old}合并为{new}", "supposed: {old} become {new}", {"old": old, "new": item.into})
        notes.note(("merge_units", k), said)
    return _renamed(rosters, new, tuple(by_id.values()))


def _renamed(rosters: Rosters, new: Mapping[str, str], units: tuple[Unit, ...]) -> Rosters:
    def named(unit_id: str) -> str:
        return new.get(unit_id, unit_id)

    def person(c: Candidate) -> Candidate:
        return replace(c, unit_id=named(c.unit_id))

    pairings = dict.fromkeys(replace(p, unit_id=named(p.unit_id)) for p in rosters.pairings)
    return replace(
        rosters,
        units=units,
        villages=tuple(replace(v, lead_unit=named(v.lead_unit)) for v in rosters.villages),
        candidates=tuple(person(c) for c in rosters.candidates),
        incumbents=tuple(replace(i, person=person(i.person)) for i in rosters.incumbents),
        pairings=tuple(pairings),
    )


def _together(units: list[Unit], name: str) -> Unit:
    """Return one unit for several. A sum of which a part has no limit, or is not stated, has none."""

    def added(figure: Callable[[Unit], int | None]) -> int | None:
        parts = [figure(unit) for unit in units]
        return None if None in parts else sum(part for part in parts if part is not None)

    first = units[0]
    return replace(
        first,
        unit_id=name,
        staff=added(lambda u: u.staff),
        already_out=sum(u.already_out for u in units),
        quota_first_secretary=added(lambda u: u.quota_first_secretary),
        quota_member=added(lambda u: u.quota_member),
        cap=added(lambda u: u.cap),
        max_villages=added(lambda u: u.max_villages),
        paired_county=_first(u.paired_county for u in units),
        paired_villages=tuple(dict.fromkeys(v for u in units for v in u.paired_villages)),
    )


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")
