"""Villages, townships and units as if they were otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from solver.domain.candidate import Candidate, Place
from solver.domain.village import Unit
from solver.domain.words import VillageType
from solver.scenario.rosters.reading import Rosters
from solver.scenario.supposing.findings import Notes
from solver.scenario.supposing.sections import MergeTownships, MergeUnits, WeakList
from solver.text import Text


def change_weak_list(rosters: Rosters, asked: WeakList, as_of: date, notes: Notes) -> Rosters:
    """Take villages off the weak list, and put others on it.

    A village that leaves keeps the year it was listed in, so that its post may be kept for a while.
    """
    there = {v.village_id for v in rosters.villages}
    off = set(notes.known(("weak_list", "off"), asked.off, "village", there))
    on = set(notes.known(("weak_list", "on"), asked.on, "village", there))
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
    there = {v.township for v in rosters.villages}
    new: dict[str, str] = {}
    for k, item in enumerate(asked):
        old = notes.known(("merge_townships", k, "townships"), item.townships, "township", there)
        new.update(dict.fromkeys(old, item.into))
        n = sum(v.township in old for v in rosters.villages)
        said = Text(
            "假设：{old}合并为{new}，涉及{n}个村",
            "supposed: {old} become {new}; villages: {n}",
            {"old": old, "new": item.into, "n": n},
        )
        notes.note(("merge_townships", k), said)

    def moved(place: Place) -> Place:
        return replace(place, township=new.get(place.township, place.township))

    def person(c: Candidate) -> Candidate:
        return replace(c, home=moved(c.home), wishes=tuple(moved(wish) for wish in c.wishes))

    return replace(
        rosters,
        villages=tuple(replace(v, township=new.get(v.township, v.township)) for v in rosters.villages),
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
            notes.taken(("merge_units", k, "into"), item.into)
        elif old:
            by_id[item.into] = _together([by_id.pop(name) for name in old], item.into)
            new.update(dict.fromkeys(old, item.into))
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
