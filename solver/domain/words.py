"""Closed vocabularies: each member's value is its key in files and YAML; ``label`` is what a planner reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from solver.text import Text


class Word(StrEnum):
    """A vocabulary member: a key, and a label in both languages."""

    label: Text
    """The member's name for a reader."""

    def __new__(cls, key: str, zh: str = "", en: str = "") -> Self:
        """Make the member; a label without English takes the key's words."""
        member = str.__new__(cls, key)
        member._value_ = key
        member.label = Text(zh, en or key.replace("_", " "))
        return member


class Role(Word):
    """What a person does in a village."""

    FIRST_SECRETARY = "first_secretary", "第一书记"
    MEMBER = "member", "工作队员"


ROLES: tuple[Role, ...] = (Role.FIRST_SECRETARY, Role.MEMBER)
"""Order of roles in arrays: 0 is the first secretary, 1 the member."""


class Mode(Word):
    """What stage 1 gives a village."""

    NONE = "none", "不选派"
    FIRST_SECRETARY_ONLY = "first_secretary_only", "单独选派第一书记"
    TEAM = "team", "第一书记和工作队"


class VillageType(Word):
    """Status list of a village (domain.md A.2); a village may be on several."""

    WEAK = "weak", "党组织软弱涣散村", "weak Party organisation"
    LIFTED = "lifted", "脱贫村", "lifted out of poverty"
    RESETTLEMENT = "resettlement", "易地扶贫搬迁安置村(社区)"
    HEAVY = "heavy", "乡村振兴任务重的村", "heavy revitalisation task"
    OTHER = "other", "其他类型村"


class TaskWeight(Word):
    """Weight of the consolidation or revitalisation task: a judgement, not a status."""

    HEAVY = "heavy", "重"
    NORMAL = "normal", "一般"
    LIGHT = "light", "轻"


class Sex(Word):
    """As in the roster."""

    FEMALE = "female", "女"
    MALE = "male", "男"


class PartyStatus(Word):
    """Membership of the Party: a fact for E5/E8, never scored beyond them."""

    FULL = "full", "中共党员", "full member"
    PROBATIONARY = "probationary", "中共预备党员", "probationary member"
    NONE = "none", "非党员", "not a member"


class Education(Word):
    """Highest degree, low to high."""

    SECONDARY = "secondary", "高中(中专)及以下"
    COLLEGE = "college", "大专"
    BACHELOR = "bachelor", "本科"
    MASTER = "master", "硕士研究生及以上", "master or higher"


class Level(Word):
    """Level of a unit or of a person's unit."""

    CENTRAL = "central", "中央"
    PROVINCE = "province", "省"
    PREFECTURE = "prefecture", "市"
    COUNTY = "county", "县"
    TOWNSHIP = "township", "乡"


class Category(Word):
    """Source category of E9."""

    CIVIL_SERVANT = "civil_servant", "公务员"
    INSTITUTION = "institution", "事业单位", "public institution"
    ENTERPRISE = "enterprise", "国有企业", "state-owned enterprise"
    STEPPED_DOWN = "stepped_down", "退出领导岗位", "stepped down from a leading post"
    CONTRACT = "contract", "编外聘用", "contract staff"


class Health(Word):
    """Physical condition: a yes, a no, or limited; never a diagnosis."""

    OK = "ok", "正常"
    LIMITED = "limited", "受限"
    NO = "no", "不能履职", "unable"


class Gate(Word):
    """Result of one vetting gate (E14)."""

    PASS = "pass", "通过"
    PENDING = "pending", "待定"
    FAIL = "fail", "不通过"


class State(Word):
    """Workflow state of a nomination (E13)."""

    PROPOSED = "proposed", "提名"
    FILED = "filed", "备案"
    CONFIRMED = "confirmed", "研究确定"


class Route(Word):
    """How the person was nominated (E12)."""

    SELF = "self", "个人报名", "signed up"
    ORGANISATION = "organisation", "组织推荐", "recommended"
    BOTH = "both", "个人报名和组织推荐", "signed up and recommended"


class Grade(Word):
    """Yearly appraisal grade (M13)."""

    EXCELLENT = "excellent", "优秀"
    COMPETENT = "competent", "称职"
    BASIC = "basic", "基本称职", "basically competent"
    UNQUALIFIED = "unqualified", "不称职"


class PinKind(Word):
    """A named decision on one person and one village."""

    MUST = "must", "指定"
    FORBID = "forbid", "回避"


class Expertise(Word):
    """The 14 domains of expertise (A.4)."""

    PARTY_AFFAIRS = "party_affairs", "党务组织"
    PROPAGANDA = "propaganda", "宣传文化"
    AGRONOMY = "agronomy", "农技"
    LIVESTOCK_FORESTRY = "livestock_forestry", "畜牧林业"
    ECONOMY_TRADE = "economy_trade", "经济商贸"
    FINANCE = "finance", "财政金融"
    TOURISM = "tourism", "文旅电商", "tourism and e-commerce"
    ENGINEERING = "engineering", "工程水利交通", "engineering, water, transport"
    ECOLOGY = "ecology", "生态环保"
    LAW = "law", "政法信访", "law, police, petitions"
    CIVIL_AFFAIRS = "civil_affairs", "民政审计", "civil affairs and audit"
    EDUCATION = "education", "教育科技"
    HEALTH = "health", "卫生健康"
    SOCIAL_SECURITY = "social_security", "人社保障"


class Hardness(Word):
    """How hard a clause is (domain.md A.0, design §3)."""

    HARD = "hard", "硬性"
    HARD_ELASTIC = "hard_elastic", "硬性(缺员时列例外)"
    ELASTIC = "elastic", "一般(例外须签)"
    QUOTA = "quota", "名额"
    OPTION = "option", "可选"
    SOFT = "soft", "优先"


NEED_ITEMS: tuple[str, ...] = tuple(f"D{duty}{item}" for duty in (1, 2, 3, 4) for item in "abc")
"""The 12 need items of A.4: four duties, three items each."""
