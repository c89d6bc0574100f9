"""村情需求表: one row per village."""

from __future__ import annotations

from solver.domain.needs import NEED_LABELS
from solver.domain.words import NEED_ITEMS, Expertise, Mode, TaskWeight, VillageType
from solver.scenario.rosters.columns import NOTE, SERIAL, VILLAGE_REFERENCE, Column, Kind, Sheet
from solver.text import Text

_ID, _COUNTY, _TOWNSHIP, _VILLAGE = VILLAGE_REFERENCE
_NEEDS = Text("需求(12项0–3)", "needs (12 items, 0-3)")


def _count(key: str, zh: str, *aliases: str) -> Column:
    return Column(key, zh, key, Kind.INT, aliases=aliases, low=0)


def _need(item: str) -> Column:
    label = NEED_LABELS[item]
    names = (f"need_{item}", f"需求{item}", label.zh, label.en, f"{item}{label.zh}", f"{item}({label.zh})")
    return Column(f"need_{item}", item, item, Kind.INT, aliases=names, low=0, high=3, group=_NEEDS)


VILLAGES = Sheet(
    "villages",
    "村情需求表",
    "villages",
    (
        SERIAL,
        Column("prefecture", "市州", "prefecture", aliases=("市", "地市", "市(州)", "设区市", "地级市")),
        _COUNTY,
        _TOWNSHIP,
        Column("village", _VILLAGE.zh, _VILLAGE.en, aliases=_VILLAGE.aliases, required=True),
        _ID,
        Column(
            "types", "村类型", "types", Kind.WORDS, VillageType, aliases=("村类型(可多选)", "类型", "村类别", "type")
        ),
        Column(
            "key_county",
            "是否重点帮扶县",
            "key_county",
            Kind.YES_NO,
            aliases=(
                "是否国家/省重点帮扶县",
                "重点帮扶县",
                "国家乡村振兴重点帮扶县",
                "乡村振兴重点帮扶县",
                "是否国家乡村振兴重点帮扶县",
            ),
        ),
        Column(
            "task_weight",
            "任务轻重",
            "task_weight",
            Kind.WORD,
            TaskWeight,
            aliases=("任务轻重(重/一般/轻)", "任务", "巩固任务", "任务量"),
        ),
        Column(
            "weak_since",
            "软弱涣散认定年度",
            "weak_since",
            Kind.YEAR,
            aliases=("软弱涣散认定年份", "认定年度"),
            low=2000,
            high=2100,
        ),
        _count("households", "总户数", "户数"),
        _count("population", "总人口", "人口", "人口数"),
        _count("lifted_households", "脱贫户", "脱贫户数"),
        _count("monitored_households", "监测户", "监测户数", "监测对象户数"),
        _count("party_members", "党员数", "党员人数", "党员"),
        _count("committee_size", "村“两委”人数", "两委人数", "村两委", "两委干部数"),
        Column(
            "collective_income",
            "集体经济收入(万元)",
            "collective_income",
            Kind.FLOAT,
            aliases=("村集体经济收入(万元)", "集体经济收入", "村集体收入(万元)", "集体收入"),
            low=0,
        ),
        Column("main_industry", "主导产业", "main_industry", aliases=("产业", "industry")),
        Column(
            "primary_need",
            "首要需求",
            "primary_need",
            Kind.NEED_ITEM,
            aliases=("主要矛盾/首要需求", "主要矛盾", "主要矛盾(首要需求)", "第一需求"),
        ),
        *(_need(item) for item in NEED_ITEMS),
        Column(
            "wanted_expertise",
            "需求专业",
            "wanted_expertise",
            Kind.WORDS,
            Expertise,
            aliases=("需求专长", "所需专业", "急需专业"),
        ),
        Column("language", "语言", "language", aliases=("方言", "通用语言", "方言/民族语言", "dialect")),
        Column(
            "km", "距县城公里", "km", Kind.FLOAT, aliases=("距县城(公里)", "距县城距离(公里)", "距离县城公里数"), low=0
        ),
        Column(
            "drive_min",
            "车程(分钟)",
            "drive_min",
            Kind.INT,
            aliases=("车程", "距县城车程(分钟)", "drive minutes"),
            low=0,
        ),
        Column("altitude", "海拔(米)", "altitude", Kind.INT, aliases=("海拔",), low=-200, high=6000),
        Column(
            "hardship_class",
            "艰苦类别",
            "hardship_class",
            Kind.INT,
            aliases=("艰苦边远类别", "艰苦边远地区类别"),
            low=0,
            high=6,
        ),
        _count("beds", "住宿床位", "床位", "床位数"),
        Column("mode", "选派方式", "mode", Kind.WORD, Mode, aliases=("选派形式", "派驻方式")),
        Column("fs_quota", "第一书记名额", "fs_quota", Kind.INT, aliases=("第一书记",), low=0, high=1),
        Column(
            "member_quota",
            "队员名额",
            "member_quota",
            Kind.INT,
            aliases=("工作队员名额", "队员人数", "队员", "工作队员"),
            low=0,
        ),
        Column(
            "lead_unit",
            "现帮扶单位",
            "lead_unit",
            Kind.UNIT,
            aliases=("帮扶单位", "牵头单位", "责任捆绑单位", "后盾单位", "现责任单位"),
        ),
        Column(
            "assisted", "现有帮扶", "assisted", Kind.YES_NO, aliases=("是否有帮扶", "目前是否有人驻村", "现有驻村力量")
        ),
        NOTE,
    ),
    aliases=("村情表", "村情需求", "村需求表", "需求表", "村表", "村庄", "village"),
    required=True,
)
