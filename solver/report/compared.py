"""What a comparison finds: people who moved, villages that gain or lose, plans along a curve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.domain.plan import Assignment
from solver.text import Lang, Text

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Move:
    """A person whose posting differs; ``None`` where a plan neither sends the person nor lets the person stay.

    Attributes
    ----------
    kind
        A key of ``CHANGE_KINDS``.
    why
        Known once the plans were put back on their inputs (``Measures.comparison``).
    """

    person_id: str
    kind: str
    before: Assignment | None
    after: Assignment | None
    why: Text | None = None


@dataclass(frozen=True)
class VillageChange:
    """What a village has under two plans.

    Attributes
    ----------
    before, after
        Points of its whole team by the first plan's goals; ``None`` where a plan does not know the village.
    people_before, people_after
        People in its team.
    """

    village_id: str
    name: str
    before: int | None
    after: int | None
    people_before: int
    people_after: int

    @property
    def difference(self) -> int:
        """Points gained, or lost if below zero."""
        return (self.after or 0) - (self.before or 0)


@dataclass(frozen=True)
class TradePoint:
    """One point of the curve of total value against the village worst off.

    Attributes
    ----------
    floor
        Seat points that the people sent to each village had to bring together; 0 for the plan without a floor.
    worst, tenth
        What they bring in the village worst off, and in the village that a tenth of all do not pass (P10).
    value, severity
        Of the plan by the scenario's own rules and goals, the floor left out.
    gap
        Relative gap of the search with the floor.
    short
        Villages that miss the floor in this plan.
    kept
        Whether none does, with exceptions no heavier than those of the plan without a floor.
    proved
        Whether no plan at all keeps the floor without heavier exceptions than the plan without a floor has.
    """

    floor: int
    worst: int
    tenth: int
    value: int
    severity: int
    gap: float
    short: int
    kept: bool
    proved: bool


@dataclass(frozen=True)
class ChangedLine:
    """One value that two scenarios write differently.

    Attributes
    ----------
    path
        Dotted, as ``rules.light_task.members_max``.
    before, after
        As written; "" where a scenario leaves it to the default.
    place
        ``file:line:column`` of the value that is new; "" where it was taken out.
    """

    path: str
    before: str
    after: str
    place: str


@dataclass(frozen=True)
class Change:
    """Lines that belong together: one rule, one goal, one key of the reference dates."""

    key: str
    lines: tuple[ChangedLine, ...]


@dataclass(frozen=True)
class Step:
    """What one change alone does, or what taking it out undoes.

    Attributes
    ----------
    severity, value
        By how much they rise.
    moved
        People whose posting differs by it.
    """

    severity: int
    value: int
    moved: int


@dataclass(frozen=True)
class Effect:
    """What re-solving says of one change.

    Attributes
    ----------
    alone
        The first scenario with this change only, against the first scenario; ``None`` if not tried or not possible.
    last
        The second scenario, against the second without this change; ``None`` likewise.
    refused
        Why the change cannot stand alone, if a scenario with it or without it is no valid one.
    """

    change: Change
    alone: Step | None = None
    last: Step | None = None
    refused: str = ""


@dataclass(frozen=True)
class PersonCause:
    """Which changes moved a person.

    Attributes
    ----------
    verdict
        ``agreed``: in all tries the move comes with the change, goes with it, and does so with no other. ``likely``:
        the tries point to one change only, but not all of them. ``together``: several changes; no one alone moves the
        person so. ``restless``: the person is also posted elsewhere by a plan of nearly the same worth without any
        change. ``open``: what was tried does not decide it. None of them is a proof: plans are found, not all listed.
    changes
        Keys of the changes meant; none where it is open.
    """

    person_id: str
    before: Assignment | None
    after: Assignment | None
    kind: str
    verdict: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Causes:
    """What each change between two scenarios does.

    Attributes
    ----------
    effects
        One a change, in the order in which the scenarios write them.
    people
        Everybody whose posting differs between the two re-solved plans, with the changes that moved them.
    names
        ID of a person or village to a name.
    solves
        How often was solved.
    complete
        Whether every change was tried alone and taken out.
    restless
        People of the first plan who are posted elsewhere by a second search of the same scenario; ``None`` if that was
        not tried.
    """

    effects: tuple[Effect, ...]
    people: tuple[PersonCause, ...]
    names: Mapping[str, str]
    solves: int
    complete: bool
    restless: int | None = None

    def effects_frame(self, lang: Lang = "zh") -> pd.DataFrame:
        """Return one row a changed line, with what its change does, under the headers of the reader's language."""
        from solver.report.cause_tables import effect_table

        return effect_table(self, lang).headed()

    def people_frame(self, lang: Lang = "zh") -> pd.DataFrame:
        """Return one row a person who moved, with the verdict in words and the changes meant."""
        from solver.report.cause_tables import cause_table

        return cause_table(self, lang).headed()


VERDICTS: dict[str, Text] = {
    "agreed": Text("各次试算一致：由此引起", "all tries agree: this change"),
    "likely": Text("很可能由此引起", "most likely this change"),
    "together": Text("几处改动共同引起", "several changes together"),
    "restless": Text(
        "不改也可能变动(得分相近的方案不止一个)", "may move without any change: other plans are nearly as good"
    ),
    "open": Text("不能断定", "not conclusive"),
}
"""What the tries say of a person, in words."""
