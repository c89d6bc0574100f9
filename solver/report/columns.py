"""Headers of all tables, in both languages: the one place where a column or a sheet is named.

When to modify
    A table gets a column: add its key to the sheet here, its header to ``COLUMNS``, its value in the table's module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from solver.text import Text

Kind = Literal["text", "long", "int", "date", "blank"]
"""``long`` texts get wide, wrapped cells; ``blank`` cells are filled in by hand."""


@dataclass(frozen=True)
class Column:
    """A column: its header and how its cells are set."""

    header: Text
    kind: Kind = "text"


@dataclass(frozen=True)
class Sheet:
    """A table: its name, its columns in order.

    Attributes
    ----------
    slug
        Name of the CSV file and key in code.
    totals
        Columns that a closing line adds up (in the workbook only; a CSV holds rows and nothing else).
    frozen
        Columns that stay in sight when the sheet is scrolled sideways.
    """

    slug: str
    title: Text
    columns: tuple[str, ...]
    totals: tuple[str, ...] = ()
    frozen: int = 0


COLUMNS: dict[str, Column] = {
    # the village
    "seq": Column(Text("序号", "No."), "int"),
    "county": Column(Text("县(市、区)", "County")),
    "township": Column(Text("乡镇", "Township")),
    "village": Column(Text("村(社区)", "Village")),
    "village_id": Column(Text("村编码", "Village ID")),
    "types": Column(Text("村类型", "Village types")),
    "key_county": Column(Text("重点帮扶县", "Key county")),
    "task_weight": Column(Text("任务轻重", "Task weight")),
    "tier": Column(Text("优先级", "Tier"), "int"),
    "mode": Column(Text("选派方式", "Mode")),
    "members_min": Column(Text("队员最低人数", "Members, minimum"), "int"),
    "members_target": Column(Text("队员计划人数", "Members, planned"), "int"),
    "members_max": Column(Text("队员最高人数", "Members, maximum"), "int"),
    "reasons": Column(Text("定村理由", "Reasons"), "long"),
    # the person
    "role": Column(Text("职务", "Role")),
    "roles": Column(Text("拟任职务", "Nominated for")),
    "alias": Column(Text("姓名(化名)", "Name (alias)")),
    "person_id": Column(Text("人员编号", "Person ID")),
    "unit": Column(Text("派出单位", "Sending unit")),
    "post_rank": Column(Text("职务职级", "Post and rank")),
    "level": Column(Text("单位层级", "Level")),
    "age": Column(Text("到岗时年龄", "Age on arrival"), "int"),
    "party": Column(Text("政治面貌", "Party membership")),
    "expertise": Column(Text("专长", "Expertise")),
    # the posting
    "standing": Column(Text("选派类别", "New or staying")),
    "start": Column(Text("到岗时间", "Start"), "date"),
    "end": Column(Text("任期届满", "End of term"), "date"),
    "old_holder": Column(Text("接替人员", "Takes over from")),
    "fit": Column(Text("可对接的村级需求(需求程度)", "Needs of the village served (degree)"), "long"),
    "points": Column(Text("岗位得分", "Points of the seat"), "int"),
    "points_by_goal": Column(Text("得分构成", "Points by goal"), "long"),
    "to_do": Column(Text("待办手续", "Still to be done"), "long"),
    # the team
    "first_secretary": Column(Text("第一书记(队长)", "First secretary (captain)")),
    "members": Column(Text("新派队员", "New members"), "long"),
    "staying_people": Column(Text("留任人员", "Staying people"), "long"),
    "headcount": Column(Text("全队人数", "People in the team"), "int"),
    "planned": Column(Text("计划人数", "People planned"), "int"),
    "sending_units": Column(Text("涉及派出单位", "Sending units"), "long"),
    "primary_need": Column(Text("首要需求", "Primary need")),
    "primary_by": Column(Text("首要需求承担人", "Primary need covered by")),
    "duty_1": Column(Text("建强村党组织", "Duty 1: Party organisation")),
    "duty_2": Column(Text("推进强村富民", "Duty 2: village and incomes")),
    "duty_3": Column(Text("提升治理水平", "Duty 3: governance")),
    "duty_4": Column(Text("为民办事服务", "Duty 4: services")),
    "gaps": Column(Text("缺口和例外", "Gaps and exceptions"), "long"),
    # handover
    "out_person": Column(Text("离任人员", "Leaves")),
    "out_unit": Column(Text("离任人员单位", "Unit of who leaves")),
    "out_end": Column(Text("原任期届满", "Old term ends"), "date"),
    "out_cause": Column(Text("离任原因", "Why")),
    "in_person": Column(Text("接任人员", "Takes over")),
    "in_unit": Column(Text("接任人员单位", "Unit of who takes over")),
    "overlap_from": Column(Text("压茬交接起", "Overlap from"), "date"),
    "overlap_to": Column(Text("压茬交接止", "Overlap to"), "date"),
    "remark": Column(Text("备注", "Remark"), "long"),
    "lists": Column(Text("交接清单", "Lists to hand over"), "long"),
    # reserve and unposted people
    "main_expertise": Column(Text("主要专长", "Main expertise")),
    "rank_in_group": Column(Text("专长内排序", "Rank in the expertise"), "int"),
    "rank": Column(Text("职务内总排序", "Rank in the role"), "int"),
    "best_village": Column(Text("最适配村", "Village of the best fit")),
    "best_points": Column(Text("最高岗位得分", "Best points of a seat"), "int"),
    "category": Column(Text("未安排类别", "Kind of reason")),
    "reason": Column(Text("未安排原因", "Why not posted"), "long"),
    "rules": Column(Text("依据规则", "Rules")),
    "in_reserve": Column(Text("是否候补", "In the reserve")),
    # units
    "quota_first_secretary": Column(Text("名额：第一书记", "Quota: first secretaries"), "int"),
    "quota_member": Column(Text("名额：队员", "Quota: members"), "int"),
    "nominated": Column(Text("提名人数", "Nominated"), "int"),
    "eligible": Column(Text("符合条件人数", "Eligible"), "int"),
    "posted_first_secretary": Column(Text("新派：第一书记", "Posted: first secretaries"), "int"),
    "posted_member": Column(Text("新派：队员", "Posted: members"), "int"),
    "staying": Column(Text("留任人数", "Staying"), "int"),
    "short_first_secretary": Column(Text("未完成：第一书记", "Short: first secretaries"), "int"),
    "short_member": Column(Text("未完成：队员", "Short: members"), "int"),
    "n_villages": Column(Text("捆绑村数", "Villages bound"), "int"),
    "villages": Column(Text("捆绑村", "Which villages"), "long"),
    # exceptions
    "stage": Column(Text("环节", "Stage")),
    "rule": Column(Text("规则代码", "Rule")),
    "clauses": Column(Text("条款", "Clauses")),
    "phrase": Column(Text("文件原文", "Words of the policy (Chinese)"), "long"),
    "rule_title": Column(Text("事项", "Matter")),
    "place": Column(Text("所在村、单位或人员", "Where")),
    "message": Column(Text("例外情况", "What is exceptional"), "long"),
    "size": Column(Text("数量", "Size"), "int"),
    "severity": Column(Text("严重度", "Severity"), "int"),
    "opinion": Column(Text("处理意见", "Decision"), "blank"),
    "signature": Column(Text("审批人签字", "Signature"), "blank"),
    # gaps, training, costs
    "gap_kind": Column(Text("类别", "Kind")),
    "matter": Column(Text("缺什么", "What is lacking"), "long"),
    "gap_place": Column(Text("范围", "Where")),
    "wanted": Column(Text("需要", "Wanted"), "int"),
    "held": Column(Text("已有", "Held"), "int"),
    "lacking": Column(Text("缺口", "Lacking"), "int"),
    "unposted": Column(Text("未安排人选中可用", "Unposted who would do"), "int"),
    "first_choice": Column(Text("可先考虑的人选", "First to consider")),
    "remedy": Column(Text("补救办法", "What would help"), "long"),
    "training_class": Column(Text("培训班次", "Class")),
    "train_by": Column(Text("最迟完成", "At the latest"), "date"),
    "focus": Column(Text("培训重点(本人专长未覆盖的突出需求)", "Focus (heavy needs beyond own expertise)"), "long"),
    "hardship_class": Column(Text("艰苦类别", "Hardship class"), "int"),
    "n_new": Column(Text("新派人数", "People newly sent"), "int"),
    "days_each": Column(Text("每人驻村天数", "Days each"), "int"),
    "cost_meals": Column(Text("生活补助(元)", "Living allowance (yuan)"), "int"),
    "cost_phone": Column(Text("通信补贴(元)", "Phone subsidy (yuan)"), "int"),
    "cost_hardship": Column(Text("艰苦边远补助(元)", "Hardship allowance (yuan)"), "int"),
    "cost": Column(Text("合计(元)", "Total (yuan)"), "int"),
    # overview and repairs
    "group": Column(Text("类别", "Group")),
    "item": Column(Text("项目", "Item"), "long"),
    "figure": Column(Text("数值", "Figure")),
    "file": Column(Text("文件", "File")),
    "sheet": Column(Text("工作表", "Sheet")),
    "row": Column(Text("行号", "Row"), "int"),
    "column": Column(Text("列", "Column")),
    "cell": Column(Text("原值", "Cell")),
    "problem": Column(Text("问题", "Problem"), "long"),
    "mend": Column(Text("处理办法", "What to do"), "long"),
    "nature": Column(Text("性质", "Kind")),
}

_VILLAGE = "county township village village_id"
_PERSON = "alias person_id unit level"


def _sheet(slug: str, title: Text, columns: str, totals: str = "", frozen: int = 0) -> Sheet:
    return Sheet(slug, title, tuple(columns.split()), tuple(totals.split()), frozen)


OVERVIEW = _sheet("overview", Text("概要", "Overview"), "group item figure remark")
POSTINGS = _sheet(
    "postings",
    Text("选派方案表", "Postings"),
    f"seq {_VILLAGE} types role {_PERSON} age party expertise standing start end old_holder fit points points_by_goal "
    "to_do",
    frozen=4,
)
TEAMS = _sheet(
    "teams",
    Text("分村组队表", "Teams"),
    f"seq {_VILLAGE} types tier mode first_secretary members staying_people headcount planned sending_units "
    "primary_need primary_by duty_1 duty_2 duty_3 duty_4 gaps",
    totals="headcount planned",
    frozen=4,
)
HANDOVERS = _sheet(
    "handovers",
    Text("轮换交接表", "Handovers"),
    f"seq {_VILLAGE} role out_person out_unit out_end out_cause in_person in_unit overlap_from overlap_to remark lists",
    frozen=4,
)
RESERVES = _sheet(
    "reserves",
    Text("候补名单", "Reserve"),
    f"role main_expertise rank_in_group rank {_PERSON} age party expertise best_village best_points remark",
    frozen=5,
)
UNPOSTED = _sheet(
    "unposted",
    Text("未安排名单", "Not posted"),
    f"seq {_PERSON} roles category reason rules in_reserve",
    frozen=3,
)
UNITS = _sheet(
    "units",
    Text("单位名额完成表", "Quotas of units"),
    "seq unit level quota_first_secretary quota_member nominated eligible posted_first_secretary posted_member staying "
    "short_first_secretary short_member n_villages villages",
    totals="quota_first_secretary quota_member nominated eligible posted_first_secretary posted_member staying "
    "short_first_secretary short_member",
    frozen=2,
)
EXCEPTIONS = _sheet(
    "exceptions",
    Text("例外清单", "Exceptions"),
    "seq stage rule_title place message size severity tier clauses phrase rule opinion signature",
)
GAPS = _sheet(
    "gaps",
    Text("缺口分析", "Gap analysis"),
    "seq gap_kind matter gap_place wanted held lacking unposted remedy first_choice",
)
TRAINING = _sheet(
    "training",
    Text("培训计划表", "Training plan"),
    f"training_class seq {_VILLAGE} role {_PERSON} standing train_by focus",
)
COSTS = _sheet(
    "costs",
    Text("经费测算表", "Cost estimate"),
    f"seq {_VILLAGE} hardship_class n_new days_each cost_meals cost_phone cost_hardship cost",
    totals="n_new cost_meals cost_phone cost_hardship cost",
    frozen=4,
)
PUBLICATION = _sheet(
    "publication",
    Text("公示稿", "For publication"),
    "seq county township village role alias unit post_rank",
)
VILLAGES = _sheet(
    "villages",
    Text("村庄名单", "Villages"),
    f"seq {_VILLAGE} types key_county task_weight tier mode members_min members_target members_max staying reasons",
    totals="members_min members_target members_max staying",
    frozen=4,
)
REPAIRS = _sheet(
    "repairs",
    Text("输入修正", "Input repairs"),
    "seq nature file sheet row column cell problem mend",
)

SHEETS: tuple[Sheet, ...] = (
    OVERVIEW,
    POSTINGS,
    TEAMS,
    HANDOVERS,
    RESERVES,
    UNPOSTED,
    UNITS,
    EXCEPTIONS,
    GAPS,
    TRAINING,
    COSTS,
    PUBLICATION,
    VILLAGES,
    REPAIRS,
)
"""All tables of one plan, in the order of the workbook."""
