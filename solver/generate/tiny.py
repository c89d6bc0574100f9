"""The tiny round, made by hand: 4 villages, 12 nominees, 2 incumbents who stay; its plan can be worked out on paper.

========  =================  ======  ==============  ==========================  =====================
village   type, task         posts   staying         needs (all others are 0)    primary need
========  =================  ======  ==============  ==========================  =====================
V001      lifted, heavy      1 + 3   nobody          D2a 1, D2b 3                D2b industry
V002      resettlement       1 + 3   1st secretary   D4a 3, D4b 1, D4c 2         D4a policies, visits
V003      weak               1       nobody          D1a 1, D1b 3, D1c 2         D1b two committees
V004      lifted, light      1 + 2   1 member        D2c 3, D3c 2                D2c construction
========  =================  ======  ==============  ==========================  =====================

12 posts - 2 staying = 10 open posts: 3 first secretaries and 3 + 3 + 0 + 1 = 7 members. Of the 12 nominees one cannot
be first secretary (eight months of Party standing) and one failed the vetting: 3 + 7 are left, as many as needed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from solver.domain.candidate import Candidate, Place
from solver.domain.posting import Incumbent
from solver.domain.village import Unit, Village
from solver.domain.words import (
    NEED_ITEMS,
    Category,
    Education,
    Expertise,
    Gate,
    Grade,
    Health,
    Level,
    Mode,
    PartyStatus,
    Role,
    Route,
    Sex,
    State,
    TaskWeight,
    VillageType,
)
from solver.generate.draw import Draw
from solver.generate.generated import Generated
from solver.generate.names import alias
from solver.generate.scenario_text import scenario_of
from solver.generate.sizes import TINY

COUNTY = "砚溪县"
_TOWN = "柳坪镇"
_FS, _M = Role.FIRST_SECRETARY, Role.MEMBER

_UNITS: tuple[tuple[str, str, int, int, int], ...] = (
    ("农业农村局", "农业农村", 60, 1, 1),
    ("组织部", "党群", 25, 1, 0),
    ("水利局", "城建交通水利", 50, 1, 0),
    ("公安局", "公安", 200, 1, 1),
    ("商务局", "经济", 30, 0, 1),
    ("财政局", "财税金融", 45, 0, 2),
    ("教育局", "教育", 300, 0, 1),
    ("人民医院", "卫生健康", 250, 0, 1),
    ("人力资源和社会保障局", "民政人社", 55, 0, 1),
)
"""Unit, sector, staff, quota of first secretaries, quota of members: as many as are nominated."""

_PEOPLE: tuple[tuple[Role, str, Expertise, str, Sex], ...] = (
    (_FS, "农业农村局", Expertise.AGRONOMY, "1984-03", Sex.MALE),
    (_FS, "组织部", Expertise.PARTY_AFFAIRS, "1988-09", Sex.FEMALE),
    (_FS, "水利局", Expertise.ENGINEERING, "1986-11", Sex.MALE),
    (_FS, "公安局", Expertise.LAW, "1990-05", Sex.MALE),
    (_M, "农业农村局", Expertise.AGRONOMY, "1993-06", Sex.MALE),
    (_M, "商务局", Expertise.ECONOMY_TRADE, "1991-02", Sex.FEMALE),
    (_M, "财政局", Expertise.FINANCE, "1979-08", Sex.MALE),
    (_M, "教育局", Expertise.EDUCATION, "1995-01", Sex.FEMALE),
    (_M, "人民医院", Expertise.HEALTH, "1987-12", Sex.MALE),
    (_M, "人力资源和社会保障局", Expertise.SOCIAL_SECURITY, "1981-07", Sex.MALE),
    (_M, "公安局", Expertise.LAW, "1989-04", Sex.MALE),
    (_M, "财政局", Expertise.FINANCE, "1992-10", Sex.MALE),
)


def draw_tiny(seed: int) -> Generated:
    """Return the tiny round; the seed only changes the surnames."""
    draw = Draw(seed, TINY)
    people = [_person(draw, number, *facts) for number, facts in enumerate(_PEOPLE, 1)]
    # P0004: full member since October 2024, eight months before the on-post date of June 2025
    people[3] = replace(people[3], full_member_since=date(2024, 10, 1))
    people[11] = replace(people[11], vetting=(Gate.PASS, Gate.PASS, Gate.PASS, Gate.PASS, Gate.FAIL))
    return Generated(
        name=TINY,
        seed=seed,
        villages=_villages(),
        candidates=tuple(people),
        units=tuple(
            Unit(
                unit_id=COUNTY + name,
                level=Level.COUNTY,
                county=COUNTY,
                sector=sector,
                staff=staff,
                already_out=int(name in ("教育局", "财政局")),
                quota_first_secretary=leaders,
                quota_member=members,
                max_villages=3,
            )
            for name, sector, staff, leaders, members in _UNITS
        ),
        incumbents=tuple(_incumbents(draw)),
        pairings=(),
        pins=(),
        scores=(),
        scenario=scenario_of(TINY, seed, COUNTY, first_secretaries=4, members=8),
    )


def _villages() -> tuple[Village, ...]:
    """Return the four villages."""
    rows = (
        ("上桐村", {VillageType.LIFTED}, TaskWeight.HEAVY, {"D2a": 1, "D2b": 3}, Expertise.AGRONOMY, 3, "农业农村局"),
        ("安和社区", {VillageType.RESETTLEMENT}, TaskWeight.NORMAL, {"D4a": 3, "D4b": 1, "D4c": 2}, None, 3, "教育局"),
        ("石湾村", {VillageType.WEAK}, TaskWeight.NORMAL, {"D1a": 1, "D1b": 3, "D1c": 2}, None, 0, "组织部"),
        ("双溪村", {VillageType.LIFTED}, TaskWeight.LIGHT, {"D2c": 3, "D3c": 2}, None, 2, "水利局"),
    )
    return tuple(
        Village(
            village_id=f"A01V{number:03d}",
            prefecture="砚州市",
            county=COUNTY,
            township=_TOWN,
            name=name,
            types=frozenset(types),
            task_weight=weight,
            weak_since=2024 if VillageType.WEAK in types else None,
            households=400 + 10 * number,
            population=1600 + 40 * number,
            lifted_households=120 if VillageType.LIFTED in types else 0,
            monitored_households=6 + number,
            party_members=40 + number,
            committee_size=6,
            collective_income=8.0 + 2 * number,
            main_industry="茶叶",
            primary_need=next(item for item, need in needs.items() if need == 3),
            needs=tuple(needs.get(item, 0) for item in NEED_ITEMS),
            wanted_expertise=(wanted,) if wanted else (),
            km=10.0 * number,
            drive_min=20 * number,
            beds=5,
            demanded_mode=Mode.TEAM if members else Mode.FIRST_SECRETARY_ONLY,
            demanded_members=members,
            lead_unit=COUNTY + unit,
            assisted=True,
        )
        for number, (name, types, weight, needs, wanted, members, unit) in enumerate(rows, 1)
    )


def _person(draw: Draw, number: int, role: Role, unit: str, expertise: Expertise, born: str, sex: Sex) -> Candidate:
    """Return a nominee whom nothing bars."""
    year, month = (int(part) for part in born.split("-"))
    leads = role is _FS
    return Candidate(
        person_id=f"A01P{number:04d}",
        alias=alias(draw, number),
        sex=sex,
        birth=date(year, month, 1),
        home=Place("蘅芜县"),
        party_status=PartyStatus.FULL if leads or number % 2 else PartyStatus.NONE,
        full_member_since=date(year + 26, 7, 1) if leads or number % 2 else None,
        work_start=date(year + 23, 7, 1),
        education=Education.BACHELOR,
        expertise=(expertise,),
        unit_id=COUNTY + unit,
        post_rank="四级主任科员" if leads else "科员",
        level=Level.COUNTY,
        category=Category.CIVIL_SERVANT,
        roles=frozenset({role}),
        route=Route.ORGANISATION,
        health=Health.OK,
        appraisals=(Grade.COMPETENT,) * 3,
        vetting=(Gate.PASS,) * 5,
        state=State.FILED,
        retire=date(year + (55 if sex is Sex.FEMALE else 60), month, 1),
    )


def _incumbents(draw: Draw) -> list[Incumbent]:
    """Return the two who stay: the first secretary of V002 and a member of V004; neither serves a need there."""
    posts = (
        (2001, _FS, "教育局", Expertise.PARTY_AFFAIRS, "A01V002"),
        (2002, _M, "财政局", Expertise.FINANCE, "A01V004"),
    )
    return [
        Incumbent(
            replace(
                _person(draw, number, role, unit, expertise, "1985-05", Sex.MALE),
                route=None,
                vetting=(),
                state=None,
                appraisals=(Grade.COMPETENT,),
                terms_served=1,
            ),
            village_id,
            role,
            start=date(2024, 6, 1),
            end=date(2026, 6, 1),
            days=220,
            trainings=1,
        )
        for number, role, unit, expertise, village_id in posts
    ]
