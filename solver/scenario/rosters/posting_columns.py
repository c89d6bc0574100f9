"""在岗人员表, 结对帮扶表, 回避/指定表 and 评分表: tables that join people or units to villages."""

from __future__ import annotations

from solver.domain.words import Grade, PinKind, Role
from solver.scenario.rosters.candidate_columns import PERSON
from solver.scenario.rosters.columns import NOTE, SERIAL, VILLAGE_REFERENCE, Column, Kind, Sheet

_PERSON_ID = Column(
    "person_id",
    "编号",
    "person_id",
    Kind.PERSON,
    aliases=("人员编号", "人选编号", "个人编号", "代码", "人员代码", "person"),
)
_ALIAS = Column("alias", "姓名", "alias", aliases=("姓名(化名)", "化名", "name"))
_ROLE = Column(
    "role", "角色", "role", Kind.WORD, Role, aliases=("职务角色", "驻村职务", "担任职务", "驻村角色", "岗位")
)
_APPRAISALS = ("年度考核结果", "考核结果", "近三年考核", "appraisals")

INCUMBENTS = Sheet(
    "incumbents",
    "在岗人员表",
    "incumbents",
    (
        SERIAL,
        *VILLAGE_REFERENCE,
        Column(_ROLE.key, _ROLE.zh, _ROLE.en, _ROLE.kind, _ROLE.words, _ROLE.aliases, required=True),
        *(column for column in PERSON if column.key != "appraisals"),
        Column("start", "到村时间", "start", Kind.DATE, aliases=("驻村时间", "到岗时间", "到村日期", "任期开始")),
        Column(
            "end",
            "任期届满",
            "end",
            Kind.DATE,
            aliases=("任期届满时间", "期满时间", "任期结束", "届满时间", "届满日期"),
            month_end=True,
        ),
        Column("days", "驻村天数", "days", Kind.INT, aliases=("本年驻村天数", "在村天数"), low=0),
        Column("appraisals", "年度考核", "annual_appraisals", Kind.WORDS, Grade, aliases=_APPRAISALS),
        Column(
            "final_grade",
            "期满考核",
            "final_appraisal",
            Kind.WORD,
            Grade,
            aliases=("期满考核结果", "任期考核", "grade"),
        ),
        Column("trainings", "培训次数", "trainings", Kind.INT, aliases=("参加培训次数", "培训"), low=0),
        Column(
            "wants_stay",
            "是否愿留",
            "wants_stay",
            Kind.YES_NO,
            aliases=("是否愿意留任", "本人意愿留任", "愿留", "留任意愿"),
        ),
        Column("unit_agrees", "单位意见", "unit_agrees", Kind.YES_NO, aliases=("单位是否同意", "派出单位意见")),
        Column("recalled", "是否召回", "recalled", Kind.YES_NO, aliases=("召回", "是否调整", "召回/调整")),
        Column("recall_reason", "调整原因", "recall_reason", aliases=("召回原因", "召回/调整原因")),
        Column("age", "年龄", "age", Kind.SKIP, aliases=("周岁", "年龄(岁)")),
        NOTE,
    ),
    aliases=("在岗表", "在岗人员", "现任人员表", "驻村在岗人员表", "在岗名册", "incumbent"),
)

PAIRINGS = Sheet(
    "pairings",
    "结对帮扶表",
    "pairings",
    (
        SERIAL,
        Column(
            "unit",
            "单位",
            "unit",
            Kind.UNIT,
            aliases=("单位名称", "帮扶单位", "派出单位", "结对单位", "unit_id"),
            required=True,
        ),
        VILLAGE_REFERENCE[0],
        Column(
            "county",
            "结对县",
            "county",
            aliases=(*VILLAGE_REFERENCE[1].aliases, VILLAGE_REFERENCE[1].zh, "结对帮扶县", "帮扶县", "受援县"),
            required=True,
        ),
        VILLAGE_REFERENCE[2],
        Column(
            "village", "结对村", "village", aliases=(*VILLAGE_REFERENCE[3].aliases, VILLAGE_REFERENCE[3].zh, "帮扶村")
        ),
        Column(
            "since",
            "起始年份",
            "since",
            Kind.YEAR,
            aliases=("起始年", "结对时间", "结对年份", "开始年份"),
            low=1980,
            high=2100,
        ),
        NOTE,
    ),
    aliases=("结对表", "结对关系表", "定点帮扶表", "结对帮扶", "pairing"),
)

PINS = Sheet(
    "pins",
    "回避指定表",
    "pins",
    (
        SERIAL,
        _PERSON_ID,
        _ALIAS,
        *VILLAGE_REFERENCE,
        Column(
            "kind",
            "类型",
            "kind",
            Kind.WORD,
            PinKind,
            aliases=("指定/回避", "回避/指定", "must/forbid", "性质"),
            required=True,
        ),
        _ROLE,
        Column("reason", "原因", "reason", aliases=("理由", "事由", "依据")),
    ),
    aliases=("回避/指定表", "指定回避表", "指定/回避表", "回避表", "指定表", "pin"),
)

SCORES = Sheet(
    "scores",
    "评分表",
    "scores",
    (
        SERIAL,
        _PERSON_ID,
        _ALIAS,
        *VILLAGE_REFERENCE,
        _ROLE,
        Column("points", "分数", "points", Kind.INT, aliases=("得分", "评分", "分值", "score"), required=True),
        NOTE,
    ),
    aliases=("打分表", "得分表", "评分", "双向选择表", "score"),
)
