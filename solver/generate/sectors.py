"""Sending units by function: names, staff, kind of personnel, and the expertise found there (domain.md C.4)."""

from __future__ import annotations

from dataclasses import dataclass

from solver.domain.words import Category, Expertise
from solver.domain.words import Expertise as X

_ORGAN = {Category.CIVIL_SERVANT: 0.72, Category.INSTITUTION: 0.28}
_INSTITUTION = {Category.CIVIL_SERVANT: 0.05, Category.INSTITUTION: 0.95}
_ENTERPRISE = {Category.ENTERPRISE: 1.0}


@dataclass(frozen=True)
class Sector:
    """A function of government with the units that serve it.

    Attributes
    ----------
    name
        The 系统 of the unit table.
    units
        Names of county units, without the county; ``big`` of them are far above the median staff, times ``factor``.
    expertise
        Weights of the main expertise of its people.
    """

    name: str
    units: tuple[str, ...]
    expertise: dict[Expertise, float]
    category: dict[Category, float]
    resources: str = ""
    big: int = 0
    factor: float = 7.0


SECTORS: tuple[Sector, ...] = (
    Sector(
        "教育",
        ("教育局", "职业技术学校", "第一中学", "教师发展中心", "第二中学", "第三中学", "实验小学"),
        {X.EDUCATION: 0.72, X.PROPAGANDA: 0.1, X.PARTY_AFFAIRS: 0.12, X.FINANCE: 0.06},
        _INSTITUTION,
        "师资、校舍",
        big=1,
        factor=14.0,
    ),
    Sector(
        "卫生健康",
        ("卫生健康局", "人民医院", "中医医院", "疾病预防控制中心", "妇幼保健院", "第二人民医院"),
        {X.HEALTH: 0.78, X.PARTY_AFFAIRS: 0.1, X.CIVIL_AFFAIRS: 0.06, X.FINANCE: 0.06},
        _INSTITUTION,
        "义诊、健康服务",
        big=2,
        factor=8.0,
    ),
    Sector(
        "公安",
        ("公安局", "交通警察大队"),
        {X.LAW: 0.78, X.PARTY_AFFAIRS: 0.14, X.PROPAGANDA: 0.08},
        {Category.CIVIL_SERVANT: 0.95, Category.INSTITUTION: 0.05},
        "平安建设",
        big=1,
        factor=10.0,
    ),
    Sector(
        "农业农村",
        ("农业农村局", "农业技术推广站", "畜牧水产站"),
        {X.AGRONOMY: 0.6, X.LIVESTOCK_FORESTRY: 0.16, X.ECONOMY_TRADE: 0.12, X.PARTY_AFFAIRS: 0.12},
        {Category.CIVIL_SERVANT: 0.35, Category.INSTITUTION: 0.65},
        "农技服务、种苗",
        big=1,
        factor=4.5,
    ),
    Sector(
        "自然资源",
        ("自然资源局", "林业局", "生态环境分局", "国有林场"),
        {X.ECOLOGY: 0.45, X.LIVESTOCK_FORESTRY: 0.2, X.ENGINEERING: 0.23, X.PARTY_AFFAIRS: 0.12},
        _ORGAN,
        "项目用地、造林",
    ),
    Sector(
        "城建交通水利",
        ("住房和城乡建设局", "交通运输局", "水利局", "城市管理局", "公路养护中心", "水库管理所"),
        {X.ENGINEERING: 0.7, X.ECOLOGY: 0.12, X.PARTY_AFFAIRS: 0.1, X.FINANCE: 0.08},
        _ORGAN,
        "基础设施项目",
    ),
    Sector(
        "财税金融",
        ("财政局", "税务局", "审计局", "统计局", "农村信用联社", "金融服务中心"),
        {X.FINANCE: 0.66, X.CIVIL_AFFAIRS: 0.14, X.ECONOMY_TRADE: 0.1, X.PARTY_AFFAIRS: 0.1},
        _ORGAN,
        "资金、信贷",
    ),
    Sector(
        "经济",
        (
            "发展和改革局",
            "工业和信息化局",
            "商务局",
            "市场监督管理局",
            "供销合作社",
            "招商服务中心",
            "粮食和物资储备局",
        ),
        {X.ECONOMY_TRADE: 0.62, X.FINANCE: 0.12, X.TOURISM: 0.1, X.PARTY_AFFAIRS: 0.16},
        _ORGAN,
        "项目、销售渠道",
    ),
    Sector(
        "文旅宣传",
        ("宣传部", "文化旅游局", "融媒体中心", "文学艺术界联合会", "文化馆"),
        {X.PROPAGANDA: 0.5, X.TOURISM: 0.36, X.PARTY_AFFAIRS: 0.14},
        _ORGAN,
        "宣传推介、旅游",
    ),
    Sector(
        "民政人社",
        ("民政局", "人力资源和社会保障局", "医疗保障局", "退役军人事务局", "残疾人联合会", "社会保险中心"),
        {X.SOCIAL_SECURITY: 0.42, X.CIVIL_AFFAIRS: 0.42, X.PARTY_AFFAIRS: 0.16},
        _ORGAN,
        "就业岗位、救助",
    ),
    Sector(
        "政法信访",
        ("人民法院", "人民检察院", "司法局", "信访局", "政法委", "应急管理局"),
        {X.LAW: 0.8, X.PARTY_AFFAIRS: 0.12, X.CIVIL_AFFAIRS: 0.08},
        _ORGAN,
        "法律服务、调解",
    ),
    Sector(
        "党群",
        (
            "组织部",
            "县委办公室",
            "纪委监委",
            "统战部",
            "县委党校",
            "总工会",
            "共青团委",
            "妇女联合会",
            "科学技术协会",
            "工商业联合会",
            "档案馆",
            "机构编制办公室",
        ),
        {X.PARTY_AFFAIRS: 0.58, X.PROPAGANDA: 0.2, X.CIVIL_AFFAIRS: 0.12, X.ECONOMY_TRADE: 0.1},
        _ORGAN,
        "党建指导",
    ),
    Sector(
        "政务",
        ("人民政府办公室", "人大办公室", "政协办公室", "机关事务中心", "政务服务中心", "大数据中心"),
        {X.CIVIL_AFFAIRS: 0.3, X.PARTY_AFFAIRS: 0.34, X.PROPAGANDA: 0.14, X.ECONOMY_TRADE: 0.12, X.LAW: 0.1},
        _ORGAN,
        "统筹协调",
    ),
    Sector(
        "国有企业",
        (
            "供电公司",
            "城市投资公司",
            "水务公司",
            "电信分公司",
            "邮政分公司",
            "农业银行支行",
            "烟草专卖分公司",
            "文旅投资公司",
            "移动分公司",
            "粮油公司",
            "公共交通公司",
            "燃气公司",
        ),
        {X.ENGINEERING: 0.34, X.FINANCE: 0.2, X.ECONOMY_TRADE: 0.26, X.TOURISM: 0.08, X.PARTY_AFFAIRS: 0.12},
        _ENTERPRISE,
        "用工、采购",
        big=3,
        factor=4.0,
    ),
)
"""The county's units in the order in which they are taken: round after round, one unit of each sector."""

