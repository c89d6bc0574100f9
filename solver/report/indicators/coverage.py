"""Which villages and posts are served, which exceptions that takes, and what the plan is worth."""

from __future__ import annotations

from collections.abc import Iterator

from solver.domain.words import ROLES, Role, VillageType
from solver.report.exception_list import matter_title
from solver.report.indicators.indicator import Indicator, share
from solver.report.indicators.subject import Subject
from solver.report.totals import by_rule, filling
from solver.text import Text

COVERAGE = Text("覆盖", "Coverage")
EXCEPTIONS = Text("例外", "Exceptions")
VALUE = Text("得分", "Value")


def value_indicators(subject: Subject) -> Iterator[Indicator]:
    """Severity, value, and people sent."""
    severity = subject.evaluation.severity
    yield Indicator("severity", VALUE, Text("例外严重度", "Severity of exceptions"), severity, better=-1)
    value = subject.evaluation.value if subject.sends else None
    yield Indicator("value", VALUE, Text("新派人员得分", "Value of the people sent"), value, better=1)
    whole = sum(subject.village_points.values())
    yield Indicator("points", VALUE, Text("全部在岗人员得分", "Points of everybody on post"), whole, better=1)
    yield Indicator("sent", VALUE, Text("新派人数", "People sent"), len(subject.plan.assignments))
    yield Indicator("on_post", VALUE, Text("在岗总人数", "People on post"), len(subject.people), better=1)


def coverage_indicators(subject: Subject) -> Iterator[Indicator]:
    """Villages with a first secretary, by type; posts filled; first secretaries who may not be one."""
    teams = subject.plan.teams
    groups = [("all", Text("选派村", "listed villages"), subject.listed)]
    groups += [(t.value, t.label, tuple(team for team in teams if t in team.village.types)) for t in VillageType]
    groups.append(
        ("key_county", Text("重点帮扶县的村", "key counties"), tuple(t for t in teams if t.village.key_county))
    )
    for key, name, of_group in groups:
        led = sum(bool(team.of_role(Role.FIRST_SECRETARY)) for team in of_group)
        title = Text("有第一书记：{name}", "With a first secretary: {name}", {"name": name})
        yield Indicator(f"coverage.{key}", COVERAGE, title, share(led, len(of_group)), "share", 1)
    posts = [filling(subject.plan, role) for role in ROLES]
    filled = share(sum(of_role.filled for of_role in posts), sum(of_role.planned for of_role in posts))
    yield Indicator("filled", COVERAGE, Text("岗位到位率", "Posts filled"), filled, "share", 1)
    unserved = sum(not team.people for team in subject.listed)
    title = Text("无人在岗的选派村", "Listed villages with nobody")
    yield Indicator("unserved", COVERAGE, title, unserved, better=-1)
    illegal = sum(violation.rule in LEGAL for violation in subject.evaluation.hard)
    title = Text("第一书记不合法定条件", "First secretaries against the law")
    yield Indicator("illegal", COVERAGE, title, illegal if subject.sends else None, better=-1)


LEGAL = frozenset({"party_full_member", "party_standing", "work_experience", "vetting_gates", "source_category"})
"""Rules on who may be first secretary (E5, E6, E7, E9, E14)."""


def exception_indicators(subject: Subject) -> Iterator[Indicator]:
    """Exceptions to sign, in all and rule by rule."""
    found = (*subject.stage1, *subject.evaluation.exceptions)
    yield Indicator("exceptions", EXCEPTIONS, Text("例外项数", "Exceptions"), len(found), better=-1)
    for slug, number, _ in by_rule(found):
        yield Indicator(f"exceptions.{slug}", EXCEPTIONS, matter_title(slug), number, better=-1)
