"""人选花名册: one row per nominee. The facts about the person are shared with the 在岗人员表."""

from __future__ import annotations

from solver.domain.words import (
    Category,
    Education,
    Expertise,
    Gate,
    Grade,
    Health,
    Level,
    PartyStatus,
    Role,
    Route,
    Sex,
    State,
)
from solver.scenario.rosters.columns import NOTE, SERIAL, Column, Kind, Sheet
from solver.text import Text

GATES = Text("联审", "joint vetting")
GATE_NAMES: tuple[Text, ...] = (
    Text("政治", "politics"),
    Text("品行", "character"),
    Text("能力", "ability"),
    Text("作风", "style"),
    Text("廉洁", "integrity"),
)
"""The five gates of E14, in the order of ``Candidate.vetting``."""


def _gate(number: int) -> Column:
    name = GATE_NAMES[number - 1]
    names = (f"{name.zh}关", f"联审{name.zh}", f"{name.zh}审查", name.en, f"vet_{name.en}")
    return Column(f"vet_{number}", name.zh, f"vet_{number}", Kind.WORD, Gate, aliases=names, group=GATES)


def _month(key: str, zh: str, en: str, *aliases: str) -> Column:
    return Column(key, zh, en, Kind.DATE, aliases=aliases, by_month=True)


PERSON = (
    Column("alias", "姓名", "alias", aliases=("姓名(化名)", "化名", "name", "人选姓名")),
    Column(
        "person_id",
        "编号",
        "person_id",
        aliases=("人员编号", "人选编号", "个人编号", "代码", "人员代码", "person code", "code"),
    ),
    Column("sex", "性别", "sex", Kind.WORD, Sex, aliases=("gender",)),
    _month("birth", "出生年月", "birth_ym", "出生日期", "出生时间", "出生", "birth date", "date of birth"),
    Column(
        "home",
        "籍贯/家庭所在乡镇村",
        "home_place",
        Kind.PLACE,
        aliases=("籍贯", "家庭所在地", "家庭所在乡镇村", "籍贯/家庭所在地", "家庭住址", "住址", "home"),
    ),
    Column("party_status", "政治面貌", "party_status", Kind.WORD, PartyStatus, aliases=("面貌", "party")),
    _month("full_member_since", "转正时间", "full_member_ym", "入党转正时间", "转正日期", "党员转正时间", "转正年月"),
    _month("work_start", "参加工作时间", "work_start_ym", "参加工作", "工作时间", "参加工作年月", "参工时间"),
    Column("education", "学历", "education", Kind.WORD, Education, aliases=("文化程度", "最高学历", "学历学位")),
    Column("major", "专业", "major", aliases=("所学专业", "毕业专业")),
    Column("expertise", "专长", "expertise", Kind.WORDS, Expertise, aliases=("特长", "专业专长", "专业技术特长")),
    Column("unit", "单位", "unit", Kind.UNIT, aliases=("单位名称", "工作单位", "派出单位", "所在单位", "unit_id")),
    Column("post_rank", "职务职级", "post_rank", aliases=("职务", "职级", "职务/职级", "现任职务")),
    Column(
        "level",
        "单位层级",
        "level",
        Kind.WORD,
        Level,
        aliases=("层级", "单位层级(中央/省/市/县/乡)", "级别", "所属层级"),
    ),
    Column(
        "category",
        "人员类别",
        "category",
        Kind.WORD,
        Category,
        aliases=("人员类别(公务员/事业/国企/退出领导岗位)", "身份", "人员身份", "类别"),
    ),
    Column(
        "rural_years",
        "农村工作经历(年)",
        "rural_years",
        Kind.INT,
        aliases=("农村工作经历", "农村工作年限", "基层工作年限"),
        low=0,
        high=60,
    ),
    Column("languages", "语言", "languages", Kind.TEXTS, aliases=("掌握语言", "方言", "语言能力", "language")),
    Column("health", "健康", "health", Kind.WORD, Health, aliases=("健康状况", "身体状况", "健康情况")),
    Column(
        "hardship", "家庭困难", "hardship", Kind.YES_NO, aliases=("家庭困难(是/否)", "是否家庭困难", "家庭特殊困难")
    ),
    Column(
        "appraisals",
        "近三年考核",
        "appraisals",
        Kind.WORDS,
        Grade,
        aliases=("近三年考核结果", "近三年年度考核", "考核结果", "考核等次", "近3年考核"),
    ),
    _month("retire", "预计退休", "retire_ym", "预计退休时间", "退休时间", "预计退休年月"),
    Column("spouse", "配偶编号", "spouse_id", Kind.PERSON, aliases=("配偶", "配偶(编号)", "spouse")),
    Column(
        "terms_served",
        "已驻村届数",
        "terms_served",
        Kind.INT,
        aliases=("驻村届数", "已任届数", "terms"),
        low=0,
        high=20,
    ),
)
"""Facts about a person, whether nominee or incumbent."""

_AGE = Column("age", "年龄", "age", Kind.SKIP, aliases=("周岁", "年龄(周岁)", "年龄(岁)"))

CANDIDATES = Sheet(
    "candidates",
    "人选花名册",
    "candidates",
    (
        SERIAL,
        *PERSON,
        Column(
            "role_ok",
            "拟任",
            "role_ok",
            Kind.WORDS,
            Role,
            aliases=("拟任(第一书记/队员/均可)", "拟任职务", "拟任角色", "拟派角色", "roles", "role"),
            required=True,
        ),
        Column("route", "报名方式", "route", Kind.WORD, Route, aliases=("推荐方式", "产生方式")),
        Column("wish", "意愿县/乡", "wish", Kind.PLACES, aliases=("意愿", "意愿地", "意愿县乡", "意愿去向", "wishes")),
        Column(
            "avoid_list",
            "不可派(回避)",
            "avoid_list",
            Kind.VILLAGES,
            aliases=("不可派", "回避", "回避村", "不可派村", "avoid"),
        ),
        *(_gate(number) for number in range(1, 6)),
        Column(
            "state",
            "提名/备案/研究确定",
            "state",
            Kind.WORD,
            State,
            aliases=("状态", "提名状态", "审批状态", "进度", "程序", "status"),
        ),
        Column(
            "available_from", "可到岗时间", "available_from", Kind.DATE, aliases=("到岗时间", "可到岗日期", "最早到岗")
        ),
        Column(
            "last_term_end",
            "上次驻村结束",
            "last_term_end",
            Kind.DATE,
            aliases=("上次驻村结束时间", "上一轮驻村结束", "上轮驻村期满"),
            month_end=True,
        ),
        _AGE,
        NOTE,
    ),
    aliases=("花名册", "人选名册", "人选表", "推荐人选花名册", "人选", "candidate"),
    required=True,
)
