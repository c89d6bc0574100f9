"""Pins that contradict each other, or what the nominee declared: both lines are named, and neither is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from solver.domain.candidate import Candidate
from solver.domain.posting import Pin
from solver.domain.words import PinKind, Role
from solver.scenario.rosters.findings import Findings, Source
from solver.text import Text

_TWO_VILLAGES = Text("同一人被指定到两个村", "one person must go to two villages")
_MUST_AND_FORBID = Text("同一人、同一村既指定又回避", "the same person and village are both a must and a forbid")
_TWO_SECRETARIES = Text("同一村指定了两名第一书记", "two people must be first secretary of one village")
_AVOIDED = Text("此村在该人选的回避之列", "the nominee declared this village for avoidance")
_TWO_ROLES = Text("同一人、同一村指定了两种角色", "the same person and village are pinned in two roles")

Row = tuple[Pin, Source]
_Key = TypeVar("_Key")


def consistent_pins(
    rows: list[Row], candidates: Mapping[str, tuple[Candidate, Source]], header: str, findings: Findings
) -> list[Row]:
    """Return the pins without those that contradict; repeated pins are read once.

    Parameters
    ----------
    candidates
        Person ID to nominee and row.
    header
        Header of the kind column as the file has it.
    """
    kept: dict[tuple[object, ...], Row] = {}
    for pin, source in rows:
        key = (pin.person_id, pin.village_id, pin.kind, pin.role)
        if key in kept:
            findings.add("duplicate_row", source, header, pin.person_id, rows=(kept[key][1].label,))
        else:
            kept[key] = (pin, source)
    pins = list(kept.values())
    bad: set[Source] = set()

    def contradict(first: Source, second: Source, pin: Pin, why: Text) -> None:
        bad.update((first, second))
        findings.add("contradictory_pins", second, header, pin.person_id, rows=(first.label,), why=why)

    musts = [row for row in pins if row[0].kind is PinKind.MUST]
    for first, second in _pairs(musts, lambda pin: pin.person_id):
        why = _TWO_ROLES if first[0].village_id == second[0].village_id else _TWO_VILLAGES
        if why is _TWO_VILLAGES or _exclude(first[0].role, second[0].role):
            contradict(first[1], second[1], second[0], why)
    secretaries = [row for row in musts if row[0].role is Role.FIRST_SECRETARY]
    for first, second in _pairs(secretaries, lambda pin: pin.village_id):
        if first[0].person_id != second[0].person_id:
            contradict(first[1], second[1], second[0], _TWO_SECRETARIES)
    for first, second in _pairs(pins, lambda pin: (pin.person_id, pin.village_id)):
        if first[0].kind is not second[0].kind and not _exclude(first[0].role, second[0].role):
            contradict(first[1], second[1], second[0], _MUST_AND_FORBID)
    for pin, source in musts:
        nominee = candidates.get(pin.person_id)
        if nominee is not None and pin.village_id in nominee[0].avoid:
            contradict(nominee[1], source, pin, _AVOIDED)
    return [row for row in pins if row[1] not in bad]


def _exclude(first: Role | None, second: Role | None) -> bool:
    """Whether two roles are both given and differ."""
    return first is not None and second is not None and first is not second


def _pairs(rows: list[Row], key: Callable[[Pin], _Key]) -> list[tuple[Row, Row]]:
    """Return the first row of each key with every later one of the same key."""
    groups: dict[_Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row[0]), []).append(row)
    return [
        (group[i], group[j]) for group in groups.values() for i in range(len(group)) for j in range(i + 1, len(group))
    ]
