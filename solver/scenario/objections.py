"""公示异议表: what was objected to during the public notice, and whether the objection stands.

An objection against a person alone takes the person off the list; one that names a village keeps the person from that
village only. What was looked into and does not stand is read and has no effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from solver.domain.instance import Instance
from solver.errors import InputError
from solver.scenario.posts_table import open_grid, village_named, villages_by_name
from solver.scenario.rosters.columns import NOTE, SERIAL, VILLAGE_REFERENCE, Column, Kind, Sheet
from solver.scenario.rosters.findings import Findings, did_you_mean
from solver.scenario.rosters.tables import read_table

OBJECTIONS = Sheet(
    "objections",
    "公示异议表",
    "objections",
    (
        SERIAL,
        Column("person_id", "编号", "person_id", aliases=("人员编号", "人选编号", "person", "code"), required=True),
        Column("alias", "姓名", "alias", Kind.SKIP, aliases=("姓名(化名)", "化名", "name")),
        *VILLAGE_REFERENCE,
        Column("objection", "异议", "objection", aliases=("异议内容", "反映问题", "意见", "reason"), required=True),
        Column("upheld", "是否成立", "upheld", Kind.YES_NO, aliases=("成立", "查核结果", "核查结果")),
        NOTE,
    ),
    aliases=("异议表", "异议", "objection"),
)
"""Columns of the table; a blank 是否成立 counts as yes: nothing is dismissed in silence."""


@dataclass(frozen=True)
class Objection:
    """One row that stands.

    Attributes
    ----------
    village_id
        The village that the person is kept from; "" where the person is to be withdrawn.
    line
        Sheet and row, as a planner finds it.
    """

    person_id: str
    village_id: str
    reason: str
    line: str


def read_objections(path: Path, instance: Instance) -> tuple[Objection, ...]:
    """Read the objections that stand.

    Raises
    ------
    InputError
        With every fault of the table by its cell: a file that cannot be read, unknown people or villages.
    """
    findings = Findings()
    grid = open_grid(path, OBJECTIONS, findings)
    table = read_table(grid, OBJECTIONS, findings) if grid is not None else None
    found = []
    by_name = villages_by_name(instance)
    people = {*instance.candidate_index, *(i.person.person_id for i in instance.incumbents)}
    for position in range(len(table.rows)) if table is not None else ():
        assert table is not None
        person = table.column("person_id")[position]
        if person and person not in people:
            table.fault("unknown_person", position, "person_id", person, hint=did_you_mean(person, people))
        village_id = ""
        if any(table.column(column.key)[position] for column in VILLAGE_REFERENCE):
            village = village_named(table, position, instance, by_name)
            village_id = village.village_id if village else ""
        if position in table.bad or table.column("upheld")[position] is False:
            continue
        at = table.at(position)
        found.append(Objection(person, village_id, table.column("objection")[position] or "", f"{at.sheet} {at.row}"))
    faults = findings.faults()
    if any(fault.severity == "error" for fault in faults):
        raise InputError(faults)
    return tuple(found)
