"""The words that planners write for each vocabulary: keys, labels in both languages, and customary synonyms."""

from __future__ import annotations

from functools import cache

from solver.domain.words import (
    ROLES,
    Category,
    Education,
    Expertise,
    Gate,
    Grade,
    Health,
    Level,
    Mode,
    PartyStatus,
    PinKind,
    Role,
    Route,
    Sex,
    State,
    TaskWeight,
    VillageType,
    Word,
)
from solver.scenario.rosters.columns import header_key

_SYNONYMS: dict[type[Word], dict[str, str]] = {
    Role: {
        Role.FIRST_SECRETARY: (
            "书记 驻村第一书记 队长 驻村第一书记(队长) 第一书记(队长) 第一书记兼队长 第一书记兼工作队长 fs"
        ),
        Role.MEMBER: "队员 驻村队员 驻村工作队员 工作队成员 m",
    },
    Mode: {
        Mode.NONE: "否 无 不派 暂不选派",
        Mode.FIRST_SECRETARY_ONLY: "第一书记 单独选派 单派第一书记 仅第一书记 只派第一书记 fs_only",
        Mode.TEAM: "工作队 第一书记+工作队 第一书记加工作队 第一书记和工作队员 驻村工作队 fs_plus_team fs+team",
    },
    VillageType: {
        VillageType.WEAK: "软弱涣散村 软弱涣散 党组织软弱涣散 软弱涣散党组织村",
        VillageType.LIFTED: "脱贫 脱贫出列村 原贫困村 出列村",
        VillageType.RESETTLEMENT: (
            "易地扶贫搬迁安置村 易地扶贫搬迁安置社区 易地扶贫搬迁安置点 易地搬迁安置村 "
            "易地搬迁安置社区 安置村 安置社区 安置点"
        ),
        VillageType.HEAVY: "乡村振兴任务重村 任务重的村 任务重村 振兴任务重的村",
        VillageType.OTHER: "其他 其它 其他村 其它类型村 一般村",
    },
    TaskWeight: {
        TaskWeight.HEAVY: "较重 任务重",
        TaskWeight.NORMAL: "中 普通 正常",
        TaskWeight.LIGHT: "较轻 任务轻",
    },
    Sex: {
        Sex.FEMALE: "f 女性",
        Sex.MALE: "m 男性",
    },
    PartyStatus: {
        PartyStatus.FULL: "党员 正式党员 中共正式党员 中国共产党党员 中国共产党正式党员",
        PartyStatus.PROBATIONARY: "预备党员 预备 中国共产党预备党员",
        PartyStatus.NONE: "群众 共青团员 团员 无党派 无党派人士 民主党派 入党积极分子",
    },
    Education: {
        Education.SECONDARY: "高中 中专 高中及以下 中专及以下 技校 职高 初中 小学 high_school",
        Education.COLLEGE: "专科 大学专科 高职 在职大专",
        Education.BACHELOR: "大学 大学本科 学士 全日制本科 在职本科 大学本科学历",
        Education.MASTER: "研究生 硕士 硕士研究生 博士 博士研究生 在职研究生 研究生及以上 doctor phd",
    },
    Level: {
        Level.CENTRAL: "中央级 国家 国家级 中央和国家机关 中直",
        Level.PROVINCE: "省级 省直 自治区 区直 自治区级 直辖市 provincial",
        Level.PREFECTURE: "市级 市直 州 州级 州直 地级 市州 city",
        Level.COUNTY: "县级 县直 区县 县区 县市区",
        Level.TOWNSHIP: "乡级 乡镇 镇 乡镇级 街道 town",
    },
    Category: {
        Category.CIVIL_SERVANT: "机关 机关干部 参公 参照公务员 行政",
        Category.INSTITUTION: "事业 事业人员 事业编 事业编制 事业单位人员",
        Category.ENTERPRISE: "国企 国有企业人员 央企 soe",
        Category.STEPPED_DOWN: "退出领导岗位干部 退出领导岗位未退休 退居二线 改任非领导",
        Category.CONTRACT: "编外 编外人员",
    },
    Health: {
        Health.OK: "健康 良好",
        Health.LIMITED: "有限制 部分受限",
        Health.NO: "不健康 不适宜 不能正常履职",
    },
    Gate: {
        Gate.PASS: "合格 是 √ 同意 符合 过 y yes ok",
        Gate.PENDING: "待审 审核中 待核实 未审 待查",
        Gate.FAIL: "不合格 否 × x 不同意 不符合 未通过 n no",
    },
    State: {
        State.PROPOSED: "已提名 提出人选",
        State.FILED: "已备案",
        State.CONFIRMED: "确定 已确定 已研究确定 研究决定",
    },
    Route: {
        Route.SELF: "自荐 自愿报名 个人 报名 自愿",
        Route.ORGANISATION: "推荐 组织 单位推荐 选派 org",
        Route.BOTH: "两者 均有 个人报名+组织推荐 报名和推荐 个人报名、组织推荐 个人报名与组织推荐相结合",
    },
    Grade: {
        Grade.EXCELLENT: "优 优秀等次",
        Grade.COMPETENT: "合格 称职(合格) 称职等次",
        Grade.BASIC: "基本合格",
        Grade.UNQUALIFIED: "不合格",
    },
    PinKind: {
        PinKind.MUST: "必派 指派 定人 指定派驻",
        PinKind.FORBID: "不派 不可派 禁止 须回避 应回避",
    },
    Expertise: {
        Expertise.PARTY_AFFAIRS: "党务 党建 组织 组织人事 组工 党群 基层党建",
        Expertise.PROPAGANDA: "宣传 文化 宣传思想",
        Expertise.AGRONOMY: "农业 农学 农业技术 种植 涉农 农技推广",
        Expertise.LIVESTOCK_FORESTRY: "畜牧 林业 畜牧兽医 养殖 林草",
        Expertise.ECONOMY_TRADE: "经济 商贸 经贸 经济管理 招商",
        Expertise.FINANCE: "财政 金融 财务 会计 财会",
        Expertise.TOURISM: "文旅 旅游 电商 电子商务",
        Expertise.ENGINEERING: "工程 水利 交通 建设 住建 规划建设",
        Expertise.ECOLOGY: "生态 环保 环境 生态环境",
        Expertise.LAW: "政法 法律 信访 公安 司法 法学",
        Expertise.CIVIL_AFFAIRS: "民政 审计 社会工作",
        Expertise.EDUCATION: "教育 科技 教学",
        Expertise.HEALTH: "卫生 医疗 医学 卫健 医药",
        Expertise.SOCIAL_SECURITY: "人社 社保 社会保障 就业",
    },
}
"""By vocabulary first: words of different vocabularies may have the same key, and so be equal as text."""

_ANY_ROLE = ("均可", "皆可", "都可", "不限", "第一书记或队员", "第一书记/队员", "either", "both", "any")


@cache
def vocabulary(words: type[Word]) -> dict[str, tuple[Word, ...]]:
    """Return every normalised spelling and the member (or members) that it means.

    A spelling that would mean two members is a defect of this table; a test looks for it.
    """
    spellings: dict[str, tuple[Word, ...]] = {}
    synonyms = _SYNONYMS.get(words, {})
    for word in words:
        label = word.label
        for name in (word.value, label.zh, label.en, *synonyms.get(word, "").split()):
            spellings[header_key(name)] = (word,)
    if words is Role:
        spellings.update(dict.fromkeys((header_key(name) for name in _ANY_ROLE), ROLES))
    return spellings


def labels(words: type[Word]) -> tuple[str, ...]:
    """Return the Chinese labels of a vocabulary, for messages."""
    return tuple(word.label.zh for word in words)
