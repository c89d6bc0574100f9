"""What the committee reads first: posts filled, exceptions, and how far the plan can be from the best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solver.domain.plan import Team
from solver.domain.words import Mode, Role
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.wording import DRAFT_NOTE, INTERRUPTED_NOTE, percent_up, severity_words, value_words
from solver.text import Text

LOOSE_PERCENT = 1
"""Gap of the value above which the headline does not call it good."""

TITLE = Text("总体情况", "Headline")


@dataclass(frozen=True)
class Card:
    """One large figure.

    Attributes
    ----------
    share
        Part of the whole in percent, drawn as a bar; ``None`` draws none.
    tone
        ``good``, ``warn`` or ``bad``.
    """

    name: Text
    figure: str
    remark: Text
    tone: str
    share: int | None = None
    link: str = ""


def section(page: Page) -> Section:
    """Return the headline."""
    ctx, certificate = page.ctx, page.ctx.solved.certificate
    notes = [DRAFT_NOTE] if ctx.reference.mode == "draft" else []
    notes += [INTERRUPTED_NOTE] if ctx.solved.status == "interrupted" else []
    proofs = (severity_words(certificate.severity), value_words(certificate.value))
    body = page.fill("headline", cards=tuple(_cards(page)), notes=notes, proofs=proofs, whole=page.county is None)
    return Section("headline", TITLE, body)


def n_exceptions(page: Page) -> int:
    """Exceptions to sign that the page lists."""
    from solver.report.html.sections.exceptions import exception_rows

    return len(exception_rows(page))


def filling(teams: tuple[Team, ...], role: Role) -> tuple[int, int]:
    """Return posts held and planned; what one village has above its plan does not make up for another."""
    held = planned = 0
    for team in teams:
        if team.post.mode is Mode.NONE:
            continue
        wanted = int(team.post.wants_first_secretary) if role is Role.FIRST_SECRETARY else team.post.members_target
        planned += wanted
        held += min(wanted, len(team.of_role(role)))
    return held, planned


def _cards(page: Page) -> Iterator[Card]:
    listed = [team for team in page.teams if team.post.mode is not Mode.NONE]
    nobody = sum(not team.people for team in listed)
    new = sum(not m.incumbent for team in page.teams for m in team.people)
    stay = sum(m.incumbent for team in page.teams for m in team.people)
    yield Card(
        Text("选派村", "Villages served"),
        f"{len(listed) - nobody}/{len(listed)}",
        Text(
            "共{all}个村；新派{new}人，留任{stay}人",
            "of {all} villages; {new} people new, {stay} staying",
            {"all": len(page.teams), "new": new, "stay": stay},
        ),
        "good" if not nobody else "bad",
        _share(len(listed) - nobody, len(listed)),
        "#counties" if page.index else "#villages",
    )
    for role, name in (
        (Role.FIRST_SECRETARY, Text("第一书记", "First secretaries")),
        (Role.MEMBER, Text("工作队员", "Team members")),
    ):
        held, planned = filling(page.teams, role)
        short = Text("缺{n}名", "{n} short", {"n": planned - held})
        remark = short if held < planned else Text("计划岗位全部配齐", "all planned posts filled")
        yield Card(name, f"{held}/{planned}", remark, "good" if held == planned else "bad", _share(held, planned))
    yield _exceptions(page)
    level = page.ctx.solved.certificate.value
    left = level.best_bound - level.reached
    yield Card(
        Text("离最优", "From the best"),
        Text("已证最优", "proved best").to(page.lang) if not left else f"≤ {percent_up(left, level.reached)}",
        Text("例外不加重时，得分{n}分", "{n} points, exceptions kept as light", {"n": f"{level.reached:,}"}),
        "good" if left * 100 <= LOOSE_PERCENT * abs(level.reached) else "warn",
        link="#proof",
    )


def _exceptions(page: Page) -> Card:
    n, level = n_exceptions(page), page.ctx.solved.certificate.severity
    lightest = level.best_bound == level.reached
    return Card(
        Text("例外须签字", "Exceptions to sign"),
        str(n),
        Text("已证明不能更轻", "proved: none lighter")
        if lightest
        else Text("未证明最轻", "not proved to be the lightest"),
        "warn" if n else "good",
        link="#exceptions" if n and not page.index else "",
    )


def _share(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 100
