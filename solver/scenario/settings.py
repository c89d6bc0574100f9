"""The fixed sections of a scenario; rules and goals are added by ``schema`` from the rule book.

When to modify
    A setting is added. Its default must leave old scenarios unchanged; a changed meaning needs a new ``format``.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from solver.domain.instance import Extension, Reference
from solver.domain.words import Grade
from solver.scenario.base import Section
from solver.scenario.planner_dates import PlannerDate
from solver.scenario.supposing.sections import Supposed
from solver.text import Text

NAME = r'^([^./\\:*?"<>|\x00-\x1f][^/\\:*?"<>|\x00-\x1f]*)?$'
"""Names of scenarios become names of folders."""


class Bilingual(Section):
    """A text in one or both languages; a plain text counts for both."""

    zh: str = Field(default="", description="Chinese · 中文")
    en: str = Field(default="", description="English · 英文")

    def to_text(self) -> Text:
        """Return it for readers; a missing language shows the other."""
        return Text(self.zh or self.en, self.en or self.zh)


class ExtensionSection(Section):
    """When a due incumbent keeps the seat (留任)."""

    grades: tuple[Grade, ...] = Field(
        default=(Grade.EXCELLENT,), min_length=1, description="Grades that allow it · 可留任的考核等次"
    )
    max_terms: int = Field(default=2, ge=1, le=10, description="Terms in all, this one included · 累计最多任期数")
    need_consent: bool = Field(default=True, description="Person and unit must agree · 须本人愿意且单位同意")


class ReferenceSection(Section):
    """Dates and mode of the round. A month without a day is its first day, and is listed as read so."""

    reference_date: PlannerDate = Field(description="Day of which the rosters speak · 数据截止日")
    on_post_date: PlannerDate = Field(description="Planned arrival · 计划到岗日")
    term_months: int = Field(default=24, ge=1, le=120, description="Length of the term in months · 任期(月)")
    horizon_date: PlannerDate | None = Field(
        default=None,
        description="Terms that end up to this day are due; default: the on-post date · 任期在此日或之前届满的列入轮换",
    )
    mode: Literal["draft", "final"] = Field(
        default="draft", description="draft: nominees, pending vetting allowed; final: confirmed only · 草案 / 定稿"
    )
    extension: ExtensionSection | None = Field(
        default=None, description="When due incumbents stay on; default: never · 留任政策"
    )

    @model_validator(mode="after")
    def _in_order(self) -> ReferenceSection:
        if self.reference_date > self.on_post_date:
            raise ValueError(
                Text("数据截止日晚于计划到岗日", "the reference date is later than the on-post date"),
            )
        return self

    def to_domain(self) -> Reference:
        """Return the same for the instance."""
        extension = None if self.extension is None else Extension(**dict(self.extension))
        return Reference(**{**dict(self), "extension": extension})


class Fairness(Section):
    """Option: how the village worst off is looked after (§5)."""

    kind: Literal["none", "floor"] = Field(
        default="none",
        description="none; floor: the people sent to each village bring at least `floor` seat points · 不设 / 保底分",
    )
    floor: int = Field(default=0, ge=0, le=100_000, description="Points of the floor · 保底分值")

    @model_validator(mode="after")
    def _floor_is_used(self) -> Fairness:
        if (self.kind == "floor") != (self.floor > 0):
            raise ValueError(
                Text("保底分值 floor 与 kind: floor 须同时给出", "`kind: floor` and a `floor` above 0 go together"),
            )
        return self


class Effort(Section):
    """How hard to search (§7.5). A level or number alone does not depend on the clock."""

    level: Literal["quick", "default", "thorough"] | int = Field(
        default="default", description="Effort that is the same on every machine, or a number of units · 求解力度"
    )
    seconds: int | None = Field(
        default=None,
        ge=1,
        le=604_800,
        description="Wall-clock limit: recorded as not reproducible · 限时(秒)，不可复现",
    )
    workers: int | None = Field(
        default=None, ge=1, le=1024, description="Worker processes; default: as many as cores · 并行进程数"
    )

    @model_validator(mode="after")
    def _positive(self) -> Effort:
        if isinstance(self.level, int) and not 1 <= self.level <= 1_000_000:
            raise ValueError(Text("求解力度须在1到1000000之间", "an effort must be between 1 and 1000000"))
        return self

    @property
    def reproducible(self) -> bool:
        """Whether the plan is the same on every machine."""
        return self.seconds is None


class Settings(Section):
    """A whole scenario after all overlays; ``schema`` gives ``rules`` and ``goals`` their fields."""

    format: Literal[1] = Field(description="Version of this format, 1 · 格式版本")
    name: str = Field(default="", max_length=80, pattern=NAME, description="Short name; default: the file's · 场景代号")
    title: Bilingual = Field(default=Bilingual(), description="Heading of the report · 标题")
    description: Bilingual = Field(default=Bilingual(), description="What the scenario is for · 说明")
    rosters: str = Field(description="Workbook, or folder of workbooks or CSV files, relative to this file · 花名册")
    posts: str | None = Field(
        default=None, description="Frozen list of villages instead of stage 1, relative to this file · 已定的选派村名单"
    )
    reference: ReferenceSection = Field(description="Dates and mode · 日期与模式")
    suppose: Supposed | None = Field(
        default=None, description="What-if: the rosters as if they were otherwise; no file is changed · 假设的名册变动"
    )
    rules: Any = None
    goals: Any = None
    fairness: Fairness = Field(default=Fairness(), description="Care for the village worst off · 公平选项")
    effort: Effort = Field(default=Effort(), description="How hard to search · 求解力度")
    language: Literal["zh", "en"] | None = Field(default=None, description="Language of the outputs · 输出语言")
