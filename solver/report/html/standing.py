"""How a village stands under the plan, in one word: what colours it in tables, cards and on the map."""

from __future__ import annotations

from solver.domain.plan import Team
from solver.domain.words import Mode, Role
from solver.report.context import Context
from solver.text import Text

STATES: dict[str, Text] = {
    "filled": Text("已配齐", "filled"),
    "exception": Text("有例外须签", "exceptions to sign"),
    "short": Text("缺人", "short of people"),
    "none": Text("本轮不选派", "not listed"),
}
"""State to its words, the order of legends."""


def state_of(ctx: Context, team: Team) -> str:
    """Return a key of ``STATES``: short before exceptions, as the first is seen without a list."""
    post = team.post
    if post.mode is Mode.NONE:
        return "none"
    short = not team.of_role(Role.FIRST_SECRETARY)
    short |= post.mode is Mode.TEAM and len(team.of_role(Role.MEMBER)) < post.members_target
    if short:
        return "short"
    return "exception" if ctx.exceptions_of.get(team.village.village_id) else "filled"
