"""What makes one model of a whole plan is refused where that would not fit into the memory of a desk machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.errors import Fault, InputError
from solver.text import Text

if TYPE_CHECKING:
    from solver.domain.plan import Problem

MOST_VILLAGES = 2500
"""Villages up to which a plan is put into one model: some gigabyte."""

TOO_LARGE = Text(
    "方案有{n}个村，超过{most}个，{what}要把全部村放进一个模型，内存不够",
    "the plan has {n} villages, over {most}: {what} takes one model of all of them, and more memory than there is",
)
BY_COUNTY = Text(
    "请用只含有关县的配置文件单独编一份方案（posts 用已定的村庄名单），再对它操作。",
    "Make a plan of the counties concerned alone, with their frozen list under `posts`, and ask for it there.",
)


def refuse_large(problem: Problem, what: Text, most: int = MOST_VILLAGES) -> None:
    """Refuse a problem of too many villages, before any work is done.

    Raises
    ------
    InputError
        If it has more.
    """
    n = len(problem.posts)
    if n > most:
        raise InputError([Fault("too_large", TOO_LARGE.with_values(n=n, most=most, what=what), BY_COUNTY)])
