"""The section ``suppose:`` of a scenario: what a planner supposes about the rosters, without touching them.

When to modify
    Planners ask a question about facts that no key answers: add a key here, what it does in ``people`` or ``places``,
    and its line in ``supposition``.
"""

from __future__ import annotations

from pydantic import Field, model_validator

from solver.domain.words import ROLES, Expertise, Level, Role, Sex
from solver.scenario.base import Section
from solver.text import Text

Names = tuple[str, ...]


class Withdraw(Section):
    """Nominees who are taken off the roster."""

    units: Names = Field(default=(), description="All nominees of these units · 撤回这些单位的人选")
    people: Names = Field(default=(), description="These nominees, by code · 撤回这些人选(编号)")
    incumbents: bool = Field(
        default=False, description="The units also call back who is on post · 在岗人员一并召回(限所列单位)"
    )


class Vetting(Section):
    """Some of the nominees do not pass the joint vetting; who they are is drawn by code, the same every time."""

    fail_percent: int = Field(default=0, ge=0, le=100, description="Of all nominees, fail · 不通过比例(%)")
    pending_percent: int = Field(default=0, ge=0, le=100, description="Of all nominees, pending · 待定比例(%)")
    draw: int = Field(default=1, ge=0, le=1_000_000, description="Another number draws others · 抽取号")

    @model_validator(mode="after")
    def _not_more_than_all(self) -> Vetting:
        if self.fail_percent + self.pending_percent > 100:
            raise ValueError(Text("两个比例合计超过100", "the two shares are more than 100 together"))
        return self


class Lend(Section):
    """Further people, all alike but for their expertise: able, confirmed, of no stated sex or home."""

    people: int = Field(ge=1, le=5000, description="How many · 人数")
    level: Level = Field(default=Level.PROVINCE, description="Level of the unit that lends · 层级")
    unit: str = Field(default="", max_length=40, description="A new name for that unit · 增派单位(新名称)")
    expertise: tuple[Expertise, ...] = Field(
        default=tuple(Expertise),
        min_length=1,
        description="One each in turn; default: every domain · 专长，依次一人一项",
    )
    roles: tuple[Role, ...] = Field(default=ROLES, min_length=1, description="Nominated for · 拟任")
    sex: Sex | None = Field(default=None, description="Default: not stated · 性别，默认不填")
    at_most: int | None = Field(default=None, ge=0, description="Of them, at most so many are sent · 其中最多派出")


class WeakList(Section):
    """Villages that leave the list of weak Party organisations, or enter it."""

    off: Names = Field(default=(), description="Villages that leave, by ID · 退出的村(村编码)")
    on: Names = Field(default=(), description="Villages that enter, by ID · 新认定的村(村编码)")
    year: int | None = Field(
        default=None, ge=2000, le=2100, description="Year of the new list; default: of the data · 认定年度"
    )


class MergeTownships(Section):
    """Several townships of one county become one; villages keep their IDs."""

    townships: Names = Field(min_length=2, description="As the rosters name them · 原乡镇")
    into: str = Field(min_length=1, max_length=40, description="Name of the new one · 新乡镇")
    county: str = Field(default="", description="Needed where two counties use a name · 所在县(几县同名时写明)")


class MergeUnits(Section):
    """Several sending units become one; staff and quotas are added up."""

    units: Names = Field(min_length=2, description="As the rosters name them · 原单位")
    into: str = Field(min_length=1, max_length=40, description="Name of the new one · 新单位")


class KeepAway(Section):
    """A person who is not to be sent to a village."""

    person: str = Field(min_length=1, description="Nominee, by code · 人选(编号)")
    village: str = Field(min_length=1, description="Village, by ID · 村编码")
    reason: str = Field(default="", max_length=200, description="Why · 理由")


class Supposed(Section):
    """Everything that is supposed; applied in the order of the keys."""

    withdraw: Withdraw | None = Field(default=None, description="Nominees withdrawn · 撤回人选")
    vetting: Vetting | None = Field(default=None, description="Nominees who do not pass the vetting · 联审未过")
    keep_away: tuple[KeepAway, ...] = Field(
        default=(), description="Nominees not to be sent to a village · 不派往某村的人选"
    )
    recall: Names = Field(default=(), description="Incumbents recalled now, by code · 现在召回的在岗人员(编号)")
    term_of_incumbents: int | None = Field(
        default=None,
        ge=1,
        le=120,
        description="Months: their terms end so long after their arrival · 在岗者任期改为(月)",
    )
    weak_list: WeakList | None = Field(default=None, description="Changes of the weak list · 软弱涣散名单变动")
    lend: tuple[Lend, ...] = Field(default=(), description="Further people · 增派人员")
    merge_townships: tuple[MergeTownships, ...] = Field(default=(), description="Townships merged · 乡镇合并")
    merge_units: tuple[MergeUnits, ...] = Field(default=(), description="Units merged · 单位合并")
    hold: bool = Field(
        default=False,
        description="Repair: only who is recalled is replaced, everybody else stays · 只补召回人员的空缺，其余不动",
    )
