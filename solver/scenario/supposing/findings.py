"""What supposing came to: a note for everything that was supposed, an error for every name the rosters do not hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from solver.errors import Fault
from solver.scenario.nodes import MappingNode, Path, fault_at, find
from solver.scenario.rosters.findings import did_you_mean
from solver.text import Text

KINDS: dict[str, Text] = {
    "unit": Text("单位", "unit"),
    "nominee": Text("人选", "nominee"),
    "incumbent": Text("在岗人员", "incumbent"),
    "village": Text("村编码", "village ID"),
    "township": Text("乡镇", "township"),
}
UNKNOWN = Text("花名册中没有这个{kind}{hint}", "the rosters hold no such {kind}{hint}")
CORRECT = Text("改正名称，或删去它。", "correct the name, or delete it.")
TAKEN = Text("花名册中已有这个单位", "the rosters hold a unit of this name already")
RENAME = Text("换一个新的名称。", "give it a new name.")
WHAT_IF = Text("仅为假设分析，花名册未改动。", "a what-if only; the rosters are as they were.")


@dataclass
class Notes:
    """Collects the notes and errors of one ``suppose:`` section, each at its line."""

    tree: MappingNode
    faults: list[Fault] = field(default_factory=list)

    def note(self, path: Path, said: Text) -> None:
        """List something that was supposed."""
        spot = find(self.tree, ("suppose", *path))
        self.faults.append(fault_at(spot.mark, "supposed", said, WHAT_IF, path=spot.dotted, severity="note"))

    def known(self, path: Path, names: Iterable[str], kind: str, there: Iterable[str]) -> tuple[str, ...]:
        """Return the names that the rosters hold; an error for each of the others."""
        known, found = set(there), []
        for i, name in enumerate(names):
            if name in known:
                found.append(name)
                continue
            spot = find(self.tree, ("suppose", *path, i))
            problem = UNKNOWN.with_values(kind=KINDS[kind], hint=did_you_mean(name, known))
            self.faults.append(fault_at(spot.mark, "unknown_name", problem, CORRECT, path=spot.dotted, value=name))
        return tuple(found)

    def taken(self, path: Path, name: str) -> None:
        """Refuse the name of a new unit that exists."""
        spot = find(self.tree, ("suppose", *path))
        self.faults.append(fault_at(spot.mark, "name_taken", TAKEN, RENAME, path=spot.dotted, value=name))
