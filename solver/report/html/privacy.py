"""Which columns and tables a report shows only when it is asked for the private ones.

Without them a report says who goes where and what is lacking; age, Party membership, appraisal, vetting, the reasons
why somebody was not chosen and everything that the roster has beyond the known columns stay out of the file, not only
out of sight.
"""

from __future__ import annotations

from solver.report.columns import GAPS, HANDOVERS, POSTINGS, REPAIRS, RESERVES, UNPOSTED, Sheet
from solver.report.context import Context
from solver.report.table import EXTRA
from solver.text import Text

PRIVATE_SHEETS: tuple[Sheet, ...] = (RESERVES, UNPOSTED, REPAIRS)
"""Tables about people who were not chosen, and about cells of the roster."""

PRIVATE_COLUMNS: dict[str, frozenset[str]] = {
    POSTINGS.slug: frozenset({"age", "party", "points", "points_by_goal", "to_do"}),
    HANDOVERS.slug: frozenset({"out_cause", "remark"}),  # a recall and its reason
    GAPS.slug: frozenset({"first_choice"}),  # somebody who was not chosen
}

MASKED = Text("涉及{people}的个人情况，见内部版。", "About {people}: see the internal version.")


def is_private(sheet: Sheet, key: str) -> bool:
    """Whether a column is left out of a report without private columns."""
    return key.startswith(EXTRA) or key in PRIVATE_COLUMNS.get(sheet.slug, frozenset())


def without_private(ctx: Context, place: str, message: str) -> str:
    """Return an exception's message, or, if it speaks of a person, a sentence that only names the person.

    Such messages give dates of retirement, appraisal grades and the like.
    """
    people = ctx.nominee_or_incumbent
    named = [people[place]] if place in people else [p for p in people.values() if p.person_id in message]
    return MASKED.with_values(people=ctx.names(named)).to(ctx.lang) if named else message
