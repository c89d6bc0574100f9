"""派出单位名额表: one row per sending unit."""

from __future__ import annotations

from solver.domain.words import Level
from solver.scenario.rosters.columns import NOTE, SERIAL, Column, Kind, Sheet
from solver.text import Text

_QUOTA = Text("本轮名额", "quota of this round")

UNITS = Sheet(
    "units",
    "派出单位名额表",
    "units",
    (
        SERIAL,
        Column("unit", "单位", "unit", aliases=("单位名称", "派出单位", "unit name", "name", "unit_id"), required=True),
        Column(
            "short_names",
            "简称",
            "short_name",
            Kind.TEXTS,
            aliases=("单位简称", "abbreviation", "short name", "aliases"),
        ),
        Column("code", "单位编码", "unit_code", aliases=("单位代码", "单位编号", "code")),
        Column("level", "层级", "level", Kind.WORD, Level, aliases=("单位层级", "级别", "单位层级(中央/省/市/县/乡)")),
        Column("prefecture", "市州", "prefecture", aliases=("市", "地市", "市(州)", "所在市")),
        Column("county", "县(市、区)", "county", aliases=("县", "县区", "县市区", "所在县")),
        Column("sector", "系统", "sector", aliases=("所属系统", "行业系统", "系统行业")),
        Column("staff", "在编人数", "staff", Kind.INT, aliases=("编制人数", "在编", "人数"), low=0),
        Column(
            "already_out", "已在外人数", "already_out", Kind.INT, aliases=("已派出人数", "在外人数", "已在外"), low=0
        ),
        Column(
            "quota_fs",
            "第一书记",
            "quota_fs",
            Kind.INT,
            aliases=("第一书记名额", "本轮名额(第一书记)", "本轮第一书记名额", "quota_first_secretary"),
            low=0,
            group=_QUOTA,
        ),
        Column(
            "quota_m",
            "队员",
            "quota_m",
            Kind.INT,
            aliases=("队员名额", "工作队员", "本轮名额(队员)", "本轮队员名额", "工作队员名额", "quota_member"),
            low=0,
            group=_QUOTA,
        ),
        Column("cap", "上限", "cap", Kind.INT, aliases=("人数上限", "派出上限", "名额上限"), low=0),
        Column("paired_county", "定点帮扶县", "paired_county", aliases=("定点帮扶县(区)", "帮扶县")),
        Column(
            "paired_village",
            "定点帮扶村",
            "paired_village",
            Kind.VILLAGES,
            aliases=("定点村", "帮扶村", "paired_villages"),
        ),
        Column(
            "max_villages", "最多捆绑村数", "max_villages", Kind.INT, aliases=("捆绑村数上限", "最多帮扶村数"), low=0
        ),
        Column("resources", "资源优势", "resources", aliases=("资源", "优势资源")),
        NOTE,
    ),
    aliases=("单位名额表", "派出单位表", "单位表", "派出单位", "名额表", "unit"),
)
