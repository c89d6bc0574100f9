"""What sections see: one plan, or one county of it, in one language, with or without private columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd
from markupsafe import Markup

from solver.domain.plan import Team
from solver.report.all_tables import TABLES
from solver.report.columns import EXCEPTIONS, SHEETS, Sheet
from solver.report.context import Context
from solver.report.html.privacy import PRIVATE_SHEETS, is_private, without_private
from solver.report.html.render import fill
from solver.report.table import Table
from solver.report.why.explanation import Answer
from solver.text import Lang


@dataclass(frozen=True)
class Page:
    """One page of a report.

    Attributes
    ----------
    county
        The county that the page is about; ``None`` is the whole plan.
    folder
        Name of the plan folder, for the command that checks it; "" if it was not said.
    index
        Whether this is the index of many pages: teams and people stand on the pages of their counties.
    answers
        What was solved for the plan, to stand in the place of what is only counted.
    only_answers
        Whether the page holds nothing but these.
    """

    ctx: Context
    private: bool = False
    county: str | None = None
    folder: str = ""
    index: bool = False
    answers: tuple[Answer, ...] = ()
    only_answers: bool = False
    _tables: dict[str, Table] = field(default_factory=dict, repr=False, compare=False)

    @property
    def lang(self) -> Lang:
        """The reader's language."""
        return self.ctx.lang

    def fill(self, template: str, **values: object) -> Markup:
        """Fill a template; ``say`` renders texts in the reader's language."""
        return fill(f"sections/{template}", self.lang, private=self.private, **values)

    @cached_property
    def teams(self) -> tuple[Team, ...]:
        """Villages that the page is about, those that receive nobody too."""
        return tuple(t for t in self.ctx.plan.teams if self.county in (None, t.village.county))

    @cached_property
    def shown_teams(self) -> tuple[Team, ...]:
        """Villages on the list, and those where people stay."""
        return tuple(t for t in self.teams if t.post.wants_first_secretary or t.people)

    @cached_property
    def team_anchors(self) -> Mapping[str, str]:
        """ID of every village shown to its anchor: a number, as IDs are the planner's and may hold any sign."""
        if self.index:
            return {}
        return {team.village.village_id: f"t{i}" for i, team in enumerate(self.shown_teams)}

    @cached_property
    def person_anchors(self) -> Mapping[str, str]:
        """ID of everybody newly posted to the anchor of the page about the person."""
        if self.index:
            return {}
        new = [m.person.person_id for team in self.shown_teams for m in team.people if not m.incumbent]
        return {person_id: f"p{i}" for i, person_id in enumerate(new)}

    @property
    def shown_answers(self) -> tuple[Answer, ...]:
        """Answers of this page: a village's on that of its county, all others with the whole plan."""
        if self.county is None and not self.index:
            return self.answers
        here = {team.village.village_id for team in self.teams} if not self.index else set()
        return tuple(a for a in self.answers if (a.village_id in here if a.village_id else self.index))

    @property
    def many_counties(self) -> bool:
        """Whether the page has villages of more than one county."""
        return len({team.village.county for team in self.teams}) > 1

    def table(self, sheet: Sheet) -> Table | None:
        """Return a table of the plan without the columns and rows that the page does not show."""
        if sheet in PRIVATE_SHEETS and not self.private:
            return None
        table = self._masked_exceptions() if sheet is EXCEPTIONS and not self.private else self._table(sheet)
        frame = table.frame
        if self.county is not None and "county" in frame:
            frame = frame[frame["county"] == self.county]
        if not self.private:
            frame = frame[[key for key in frame.columns if not is_private(sheet, str(key))]]
        return Table(table.sheet, table.lang, frame, table.notes)

    def rows(self, sheet: Sheet) -> list[dict[str, Any]]:
        """Return the rows of a table by column key, cells rendered as text or number; "" where there is none."""
        table = self.table(sheet)
        if table is None:
            return []
        return [{str(k): shown(v) for k, v in row.items()} for row in table.frame.to_dict("records")]

    def _table(self, sheet: Sheet) -> Table:
        if sheet.slug not in self._tables:
            self._tables[sheet.slug] = TABLES[SHEETS.index(sheet)](self.ctx)
        return self._tables[sheet.slug]

    def _masked_exceptions(self) -> Table:
        """Return the exceptions, with messages that say nothing of a person but the name."""
        key = f"{EXCEPTIONS.slug} without private"
        if key not in self._tables:
            solved, whole = self.ctx.solved, self._table(EXCEPTIONS)
            listed = [*sorted(solved.stage1, key=lambda v: v.sort_key), *solved.evaluation.exceptions]
            messages = [without_private(self.ctx, v.place, v.message.to(self.lang)) for v in listed]
            self._tables[key] = Table(whole.sheet, whole.lang, whole.frame.assign(message=messages), whole.notes)
        return self._tables[key]


def shown(value: object) -> str | int:
    """Return a cell as it is read: a number stays one, a date is written as 2025-06-01, nothing is ""."""
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if pd.api.types.is_integer(value) else str(value)
