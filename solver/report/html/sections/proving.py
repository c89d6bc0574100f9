"""How far the result is proved, what was set otherwise than usual, and how anybody can check it."""

from __future__ import annotations

import shlex
from typing import Any

from solver.report.columns import OVERVIEW
from solver.report.html.charts.bars import Series, lying_bars
from solver.report.html.charts.drawing import BLUE
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.overview import CHANGES, EXCEPTIONS, INPUTS, VALUE
from solver.report.screen import COMMAND
from solver.report.wording import severity_words, value_words
from solver.text import Text

TITLE = Text("证明和复核", "Proof, and how to check it")
CHANGES_TITLE = Text("规则和权重的调整", "Changes of rules and weights")


def proof(page: Page) -> Section:
    """Return what is proved, from the certificate, and the command that checks it."""
    solved = page.ctx.solved
    levels = [
        (Text("例外严重度", "Severity of exceptions"), solved.certificate.severity),
        (Text("得分", "Value in points"), solved.certificate.value),
    ]
    sentences = (severity_words(solved.certificate.severity), value_words(solved.certificate.value))
    command = f"{COMMAND} verify {shlex.quote(page.folder)}" if page.folder else ""
    body = page.fill(
        "proof",
        levels=levels,
        sentences=sentences,
        command=command,
        n_left_out=len(solved.certificate.left_out),
        groups=[_group(page, group) for group in (EXCEPTIONS, VALUE, INPUTS)],
        chart=_chart(page),
    )
    return Section("proof", TITLE, body, menu=Text("证明", "Proof"))


def changes(page: Page) -> Section:
    """Return every deviation from the defaults, with its reason."""
    rows = _group(page, CHANGES)[1]
    return Section("changes", CHANGES_TITLE, page.fill("changes", rows=rows), menu=Text("规则调整", "Rules"))


def _group(page: Page, group: Text) -> tuple[str, list[dict[str, Any]]]:
    """Return the lines of one group of the overview."""
    name = group.to(page.lang)
    return name, [row for row in page.rows(OVERVIEW) if row["group"] == name]


def _chart(page: Page) -> object:
    titles = {goal.slug: goal.title for goal in page.ctx.solved.book.goals}
    found = [(n, titles.get(slug, Text(slug, slug)).to(page.lang)) for slug, n in _points(page).items() if n > 0]
    if not found:
        return ""
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    label = Text("得分构成", "Points by goal").to(page.lang)
    points = Series("", tuple(n for n, _ in found), BLUE)
    return lying_bars("goals", label, [title for _, title in found], [points], Text("分", "points").to(page.lang))


def _points(page: Page) -> dict[str, int]:
    return page.ctx.solved.evaluation.points
