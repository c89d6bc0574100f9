"""``villages``: stage 1 alone, with its reasons; written as a table that a planner may edit and give back."""

from __future__ import annotations

import os
import shlex
from argparse import Namespace
from typing import TYPE_CHECKING

from solver.cli.exits import DONE, EXCEPTIONS, INTERRUPTED
from solver.cli.output import Output, aligned, fault_documents
from solver.cli.rounds import count_faults, open_round
from solver.cli.stopper import Stopper
from solver.errors import OutputError
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.listing import VillageList

HEADS = (
    Text("村", "Village"),
    Text("优先级", "Tier"),
    Text("选派方式", "Mode"),
    Text("队员", "Members"),
    Text("理由", "Reasons"),
)
TOTAL = Text(
    "共 {all} 个村：工作队 {teams}、单独选派第一书记 {alone}、不选派 {none}；"
    "第一书记 {secretaries} 名，队员 {members} 名",
    "{all} villages: {teams} with a team, {alone} with a first secretary alone, {none} not listed; "
    "first secretaries {secretaries}, members {members}",
)
GIVEN = Text("名单由配置或 --posts 给定，未重新计算。", "The list was given, stage 1 was not run.")
PROVED = Text("已证明：在政策和名额之内没有更好的名单。", "Proved: no list is better under the policy and the budgets.")
NOT_PROVED = Text("求解中途停止，名单未证明最优。", "Stopped early: the list is not proved best.")
EXCEPTION = Text("例外(须签字)：{message}", "Exception to sign: {message}")
WRITTEN = Text(
    "已写入{file}。可修改后用于求解：\n  villages-first solve {scenario} --posts {quoted}",
    "Written to {file}. Edit it if need be, then solve with it:\n  villages-first solve {scenario} --posts {quoted}",
)


def run(args: Namespace, out: Output) -> int:
    """Show the list; with ``--out`` write it too."""
    from solver.api.listing import freeze, write_village_list

    if args.out is not None and os.path.lexists(args.out):
        text = Text("{file}已存在，不覆盖。", "{file} exists and is not overwritten.", {"file": str(args.out)})
        raise OutputError(text)
    with Stopper(lambda text: out.error(text.to(out.lang))):
        the_round = open_round(args, out)
        count_faults(the_round, out, args.scenario)
        villages = freeze(the_round)
    if args.out is not None:
        write_village_list(villages, args.out)
    out.result(_shown(villages, out))
    if args.out is not None:
        scenario = shlex.quote(str(args.scenario))
        out.note(out.say(WRITTEN, file=args.out, quoted=shlex.quote(str(args.out)), scenario=scenario))
    code = INTERRUPTED if villages.interrupted else EXCEPTIONS if villages.exceptions else DONE
    _document(villages, code, out)
    return code


def _shown(villages: VillageList, out: Output) -> str:
    rows = [[out.say(head) for head in HEADS]]
    mark = "；" if out.lang == "zh" else "; "
    for village, post in zip(villages.round.instance.villages, villages.posts, strict=True):
        members = f"{post.members_min}–{post.members_max}" if post.members_max else "0"
        if post.members_min == post.members_max:
            members = str(post.members_max)
        reasons = mark.join(reason.to(out.lang).rstrip("。.") for reason in post.reasons)
        rows.append(
            [village.full_name or village.village_id, str(post.tier), out.say(post.mode.label), members, reasons]
        )
    modes = [post.mode.value for post in villages.posts]
    total = out.say(
        TOTAL,
        all=len(modes),
        teams=modes.count("team"),
        alone=modes.count("first_secretary_only"),
        none=modes.count("none"),
        secretaries=sum(post.wants_first_secretary for post in villages.posts),
        members=sum(post.members_target for post in villages.posts),
    )
    stage1 = villages.stage1
    standing = GIVEN if stage1 is None else PROVED if stage1.proved else NOT_PROVED
    exceptions = [out.say(EXCEPTION, message=v.message) for v in villages.exceptions]
    return "\n".join([aligned(rows), "", total, out.say(standing), *exceptions])


def _document(villages: VillageList, code: int, out: Output) -> None:
    out.document(
        "villages",
        exit_code=code,
        given=villages.stage1 is None,
        proved=villages.stage1.proved if villages.stage1 else None,
        posts=[
            {
                "village_id": post.village_id,
                "village": village.full_name,
                "mode": post.mode.value,
                "members_min": post.members_min,
                "members_target": post.members_target,
                "members_max": post.members_max,
                "tier": post.tier,
                "reasons": [reason.to(out.lang) for reason in post.reasons],
            }
            for village, post in zip(villages.round.instance.villages, villages.posts, strict=True)
        ],
        exceptions=[
            {"rule": v.rule, "place": v.place, "severity": v.severity, "message": v.message.to(out.lang)}
            for v in villages.exceptions
        ],
        faults=fault_documents(villages.round.faults, out.lang),
    )
