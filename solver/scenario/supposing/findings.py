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
    "county": Text("县", "county"),
    "township": Text("乡镇", "township"),
}
UNKNOWN = Text("花名册中没有这个{kind}{hint}", "the rosters hold no such {kind}{hint}")
CORRECT = Text("改正名称，或删去它。", "correct the name, or delete it.")
TAKEN = Text("花名册中已有这个{kind}", "the rosters hold a {kind} of this name already")
NOT_LISTED = Text("该村不在软弱涣散名单上", "the village is not on the weak list")
LISTED = Text("该村已在软弱涣散名单上", "the village is on the weak list already")
SEVERAL = Text("要合并的乡镇不在同一个县：{counties}", "the townships to merge are not of one county: {counties}")
NAME_COUNTY = Text("用 county 写明是哪个县。", "say which county it is, with `county`.")
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
        """Return the names that the rosters hold, each once; an error for each of the others."""
        known, given = set(there), tuple(names)
        for i, name in enumerate(given):
            if name not in known:
                problem = UNKNOWN.with_values(kind=KINDS[kind], hint=did_you_mean(name, known))
                self.refuse((*path, i), "unknown_name", problem, CORRECT, name)
        return tuple(dict.fromkeys(name for name in given if name in known))

    def taken(self, path: Path, name: str, kind: str) -> None:
        """Refuse the name of something new that exists."""
        self.refuse(path, "name_taken", TAKEN.with_values(kind=KINDS[kind]), RENAME, name)

    def refuse(self, path: Path, code: str, problem: Text, mend: Text, value: str) -> None:
        """List an error."""
        spot = find(self.tree, ("suppose", *path))
        self.faults.append(fault_at(spot.mark, code, problem, mend, path=spot.dotted, value=value))
