"""Why the plan is as it is: shortages, funnels of open places, repairs, the next best, and what one more is worth.

What can be counted from the inputs and read off the certificate is always there; what takes solving is there if it was
asked for, and then stands in place of what was only counted.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.screen import COMMAND
from solver.report.why.ceilings import explain_ceilings
from solver.report.why.explanation import Explanation
from solver.report.why.funnels import explain_open_place, open_places
from solver.report.why.shortages import shortages_of
from solver.text import Text

TITLE = Text("为什么是这样", "Why it is so")
INTERNAL_ONLY = Text("涉及个人情况，见内部版。", "This is about persons: see the internal version.")
N_INTERNAL = Text("{n}项有关个人的问答只写入内部版", "{n} answers about persons: in the internal version only")


@dataclass(frozen=True)
class Bar:
    """A step of a funnel: who is left after a rule; ``share`` in percent of all nominees."""

    title: Text
    out: int
    left: int
    share: int


@dataclass(frozen=True)
class Item:
    """One answer as the page shows it; ``team`` leads to the village's card."""

    anchor: str
    heading: Text
    lines: tuple[Text, ...]
    proved: bool
    bars: tuple[Bar, ...] = ()
    n_nominees: int = 0
    team: str = ""


@dataclass(frozen=True)
class Group:
    """Answers to one question."""

    kind: str
    title: Text
    lead: Text
    items: tuple[Item, ...]


KINDS: dict[str, tuple[Text, Text]] = {
    "shortage": (
        Text("人手不足在哪里", "Where people are too few"),
        Text(
            "哪些村合起来需要的人，多于规则允许派去的人；可以手工清点。",
            "Places that need more people together than the rules let go there; countable by hand.",
        ),
    ),
    "open": (
        Text("岗位为什么空缺", "Why places are open"),
        Text(
            "提名人选经各条规则逐一剔除，还剩几人可任，这些人现在何处。",
            "How many nominees each rule takes out, how many are left, and where those are.",
        ),
    ),
    "repairs": (
        Text("怎样补救", "What would help"),
        Text(
            "每次只改一处，重新求解；例外减得最多的在前。",
            "One change each, solved again; the best first.",
        ),
    ),
    "seat": (
        Text("次选是谁、代价多大", "Who is next, and at what cost"),
        Text(
            "换成另一人，其他人选随之重新优化；“恰为”是已证明的，“不超过”是找到的方案。",
            "Somebody else instead, all others re-optimised; “exact” is proved, “at most” is a plan that was found.",
        ),
    ),
    "prices": (
        Text("再多一人值多少", "What one more is worth"),
        Text(
            "由证书中的价格得出：名额多一个，或多一名同样的人选，方案最多能好多少。",
            "From the prices of the certificate: how much one more place, or one more such person, can bring at most.",
        ),
    ),
    "asked": (
        Text("关于个人的问答", "Questions about persons"),
        Text("为什么不派、派到哪里、不派会怎样。", "Why not there, where to, and what if not."),
    ),
}
"""Groups in the order of the page: title and lead."""

ASKED = frozenset({"why_not", "person"})
"""Kinds of answers that are about a person as such."""


def section(page: Page) -> Section | None:
    """Return the answers, folded; on a county's page those about its villages, in an index those about the whole."""
    groups = groups_of(page)
    if not groups:
        return None
    command = ""
    if not page.answers and page.county is None:
        command = f"{COMMAND} report {shlex.quote(page.folder or 'PLAN_DIR')} --explain"
    body = page.fill("why", groups=groups, headings=True, command=command)
    return Section("why", TITLE, body, menu=Text("为什么", "Why"))


def groups_of(page: Page) -> list[Group]:
    """Return the groups that hold anything."""
    found: dict[str, list[tuple[Explanation, str]]] = {kind: [] for kind in KINDS}
    for answer in page.shown_answers:
        found["asked" if answer.kind in ASKED else answer.kind].append((answer.explanation, answer.village_id))
    for kind, explanation, village_id in _counted(page):
        found[kind].append((explanation, village_id))
    return [
        Group(kind, *KINDS[kind], tuple(_items(page, kind, explanations)))
        for kind, explanations in found.items()
        if explanations
    ]


def _counted(page: Page) -> Iterator[tuple[str, Explanation, str]]:
    """Yield what no solver is needed for, where no answer says it already: kind, explanation, village."""
    if page.only_answers:
        return
    answered = {(answer.kind, answer.village_id) for answer in page.answers}
    kinds = {kind for kind, _ in answered}
    if not page.index:
        if "shortage" not in kinds:
            for explanation in shortages_of(page.ctx, page.county):
                yield "shortage", explanation, ""
        for team, role, n in open_places(page.teams):
            if ("seat", team.village.village_id) not in answered:
                yield "open", explain_open_place(page.ctx, team, role, n), team.village.village_id
    if page.county is None and "prices" not in kinds:
        for explanation in explain_ceilings(page.ctx):
            yield "prices", explanation, ""


def _items(page: Page, kind: str, explanations: Iterable[tuple[Explanation, str]]) -> Iterator[Item]:
    """Yield the answers of a group: those about persons are only counted where private facts are left out."""
    listed = list(explanations)
    if kind == "asked" and not page.private:
        yield Item("why-asked-1", N_INTERNAL.with_values(n=len(listed)), (), proved=True)
        return
    for number, (explanation, village_id) in enumerate(listed, start=1):
        lines = explanation.lines if page.private else explanation.shared or (INTERNAL_ONLY,)
        bars = _bars(page, explanation)
        yield Item(
            anchor=f"why-{kind}-{number}",
            heading=explanation.heading,
            lines=lines[1:] if bars else lines,  # the bars are the first line
            proved=explanation.proved,
            bars=bars,
            n_nominees=int(str(explanation.figures.get("nominees", 0))),
            team=page.team_anchors.get(village_id, "") if not page.only_answers else "",
        )


def _bars(page: Page, explanation: Explanation) -> tuple[Bar, ...]:
    steps, n = explanation.figures.get("funnel"), int(str(explanation.figures.get("nominees", 0)))
    if not isinstance(steps, list) or not n:
        return ()
    return tuple(
        Bar(page.ctx.rule_title(step["rule"]), step["out"], step["left"], 100 * step["left"] // n) for step in steps
    )


def anchors_of(page: Page) -> dict[str, str]:
    """Return village ID to the first answer about its places, for links from the cards."""
    found: dict[str, str] = {}
    seats = [answer.village_id for answer in page.shown_answers if answer.kind == "seat"]
    counted = [team.village.village_id for team, _, _ in open_places(page.teams)]
    for kind, villages in (("seat", seats), ("open", [v for v in counted if v not in seats])):
        for number, village_id in enumerate(villages, start=1):
            found.setdefault(village_id, f"why-{kind}-{number}")
    return found
