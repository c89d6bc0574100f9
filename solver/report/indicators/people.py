"""Who is on post: shares of everybody whose fact the tables state."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from solver.domain.candidate import Candidate
from solver.domain.words import Expertise, Level, PartyStatus, Sex
from solver.report.indicators.indicator import Indicator, mean, share
from solver.report.indicators.subject import Subject
from solver.text import Text
from solver.units import complete_years

PEOPLE = Text("人员结构", "People")

AGRICULTURE = frozenset({Expertise.AGRONOMY, Expertise.LIVESTOCK_FORESTRY})
BANDS: tuple[tuple[str, Text, int, int], ...] = (
    ("35", Text("35岁及以下", "35 and under"), 0, 35),
    ("45", Text("36–45岁", "36–45"), 36, 45),
    ("55", Text("46–55岁", "46–55"), 46, 55),
    ("over", Text("55岁以上", "over 55"), 56, 200),
)
"""Key, name, youngest and oldest age in complete years on the on-post date."""


def people_indicators(subject: Subject) -> Iterator[Indicator]:
    """Party members, agricultural expertise, rural experience, women."""
    people = [member.person for _, member in subject.people]
    members = _share(people, lambda p: p.party_status, lambda s: s in (PartyStatus.FULL, PartyStatus.PROBATIONARY))
    yield Indicator("party", PEOPLE, Text("中共党员(含预备)占比", "Party members"), members, "share", 1)
    agri = share(sum(not AGRICULTURE.isdisjoint(p.expertise) for p in people), len(people))
    yield Indicator("agriculture", PEOPLE, Text("涉农专长占比", "Agricultural expertise"), agri, "share", 1)
    rural = share(sum(p.rural_years > 0 for p in people), len(people))
    yield Indicator("rural", PEOPLE, Text("有农村工作经历占比", "Rural experience"), rural, "share", 1)
    women = [sum(m.person.sex is Sex.FEMALE for m in team.people) for team in subject.listed if team.people]
    yield Indicator("women", PEOPLE, Text("每队女性人数", "Women in a team"), mean(women), "mean")


def level_indicators(subject: Subject) -> Iterator[Indicator]:
    """Share of each level that sends people."""
    levels = [subject.instance.level_of(member.person) for _, member in subject.people]
    stated = [level for level in levels if level is not None]
    for level in Level:
        title = Text("层级：{name}", "Level: {name}", {"name": level.label})
        yield Indicator(f"level.{level.value}", PEOPLE, title, share(stated.count(level), len(stated)), "share")


def age_indicators(subject: Subject) -> Iterator[Indicator]:
    """Share of each age band."""
    day = subject.instance.reference.on_post_date
    births = [member.person.birth for _, member in subject.people]
    ages = [complete_years(birth, day) for birth in births if birth is not None]
    for key, name, youngest, oldest in BANDS:
        n = sum(youngest <= age <= oldest for age in ages)
        title = Text("年龄：{name}", "Age: {name}", {"name": name})
        yield Indicator(f"age.{key}", PEOPLE, title, share(n, len(ages)), "share")


def _share(
    people: list[Candidate], fact: Callable[[Candidate], object], counts: Callable[[object], bool]
) -> float | None:
    stated = [found for found in map(fact, people) if found is not None]
    return share(sum(map(counts, stated)), len(stated))
