"""Villages first: the frozen list, from stage 1 or from a planner's hand (§2)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.rounds import Round, load
from solver.errors import Fault, InputError
from solver.text import Lang, Text

if TYPE_CHECKING:
    import pandas as pd

    from solver.domain.plan import Problem
    from solver.domain.village import Post
    from solver.domain.violation import Violation
    from solver.engine.stage1 import Stage1


@dataclass(frozen=True)
class VillageList:
    """The posts that stage 2 fills, one a village.

    Attributes
    ----------
    exceptions
        What the list falls short of, to be signed.
    stage1
        What stage 1 proved about it; ``None`` for a list that was given.
    source
        Of a list from a file that the scenario does not name: file name to SHA-256.
    """

    round: Round
    posts: tuple[Post, ...]
    exceptions: tuple[Violation, ...]
    stage1: Stage1 | None = None
    source: tuple[tuple[str, str], ...] = ()

    @property
    def interrupted(self) -> bool:
        """Whether stage 1 was stopped before it had proved its list."""
        return self.stage1 is not None and self.stage1.interrupted

    @property
    def problem(self) -> Problem:
        """What stage 2 solves."""
        from solver.domain.plan import Problem

        return Problem(self.round.instance, self.posts)

    def frame(self, lang: Lang | None = None) -> pd.DataFrame:
        """Return the list as a table: one row a village, with its post and the reasons in words."""
        import pandas as pd

        lang = lang or self.round.lang
        mark = "；" if lang == "zh" else "; "
        rows = [
            {
                "village_id": village.village_id,
                "village": village.full_name,
                "tier": post.tier,
                "mode": post.mode.label.to(lang),
                "members_min": post.members_min,
                "members_target": post.members_target,
                "members_max": post.members_max,
                "reasons": mark.join(reason.to(lang).rstrip("。.") for reason in post.reasons),
            }
            for village, post in zip(self.round.instance.villages, self.posts, strict=True)
        ]
        return pd.DataFrame(rows)


def freeze(source: Round | str | Path, *, posts: str | Path | None = None) -> VillageList:
    """Decide what every village gets, or take the list that a planner froze.

    Parameters
    ----------
    source
        A round, or the path of its scenario.
    posts
        A list to take instead of the scenario's or of stage 1: ``.xlsx`` or ``.csv``, as
        :func:`write_village_list` writes it.

    Raises
    ------
    InputError
        If a list has faults, or breaks a rule that no list may break.
    """
    the_round = source if isinstance(source, Round) else load(source)
    if posts is not None:
        return _given(the_round, Path(posts))
    if the_round.posts is not None:
        file = the_round.opened.scenario.posts
        return _checked(the_round, the_round.posts, file.name if file else "")
    from solver.engine.stage1 import freeze_villages

    stage1 = freeze_villages(the_round.instance, the_round.book)
    return VillageList(the_round, stage1.posts, stage1.violations, stage1)


def write_village_list(villages: VillageList, path: str | Path, lang: Lang | None = None) -> Path:
    """Write the list as ``.xlsx`` or ``.csv``, to be edited and given back with ``posts``.

    Raises
    ------
    OutputError
        If the file exists, has another ending, or cannot be written.
    """
    from solver.scenario.posts_table import write_posts

    write_posts(Path(path), villages.posts, villages.round.instance, lang or villages.round.lang)
    return Path(path)


def _given(the_round: Round, path: Path) -> VillageList:
    from solver.scenario.posts_table import read_posts

    posts, faults = read_posts(path, the_round.instance)
    if any(fault.severity == "error" for fault in faults):
        raise InputError(faults)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return _checked(the_round, posts, path.name, ((path.name, digest),))


def _checked(
    the_round: Round, posts: tuple[Post, ...], file: str, source: tuple[tuple[str, str], ...] = ()
) -> VillageList:
    """Check a given list with the village rules; refuse it if it breaks one that is never broken."""
    from solver.book.entitle import check_posts

    found = check_posts(the_round.instance, posts, the_round.book)
    mend = Text("请修改名单。", "change the list.")
    hard = [Fault("posts_break_rule", v.message, mend, file=file, value=v.place) for v in found if v.hard]
    if hard:
        raise InputError(hard)
    return VillageList(the_round, posts, found, source=source)
