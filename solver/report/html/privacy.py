"""Which columns and tables a report shows only when it is asked for the private ones.

Without them a report says who goes where and what is lacking; age, Party membership, appraisal, vetting, the reasons
why somebody was not chosen and everything that the roster has beyond the known columns stay out of the file, not only
out of sight. How many nominees a rule takes out for a place is shown: it names nobody.
"""

from __future__ import annotations

from solver.domain.candidate import Candidate
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

ALL_PEOPLE = 5_000
"""People up to which a message is searched for everybody; above, for those who have to do with its village."""

MASKED = Text("涉及{people}的个人情况，见内部版。", "About {people}: see the internal version.")


def is_private(sheet: Sheet, key: str) -> bool:
    """Whether a column is left out of a report without private columns."""
    return key.startswith(EXTRA) or key in PRIVATE_COLUMNS.get(sheet.slug, frozenset())


def _near(ctx: Context, village_id: str) -> list[Candidate]:
    """Return the people whom an exception of a village can speak of: its team, who leaves, who was named for it."""
    people = {m.person.person_id: m.person for m in ctx.team_of[village_id].people}
    people.update((i.person.person_id, i.person) for i in ctx.instance.incumbents_by_village.get(village_id, ()))
    named = (pin.person_id for pin in ctx.instance.pins if pin.village_id == village_id)
    people.update((p, ctx.nominee_or_incumbent[p]) for p in named if p in ctx.nominee_or_incumbent)
    return list(people.values())


def without_private(ctx: Context, place: str, message: str) -> str:
    """Return an exception's message, or, if it speaks of a person, a sentence that only names the person.

    Such messages give dates of retirement, appraisal grades and the like.
    """
    people = ctx.nominee_or_incumbent
    pool = people.values() if len(people) <= ALL_PEOPLE or place not in ctx.team_of else _near(ctx, place)
    named = [people[place]] if place in people else [p for p in pool if p.person_id in message]
    return MASKED.with_values(people=ctx.names(named)).to(ctx.lang) if named else message
