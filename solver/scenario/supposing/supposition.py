"""Rosters as a scenario supposes them, and the posts of a round in which nothing but gaps is filled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from solver.book.entitle import entitlements
from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance, Reference
from solver.domain.village import Post
from solver.domain.words import Mode, Role
from solver.errors import Fault
from solver.scenario.loading import Scenario
from solver.scenario.rosters.reading import Rosters
from solver.scenario.supposing.findings import Notes
from solver.scenario.supposing.people import change_terms, fail_vetting, keep_away, lend, recall, withdraw
from solver.scenario.supposing.places import change_weak_list, merge_townships, merge_units
from solver.text import Text

HELD = Text("原在岗人数，只补召回人员的空缺。", "As many as are on post now; only the recalled are replaced.")


def suppose(rosters: Rosters, scenario: Scenario) -> tuple[Rosters, list[Fault]]:
    """Return the rosters as the scenario supposes them; nothing is supposed in silence.

    Returns
    -------
    Rosters
        New tables; those given are not changed.
    list of Fault
        A note for everything that was supposed, an error for every name that the rosters do not hold.
    """
    asked, notes, reference = scenario.settings.suppose, Notes(scenario.tree), scenario.reference()
    if asked is None:
        return rosters, []
    if asked.withdraw is not None:
        rosters = withdraw(rosters, asked.withdraw, notes)
    if asked.vetting is not None:
        rosters = fail_vetting(rosters, asked.vetting, notes)
    if asked.keep_away:
        rosters = keep_away(rosters, asked.keep_away, notes)
    if asked.recall:
        rosters = recall(rosters, asked.recall, notes)
    if asked.term_of_incumbents is not None:
        rosters = change_terms(rosters, asked.term_of_incumbents, notes)
    if asked.weak_list is not None:
        rosters = change_weak_list(rosters, asked.weak_list, reference.reference_date, notes)
    if asked.lend:
        rosters = lend(rosters, asked.lend, reference, notes)
    if asked.merge_townships:
        rosters = merge_townships(rosters, asked.merge_townships, notes)
    if asked.merge_units:
        rosters = merge_units(rosters, asked.merge_units, notes)
    if asked.hold:
        notes.note(("hold",), Text("假设：只补召回人员的空缺，其余不动", "supposed: only the recalled are replaced"))
        # a term of unstated end counts as due elsewhere; here nobody is due
        open_ended = tuple(replace(i, end=i.end or reference.term_end) for i in rosters.incumbents)
        rosters = replace(rosters, incumbents=open_ended)
    return rosters, notes.faults


def supposed_reference(scenario: Scenario) -> Reference:
    """Return dates and mode; where everybody is held, no term counts as due."""
    reference = scenario.reference()
    if scenario.settings.suppose is None or not scenario.settings.suppose.hold:
        return reference
    return Reference(
        on_post_date=reference.on_post_date,
        reference_date=reference.reference_date,
        term_months=reference.term_months,
        horizon_date=date.min,
        mode=reference.mode,
    )


def held_posts(instance: Instance, book: RuleBook) -> tuple[Post, ...]:
    """Return a list of posts in which every village has who is there now, the recalled included."""
    posts = []
    for due in entitlements(instance, book):
        roles = [i.role for i in instance.incumbents_by_village.get(due.village_id, ())]
        members = roles.count(Role.MEMBER)
        mode = Mode.TEAM if members else Mode.FIRST_SECRETARY_ONLY if roles else Mode.NONE
        posts.append(Post(due.village_id, mode, members, members, members, due.tier, (HELD,)))
    return tuple(posts)
