"""Who the people are, taken together: ages, levels of units, time on the road."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from solver.domain.words import ROLES, Level
from solver.report.html.charts.bars import Series, standing_bars
from solver.report.html.charts.drawing import BLUE, PALE
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.text import Text

TITLE = Text("队伍结构和车程", "Mix of people and drive time")
AGE_BANDS: tuple[tuple[int, Text], ...] = (
    (35, Text("35岁以下", "up to 35")),
    (45, Text("36–45岁", "36–45")),
    (55, Text("46–55岁", "46–55")),
    (200, Text("56岁以上", "56 and over")),
)
"""Upper end of each band, both ends within."""
DRIVE_STEP = 30


def section(page: Page) -> Section | None:
    """Return three charts; figures of fewer than all people say so."""
    members = [m for team in page.teams for m in team.people]
    if not members:
        return None
    ages = [(page.ctx.age(m.person), m.role) for m in members]
    bands = [Counter(_band(age) for age, r in ages if r is role and age is not None) for role in ROLES]
    charts = []
    if any(bands):
        groups = [words.to(page.lang) for _, words in AGE_BANDS]
        label = Text("到岗时年龄", "Age on arrival")
        charts.append((label, _by_role(page, "ages", label, groups, [[b[i] for i in range(4)] for b in bands])))
    levels = [level for level in Level if any(page.ctx.instance.level_of(m.person) is level for m in members)]
    if levels:
        counts = [[_of_level(page, role, level) for level in levels] for role in ROLES]
        label = Text("派出单位层级", "Level of the sending unit")
        charts.append((label, _by_role(page, "levels", label, [x.label.to(page.lang) for x in levels], counts)))
    minutes = _minutes(page)
    if minutes:
        label = Text("村到县城车程(分钟)", "Drive from the village to the county seat (minutes)")
        charts.append((label, _drive(page, label, minutes)))
    women = Counter(m.person.sex.value for m in members if m.person.sex)
    body = page.fill(
        "people_mix",
        charts=charts,
        n_people=len(members),
        n_women=women["female"],
        n_sex=sum(women.values()),
        n_ages=sum(age is not None for age, _ in ages),
        median=_percentile(minutes, 50),
        far=_percentile(minutes, 90),
        n_minutes=len(minutes),
    )
    return Section("mix", TITLE, body, menu=Text("结构", "Mix"))


def _band(age: int) -> int:
    return next(i for i, (upper, _) in enumerate(AGE_BANDS) if age <= upper)


def _of_level(page: Page, role: object, level: Level) -> int:
    people = (m for team in page.teams for m in team.people if m.role is role)
    return sum(page.ctx.instance.level_of(m.person) is level for m in people)


def _minutes(page: Page) -> list[int]:
    """Minutes of every person of the plan, sorted: a village with three people counts three times."""
    return sorted(t.village.drive_min for t in page.teams for _ in t.people if t.village.drive_min is not None)


def _percentile(values: Sequence[int], percent: int) -> int | None:
    """Return the smallest value that this share of all values does not pass."""
    return values[max(0, -(-percent * len(values) // 100) - 1)] if values else None


def _by_role(page: Page, name: str, label: Text, groups: list[str], counts: list[list[int]]) -> Markup:
    series = [
        Series(role.label.to(page.lang), tuple(values), colour)
        for role, values, colour in zip(ROLES, counts, (BLUE, PALE), strict=True)
    ]
    return standing_bars(name, label.to(page.lang), groups, series, Text("人数", "people").to(page.lang))


def _drive(page: Page, label: Text, minutes: list[int]) -> Markup:
    top = minutes[-1] // DRIVE_STEP + 1
    groups = [f"{i * DRIVE_STEP}–{(i + 1) * DRIVE_STEP}" for i in range(top)]
    if top > 8:
        groups = [f"{i * DRIVE_STEP}+" if i % 2 == 0 else "" for i in range(top)]
    counts = Counter(m // DRIVE_STEP for m in minutes)
    series = [Series("", tuple(counts[i] for i in range(top)), BLUE)]
    return standing_bars("drive", label.to(page.lang), groups, series, Text("人数", "people").to(page.lang))
