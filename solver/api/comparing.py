"""Compare two plans: what became of each person, and the figures side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from solver.report.change_kinds import CHANGE_KINDS
from solver.report.compared import Move
from solver.text import Lang, Text

if TYPE_CHECKING:
    import pandas as pd

    from solver.api.results import Solution
    from solver.domain.instance import Instance
    from solver.domain.plan import Assignment, Plan
    from solver.report.plan_file import StoredPlan
    from solver.report.solved import Solved

KINDS: dict[str, Text] = CHANGE_KINDS
"""What can become of a person, in words."""


class Postings(NamedTuple):
    """Who is on post under a plan: those newly sent, and those who stay."""

    sent: tuple[Assignment, ...]
    staying: tuple[Assignment, ...] = ()


@dataclass(frozen=True)
class Figure:
    """One figure of both plans; ``None`` where a plan does not have it."""

    key: str
    title: Text
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Comparison:
    """What differs between two plans.

    Attributes
    ----------
    moves
        By person ID; people whose posting is the same are left out.
    figures
        Severity, value, exceptions, people sent, villages with nobody, then points by goal.
    names
        Person or village ID to a name, where it is known.
    """

    moves: tuple[Move, ...]
    figures: tuple[Figure, ...]
    names: dict[str, str]

    def moves_frame(self, lang: Lang = "zh") -> pd.DataFrame:
        """Return one row a person: ID, name, what happened, and both postings."""
        import pandas as pd

        rows = [
            {
                "person_id": move.person_id,
                "alias": self.names.get(move.person_id, ""),
                "change": KINDS[move.kind].to(lang),
                "before": self.posting(move.before, lang),
                "after": self.posting(move.after, lang),
                "why": "" if move.why is None else move.why.to(lang),
            }
            for move in self.moves
        ]
        return pd.DataFrame(rows, columns=["person_id", "alias", "change", "before", "after", "why"])

    def figures_frame(self, lang: Lang = "zh") -> pd.DataFrame:
        """Return the figures side by side, with the difference."""
        import pandas as pd

        rows = [(f.key, f.title.to(lang), f.before, f.after, (f.after or 0) - (f.before or 0)) for f in self.figures]
        frame = pd.DataFrame(rows, columns=["key", "figure", "before", "after", "difference"])
        return frame.astype({"before": "Int64", "after": "Int64"})

    def posting(self, a: Assignment | None, lang: Lang) -> str:
        """Return a posting in words; a dash for none."""
        if a is None:
            return "—" if lang == "zh" else "–"
        return f"{self.names.get(a.village_id, a.village_id)} {a.role.label.to(lang)}"


def compare(before: Solution | Solved | str | Path, after: Solution | Solved | str | Path) -> Comparison:
    """Compare two plans: solutions, what is printed of them, or plan folders.

    Raises
    ------
    InputError
        If a folder holds no plan.
    """
    one, names = _read(before)
    two, more = _read(after)
    return Comparison(
        moves_between(Postings(one.assignments, one.staying), Postings(two.assignments, two.staying)),
        figures_between(measured(one), measured(two)),
        {**names, **more},
    )


def _read(source: Solution | Solved | str | Path) -> tuple[StoredPlan, dict[str, str]]:
    from solver.report.plan_file import parse_plan, plan_text, read_plan
    from solver.report.solved import Solved

    if isinstance(source, (str, Path)):
        folder = Path(source)
        return read_plan(folder), _names_in(folder)
    solved = source if isinstance(source, Solved) else source.solved
    return parse_plan(plan_text(solved)), names_of(solved.plan.problem.instance)


def names_of(*instances: Instance) -> dict[str, str]:
    """Return what people and villages are called, by ID; who has no name is left out."""
    names: dict[str, str] = {}
    for instance in instances:
        names.update((i.person.person_id, i.person.alias) for i in instance.incumbents if i.person.alias)
        names.update((c.person_id, c.alias) for c in instance.candidates if c.alias)
        names.update((v.village_id, v.full_name) for v in instance.villages if v.full_name)
    return names


def _names_in(folder: Path) -> dict[str, str]:
    """Return the names that the table of postings gives to people and villages; none if it cannot be read."""
    import csv

    from solver.report.columns import POSTINGS

    try:
        with (folder / "csv" / f"{POSTINGS.slug}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = [dict(zip(POSTINGS.columns, row, strict=False)) for row in csv.reader(file)][1:]
    except (OSError, ValueError, csv.Error):
        return {}
    names = {row["person_id"]: row["alias"] for row in rows if row.get("alias")}
    names.update((row["village_id"], row["county"] + row["township"] + row["village"]) for row in rows)
    return names


def postings_of(plan: Plan) -> Postings:
    """Return who is on post under a plan."""
    from solver.domain.plan import Assignment

    staying = plan.problem.instance.staying
    return Postings(plan.assignments, tuple(Assignment(i.village_id, i.role, i.person.person_id) for i in staying))


def moves_between(before: Postings, after: Postings) -> tuple[Move, ...]:
    """Return everybody whose posting differs, by person ID.

    Who stays on post under one plan only is among them; to stay on a post and to be sent to it again is the same.
    """
    was, now = _by_person(before), _by_person(after)
    found = []
    for person_id in sorted({*was, *now}):
        old, new = was.get(person_id), now.get(person_id)
        if old == new:
            continue
        if new is None:
            kind = "leaves" if old in before.staying else "dropped"
        elif old is None:
            kind = "stays" if new in after.staying else "sent"
        else:
            kind = "moved" if old.village_id != new.village_id else "role"
        found.append(Move(person_id, kind, old, new))
    return tuple(found)


def _by_person(postings: Iterable[tuple[Assignment, ...]]) -> dict[str, Assignment]:
    return {a.person_id: a for group in postings for a in group}


def measured(plan: StoredPlan) -> dict[str, int]:
    """Return the figures of a plan by key: the measures, then ``points.`` and the goal."""
    return {**{key: of(plan) for key, _, of in _MEASURES}, **{f"points.{slug}": n for slug, n in plan.points.items()}}


def figures_between(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[Figure, ...]:
    """Put two sets of figures side by side, in the order of the measures and of the goals."""
    from solver.goals import GOALS

    titles = {key: title for key, title, _ in _MEASURES}
    titles.update((f"points.{goal.slug}", goal.title) for goal in GOALS)
    keys = [key for key in dict.fromkeys((*titles, *before, *after)) if key in before or key in after]
    return tuple(
        Figure(key, titles.get(key, Text(key.removeprefix("points."), key.removeprefix("points."))), b, a)
        for key, b, a in ((key, before.get(key), after.get(key)) for key in keys)
    )


def _listed(plan: StoredPlan) -> int:
    return sum(post.wants_first_secretary for post in plan.posts)


def _unserved(plan: StoredPlan) -> int:
    served = {a.village_id for a in (*plan.assignments, *plan.staying)}
    return sum(post.wants_first_secretary and post.village_id not in served for post in plan.posts)


_MEASURES: tuple[tuple[str, Text, Callable[[StoredPlan], int]], ...] = (
    ("exceptions", Text("例外项数", "exceptions"), lambda plan: len(plan.exceptions) + len(plan.stage1)),
    ("severity", Text("例外严重度", "severity of exceptions"), lambda plan: plan.severity),
    ("value", Text("得分", "value"), lambda plan: plan.value),
    ("sent", Text("新派人数", "people sent"), lambda plan: len(plan.assignments)),
    ("listed", Text("选派村数", "villages listed"), _listed),
    ("unserved", Text("无人在岗的选派村", "listed villages with nobody"), _unserved),
)
