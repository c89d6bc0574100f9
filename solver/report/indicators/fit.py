"""How well people fit what villages need, and how evenly that is spread."""

from __future__ import annotations

from collections.abc import Iterator

from solver.domain.needs import duty_of, serves
from solver.domain.plan import Team
from solver.domain.words import NEED_ITEMS, VillageType
from solver.report.indicators.indicator import Indicator, gini, mean, quantile, share
from solver.report.indicators.subject import Subject
from solver.text import Text

FIT = Text("匹配", "Fit")
EQUITY = Text("公平", "Equity")


def fit_indicators(subject: Subject) -> Iterator[Indicator]:
    """Need served by a person: mean, P10 and least, of all, by type of village and for key counties."""
    groups: list[tuple[str, object, tuple[Team, ...]]] = [("all", Text("全部", "all"), subject.plan.teams)]
    for t in VillageType:
        groups.append((t.value, t.label, tuple(team for team in subject.plan.teams if t in team.village.types)))
    key_county = tuple(team for team in subject.plan.teams if team.village.key_county)
    groups.append(("key_county", Text("重点帮扶县", "key counties"), key_county))
    for key, name, teams in groups:
        fits = [fit for team in teams for fit in subject.fits[team.village.village_id]]
        values: dict[str, object] = {"name": name}
        title = Text("人均满足需求(级)，平均：{name}", "Need served by a person, mean: {name}", values)
        yield Indicator(f"fit.{key}.mean", FIT, title, mean(fits), "mean", 1)
        title = Text("人均满足需求(级)，后10%分位：{name}", "Need served by a person, P10: {name}", values)
        yield Indicator(f"fit.{key}.p10", FIT, title, quantile(fits, 0.1), "count", 1)
        title = Text("人均满足需求(级)，最低：{name}", "Need served by a person, least: {name}", values)
        yield Indicator(f"fit.{key}.least", FIT, title, min(fits, default=None), "count", 1)


def need_indicators(subject: Subject) -> Iterator[Indicator]:
    """Primary needs that somebody serves, and duties covered by a team, of four."""
    named = [team for team in subject.listed if team.village.primary_need]
    met = sum(any(serves(m.person.expertise, team.village.primary_need) for m in team.people) for team in named)
    title = Text("首要需求有人承担", "Primary need covered")
    yield Indicator("primary_need", FIT, title, share(met, len(named)), "share", 1)
    covered = [len(_duties(team)) for team in subject.listed]
    title = Text("每村覆盖职责(共4项)", "Duties covered by a team (of 4)")
    yield Indicator("duties", FIT, title, mean(covered), "mean", 1)


def _duties(team: Team) -> set[int]:
    return {duty_of(item) for item in NEED_ITEMS if any(serves(m.person.expertise, item) for m in team.people)}


def equity_indicators(subject: Subject) -> Iterator[Indicator]:
    """Points for each planned post, village by village: Gini, P10 and the village worst off."""
    each = [subject.village_points[t.village.village_id] / (1 + t.post.members_target) for t in subject.listed]
    yield Indicator(
        "equity.mean", EQUITY, Text("每岗位得分：各村平均", "Points a post: mean of villages"), mean(each), "mean", 1
    )
    yield Indicator("equity.gini", EQUITY, Text("每岗位得分：基尼系数", "Points a post: Gini"), gini(each), "ratio", -1)
    title = Text("每岗位得分：后10%分位的村", "Points a post: P10 of villages")
    yield Indicator("equity.p10", EQUITY, title, quantile(each, 0.1), "mean", 1)
    title = Text("每岗位得分：最低的村", "Points a post: village worst off")
    yield Indicator("equity.worst", EQUITY, title, min(each, default=None), "mean", 1)
