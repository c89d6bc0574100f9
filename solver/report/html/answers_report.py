"""A page of answers about a plan alone, in the look of its report."""

from __future__ import annotations

from dataclasses import replace

from solver.report.html.page import Page
from solver.report.html.plan_report import badges_of, subtitle_of, title_of
from solver.report.html.render import document
from solver.report.html.section import Section
from solver.report.html.sections.why import groups_of
from solver.report.wording import DRAFT_NOTE, severity_words, value_words
from solver.text import Text

TITLE = Text("{title} · 问答", "{title} · answers")
PLAN = Text("所问的方案", "The plan asked about")


def answers_html(page: Page) -> str:
    """Return a page that holds the answers of ``page`` and what is proved of its plan."""
    page = replace(page, only_answers=True)
    certificate = page.ctx.solved.certificate
    proofs = (severity_words(certificate.severity), value_words(certificate.value))
    notes = [DRAFT_NOTE] if page.ctx.reference.mode == "draft" else []
    levels = (certificate.severity.reached, certificate.value.reached)
    sections = [Section("plan", PLAN, page.fill("answers_head", proofs=proofs, notes=notes, levels=levels))]
    sections += [
        Section(group.kind, group.title, page.fill("why", groups=[group], headings=False, command=""))
        for group in groups_of(page)
    ]
    title = TITLE.with_values(title=title_of(page)).to(page.lang)
    return document(page.lang, title, subtitle_of(page), badges_of(page), sections)