TOWNSHIP = Sector(
    "乡镇",
    (),
    {
        X.PARTY_AFFAIRS: 0.26,
        X.CIVIL_AFFAIRS: 0.24,
        X.SOCIAL_SECURITY: 0.16,
        X.LAW: 0.12,
        X.AGRONOMY: 0.05,
        X.LIVESTOCK_FORESTRY: 0.05,
        X.ENGINEERING: 0.06,
        X.PROPAGANDA: 0.06,
    },
    {Category.CIVIL_SERVANT: 0.5, Category.INSTITUTION: 0.5},
    "熟悉村情",
)

HIGHER = {
    "prefecture": (
        "发展和改革委员会",
        "财政局",
        "农业科学研究所",
        "教育局",
        "中心医院",
        "中级人民法院",
        "交通运输局",
        "文化旅游局",
        "职业学院",
        "市场监督管理局",
        "住房和城乡建设局",
        "直属机关工作委员会",
        "水利局",
        "国有资产监督管理委员会",
        "民政局",
        "供销合作社",
        "公安局",
        "卫生健康委员会",
        "审计局",
        "总工会",
        "林业局",
        "商务局",
        "司法局",
        "宣传文化中心",
        "人民检察院",
        "投资集团",
        "税务局",
        "生态环境局",
        "党校",
        "日报社",
    ),
    "province": (
        "农业科学院",
        "交通建设集团",
        "财经大学",
        "发展和改革委员会",
        "农村信用联社",
        "水利设计院",
        "人民医院",
        "司法厅",
        "文化旅游厅",
        "科学技术厅",
        "审计厅",
        "能源集团",
        "供销合作总社",
        "师范大学",
        "住房和城乡建设厅",
        "广播电视台",
    ),
    "central": ("中央某部委", "中央某骨干企业"),
}
"""Units above the county, without the place; the central ones are not named at all."""

_BY_WORD: tuple[tuple[str, str], ...] = (
    ("农业科学", "农业农村"),
    ("农业农村", "农业农村"),
    ("信用", "财税金融"),
    ("财政", "财税金融"),
    ("财经", "财税金融"),
    ("审计", "财税金融"),
    ("税务", "财税金融"),
    ("大学", "教育"),
    ("学院", "教育"),
    ("教育", "教育"),
    ("科学技术", "教育"),
    ("医院", "卫生健康"),
    ("卫生", "卫生健康"),
    ("公安", "公安"),
    ("法院", "政法信访"),
    ("检察", "政法信访"),
    ("司法", "政法信访"),
    ("文化", "文旅宣传"),
    ("广播", "文旅宣传"),
    ("日报", "文旅宣传"),
    ("宣传", "文旅宣传"),
    ("林业", "自然资源"),
    ("生态", "自然资源"),
    ("交通建设集团", "国有企业"),
    ("集团", "国有企业"),
    ("企业", "国有企业"),
    ("国有资产", "国有企业"),
    ("交通", "城建交通水利"),
    ("住房", "城建交通水利"),
    ("水利", "城建交通水利"),
    ("民政", "民政人社"),
    ("发展和改革", "经济"),
    ("市场", "经济"),
    ("商务", "经济"),
    ("供销", "经济"),
)


def sector_of(unit: str) -> Sector:
    """Return the sector of a unit above the county by words of its name; 党群 if none fits."""
    name = next((sector for word, sector in _BY_WORD if word in unit), "党群")
    return next(sector for sector in SECTORS if sector.name == name)
