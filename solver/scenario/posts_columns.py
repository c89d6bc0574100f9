"""选派村名单: the columns of a frozen list of villages, as stage 1 writes it and a planner edits it."""

from __future__ import annotations

from solver.domain.words import Mode
from solver.scenario.rosters.columns import SERIAL, VILLAGE_REFERENCE, Column, Kind, Sheet

MAX_MEMBERS = 20
"""More members than this in one village is a slip of the hand."""


def _members(key: str, zh: str, *aliases: str) -> Column:
    return Column(key, zh, key, Kind.INT, aliases=aliases, low=0, high=MAX_MEMBERS)


POSTS = Sheet(
    "posts",
    "选派村名单",
    "posts",
    (
        SERIAL,
        *VILLAGE_REFERENCE,
        Column("mode", "选派方式", "mode", Kind.WORD, Mode, required=True),
        _members("members_min", "队员下限", "最少队员", "队员最少"),
        _members("members_target", "队员目标", "队员名额", "目标队员"),
        _members("members_max", "队员上限", "最多队员", "队员最多"),
        Column("tier", "优先级", "tier", Kind.INT, aliases=("优先次序", "priority"), required=True, low=1, high=6),
        Column("reasons", "理由", "reasons", aliases=("原因", "说明", "备注", "reason", "note")),
    ),
    aliases=("村名单", "定村名单"),
)
