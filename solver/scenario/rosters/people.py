"""Who the people are: codes and names of nominees and incumbents, and what a reference to a person means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solver.scenario.rosters.columns import header_key
from solver.scenario.rosters.findings import Source, listing
from solver.scenario.rosters.places import code_key
from solver.scenario.rosters.spellings import Spellings
from solver.scenario.rosters.tables import Table
from solver.text import Text


@dataclass(frozen=True)
class Someone:
    """A person of the 人选花名册 or the 在岗人员表."""

    person_id: str
    alias: str
    table: Table
    position: int

    @property
    def candidate(self) -> bool:
        """Whether this is a nominee."""
        return self.table.sheet.key == "candidates"

    @property
    def source(self) -> Source:
        """The person's row."""
        return self.table.at(self.position)

    @property
    def dropped(self) -> bool:
        """Whether the row has errors, as far as it has been read."""
        return self.position in self.table.bad


def person_codes(table: Table) -> list[str]:
    """Return the code of every row, and report blank, doubled and missing ones.

    Without any code column the names serve as codes, if no two are the same.
    """
    by_name = not table.has("person_id")
    key = "alias" if by_name else "person_id"
    if by_name and not table.has("alias"):
        at = Source(table.source.file, table.source.sheet, table.header.rows[-1] + 1)
        table.findings.add("missing_column", at, name=Text("编号", "person_id"), hint=Text("", ""))
        table.bad.update(range(len(table.rows)))
    elif by_name and table.rows:
        table.fault("names_as_codes", 0, key)
    codes = [code or "" for code in table.column(key)]
    first: dict[str, int] = {}
    for position, code in enumerate(codes):
        if not code:
            if position not in table.bad:
                table.fault("required_cell", position, key)
            continue
        earlier = first.setdefault(code_key(code), position)
        if earlier != position:
            table.fault("duplicate_person", position, key, code, rows=(table.at(earlier).label,))
    _report_same_names(table, codes, by_name)
    return codes


def _report_same_names(table: Table, codes: list[str], by_name: bool) -> None:
    if by_name:
        return
    first: dict[str, int] = {}
    for position, name in enumerate(table.column("alias")):
        if not name:
            continue
        earlier = first.setdefault(header_key(name), position)
        if code_key(codes[earlier]) != code_key(codes[position]):
            table.fault("same_name", position, "alias", name, rows=(table.at(earlier).label,))


class PeopleIndex:
    """All nominees and incumbents by code, and by name where it is unique."""

    def __init__(self, people: Iterable[Someone]) -> None:
        self._by_code: dict[str, Someone] = {}
        self._by_name: dict[str, dict[str, Someone]] = {}
        self._spellings = Spellings(lambda: (p for s in self._by_code.values() for p in (s.person_id, s.alias)))
        for person in people:  # nominees come first, so that a person in both tables is found as a nominee
            key = code_key(person.person_id)
            if key:
                self._by_code.setdefault(key, person)
                self._by_name.setdefault(header_key(person.alias), {}).setdefault(key, person)

    def get(self, person_id: str) -> Someone | None:
        """Return the person of a code."""
        return self._by_code.get(code_key(person_id))

    def find(self, table: Table, position: int) -> Someone | None:
        """Return whom the code (or, without one, the name) of a row means; report what is wrong with it."""
        code, name = table.column("person_id")[position] or "", table.column("alias")[position] or ""
        if not code and not name:
            table.fault("required_cell", position, "person_id" if table.has("person_id") else "alias")
            return None
        if code:
            person = self.get(code)
            if person is None:
                table.fault("unknown_person", position, "person_id", code, hint=self.hint(code))
                return None
            if name and person.alias and header_key(name) != header_key(person.alias):
                shown = f"{person.person_id} {person.alias}"
                table.fault("person_mismatch", position, "alias", name, person=shown)
                return None
            return self._present(table, position, "person_id", person)
        named = self._by_name.get(header_key(name), {})
        if len(named) == 1:
            return self._present(table, position, "alias", next(iter(named.values())))
        if named:
            rows = listing(person.source for person in named.values())
            table.fault("ambiguous_person", position, "alias", name, rows=rows)
        elif (by_code := self.get(name)) is not None:
            return self._present(table, position, "alias", by_code)
        else:
            table.fault("unknown_person", position, "alias", name, hint=self.hint(name))
        return None

    @staticmethod
    def _present(table: Table, position: int, key: str, person: Someone) -> Someone | None:
        if not person.dropped:
            return person
        table.fault("refers_to_dropped", position, key, person.person_id, rows=(person.source.label,))
        table.bad.add(position)
        return None

    def hint(self, text: str) -> Text:
        """Return a did-you-mean among codes and names."""
        return self._spellings.near(text, cutoff=0.7)


def check_mismatched_names(candidates: Table | None, codes: list[str], incumbents: Table, people: PeopleIndex) -> None:
    """Report incumbents whose code is a nominee's but whose name is another, and note those who are both."""
    if candidates is None:
        return
    for position, code in enumerate(codes):
        person = people.get(code) if code else None
        if person is None or not person.candidate:
            continue
        name = incumbents.column("alias")[position]
        if name and person.alias and header_key(name) != header_key(person.alias):
            shown = f"{person.person_id} {person.alias}"
            incumbents.fault("person_mismatch", position, "alias", name, person=shown)


def note_spouse(table: Table, position: int, person_id: str, people: PeopleIndex) -> str:
    """Return the code of the spouse named in a row, or "" with a note if that is nobody in the tables."""
    text = table.column("spouse")[position]
    if not text:
        return ""
    spouse = people.get(text)
    if spouse is None:
        table.fault("spouse_not_listed", position, "spouse", text, hint=people.hint(text))
        return ""
    if code_key(spouse.person_id) == code_key(person_id):
        table.fault("spouse_is_self", position, "spouse", text)
        return ""
    return spouse.person_id
