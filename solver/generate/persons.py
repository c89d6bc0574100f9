"""People: age, Party, schooling, expertise and the rest, dealt so that shares of a table come out as wanted (C.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from solver.domain.candidate import Candidate, Place
from solver.domain.words import Category, Education, Expertise, Grade, Health, Level, PartyStatus, Sex
from solver.generate.draw import Draw
from solver.generate.names import LANGUAGES, OTHER_COUNTIES, alias
from solver.generate.setting import REFERENCE, Setting
from solver.generate.unit_list import SendingUnit
from solver.units import add_months


@dataclass(frozen=True)
class Slot:
    """A person to be drawn: from which unit, and whether he or she can lead."""

    unit: SendingUnit
    leads: bool


_MINOR: dict[Expertise, float] = {
    Expertise.PARTY_AFFAIRS: 0.28,
    Expertise.PROPAGANDA: 0.15,
    Expertise.FINANCE: 0.09,
    Expertise.ECONOMY_TRADE: 0.09,
    Expertise.TOURISM: 0.06,
    Expertise.CIVIL_AFFAIRS: 0.11,
    Expertise.SOCIAL_SECURITY: 0.07,
    Expertise.LAW: 0.05,
    Expertise.ECOLOGY: 0.04,
    Expertise.ENGINEERING: 0.03,
    Expertise.EDUCATION: 0.02,
    Expertise.AGRONOMY: 0.01,
}
_MAJORS: dict[Expertise, tuple[str, str]] = {
    Expertise.PARTY_AFFAIRS: ("马克思主义理论", "行政管理"),
    Expertise.PROPAGANDA: ("汉语言文学", "新闻学"),
    Expertise.AGRONOMY: ("农学", "植物保护"),
    Expertise.LIVESTOCK_FORESTRY: ("动物医学", "林学"),
    Expertise.ECONOMY_TRADE: ("工商管理", "国际经济与贸易"),
    Expertise.FINANCE: ("会计学", "金融学"),
    Expertise.TOURISM: ("旅游管理", "电子商务"),
    Expertise.ENGINEERING: ("土木工程", "水利水电工程"),
    Expertise.ECOLOGY: ("环境工程", "地理信息科学"),
    Expertise.LAW: ("法学", "侦查学"),
    Expertise.CIVIL_AFFAIRS: ("社会工作", "公共事业管理"),
    Expertise.EDUCATION: ("教育学", "数学与应用数学"),
    Expertise.HEALTH: ("临床医学", "护理学"),
    Expertise.SOCIAL_SECURITY: ("劳动与社会保障", "人力资源管理"),
}
_RANKS: dict[Category, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Category.CIVIL_SERVANT: (("副科级", "四级主任科员", "三级主任科员", "一级科员"), ("一级科员", "科员", "办事员")),
    Category.INSTITUTION: (("中级职称", "七级职员", "副高级职称"), ("初级职称", "中级职称", "九级职员")),
    Category.ENTERPRISE: (("部门副经理", "部门经理"), ("业务主管", "业务员")),
    Category.STEPPED_DOWN: (("原正科级", "原副科级"), ("原副科级",)),
}


_MEMBER_STATUS = {PartyStatus.FULL: 0.70, PartyStatus.PROBATIONARY: 0.05, PartyStatus.NONE: 0.25}
_LEADER_SCHOOLING = {
    Education.MASTER: 0.18,
    Education.BACHELOR: 0.73,
    Education.COLLEGE: 0.08,
    Education.SECONDARY: 0.01,
}
_SCHOOLING = {
    Education.MASTER: 0.07,
    Education.BACHELOR: 0.59,
    Education.COLLEGE: 0.29,
    Education.SECONDARY: 0.05,
}


def draw_people(draw: Draw, setting: Setting, slots: Sequence[Slot], first_number: int) -> list[Candidate]:
    """Draw one person a slot; numbers of IDs and aliases run on from ``first_number``.

    Dates are first days of months, as personnel files have months only. Everybody drawn here is fit to be posted; what
    bars some of them is added by the table they stand in.
    """
    n = len(slots)
    leaders = sum(slot.leads for slot in slots)
    sexes = iter(draw.deal({Sex.FEMALE: 0.25, Sex.MALE: 0.75}, n))
    bands = iter(draw.deal({(25, 35): 0.45, (36, 45): 0.30, (46, 58): 0.25}, n - leaders))
    statuses = iter(draw.deal(_MEMBER_STATUS, n - leaders))
    schooling = {True: iter(draw.deal(_LEADER_SCHOOLING, leaders)), False: iter(draw.deal(_SCHOOLING, n - leaders))}
    rural = iter(draw.deal({True: 0.35, False: 0.65}, n))
    hardship = iter(draw.deal({True: 0.06, False: 0.94}, n))
    minor = iter(draw.deal({0: 0.38, 1: 0.44, 2: 0.18}, n))
    people = []
    for i, slot in enumerate(slots):
        age = draw.triangular(28, 38, 50) if slot.leads else draw.uniform(*_shift(next(bands)))
        education = next(schooling[slot.leads])
        person = Candidate(
            person_id=f"{setting.code}P{first_number + i:04d}",
            alias=alias(draw, setting.alias_base + first_number + i),
            sex=next(sexes),
            party_status=PartyStatus.FULL if slot.leads else next(statuses),
            education=education,
            expertise=_expertise(draw, slot.unit, next(minor)),
            unit_id=slot.unit.name,
            level=slot.unit.level,
            category=draw.weighted(slot.unit.sector.category),
            rural_years=draw.integer(1, 8) if next(rural) else 0,
            health=Health.OK,
            hardship=next(hardship),
            home=_home(draw, setting, slot.unit),
            languages=_languages(draw, slot.unit),
            appraisals=tuple(
                draw.weighted({Grade.EXCELLENT: 0.22, Grade.COMPETENT: 0.76, Grade.BASIC: 0.02}) for _ in "abc"
            ),
        )
        people.append(_with_career(draw, person, age, slot.leads))
    return people


def _shift(band: tuple[int, int]) -> tuple[float, float]:
    """Return the ages of a band, both years included, as limits of a uniform draw."""
    return band[0] + 0.1, band[1] + 0.9


def _with_career(draw: Draw, person: Candidate, age: float, leads: bool) -> Candidate:
    """Add the dates of a life: birth, work, Party, retirement; and rank and major."""
    birth = add_months(REFERENCE.reference_date, -round(age * 12)).replace(day=1)
    schooling = {"secondary": 19, "college": 21, "bachelor": 22, "master": 25}[str(person.education)]
    work = max(schooling, min(draw.normal(schooling + 1.2, 1.2), age - 2.6))
    since = None
    if person.party_status is PartyStatus.FULL:
        joined = max(20.0, min(draw.normal(27, 4), age - 1.8))
        since = add_months(birth, round(joined * 12))
    retires_early = person.sex is Sex.FEMALE and age < 54.5
    category = person.category
    if age > 52 and person.level is Level.COUNTY and category is Category.CIVIL_SERVANT and draw.chance(0.75):
        category = Category.STEPPED_DOWN
    ranks = _RANKS[category or Category.CIVIL_SERVANT][0 if leads or age > 42 else 1]
    return replace(
        person,
        birth=birth,
        work_start=add_months(birth, round(work * 12)),
        full_member_since=since,
        retire=add_months(birth, (55 if retires_early else 60) * 12),
        category=category,
        post_rank=draw.pick(ranks),
        major=draw.pick(_MAJORS[person.expertise[0]]),
    )


def _expertise(draw: Draw, unit: SendingUnit, minor: int) -> tuple[Expertise, ...]:
    """Return one main expertise from the unit's function and 0-2 others."""
    result = [draw.weighted(unit.sector.expertise)]
    while len(result) <= minor:
        other = draw.weighted(_MINOR)
        if other not in result:
            result.append(other)
    return tuple(result)


def _home(draw: Draw, setting: Setting, unit: SendingUnit) -> Place:
    """Return the declared home: a village or township of the county for most local people, another county else."""
    local = {Level.TOWNSHIP: 0.85, Level.COUNTY: 0.78}.get(unit.level, 0.12)
    if not draw.chance(local):
        return Place(draw.pick(OTHER_COUNTIES))
    township = draw.pick(setting.townships)
    # one in five names the village, and then it may be one that is planned for
    return Place(setting.county, township.name, draw.pick(township.villages) if draw.chance(0.2) else "")


def _languages(draw: Draw, unit: SendingUnit) -> tuple[str, ...]:
    """Return the local speeches known: each by about four in ten local people, by few from above."""
    share = 0.42 if unit.level in (Level.COUNTY, Level.TOWNSHIP) else 0.08
    return tuple(language for language in LANGUAGES if draw.chance(share))


def years_before(years: float) -> date:
    """Return the first of the month this many years before the on-post date."""
    return add_months(REFERENCE.on_post_date, -round(years * 12)).replace(day=1)
