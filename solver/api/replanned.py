"""A mended plan with the sentences that say what is proved of it, and the files it is written to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from solver.text import Text

if TYPE_CHECKING:
    from solver.engine.replanning.mending import Mended
    from solver.report.change_list import ChangeLine, ReserveLine
    from solver.report.solved import Solved

FEWEST = Text(
    "空缺的{posts}个岗位补上{filled}个，变动{n}人。已证明：没有方案能补得更多，补得同样多的没有变动更少的。",
    "Of {posts} vacated posts {filled} are filled; changed: {n}. Proved: no plan fills more of them, and none that "
    "fills as many changes fewer people.",
)
NOT_FEWEST = Text(
    "空缺的{posts}个岗位补上{filled}个，变动{n}人；未证明变动最少，已证明补这么多至少变动{least}人。",
    "Of {posts} vacated posts {filled} are filled; changed: {n}. Not proved to be the fewest; to fill as many, at "
    "least {least} change.",
)
BEST = Text(
    "已证明：在变动同样少的方案中，例外最轻，其次由原单位补员，再次得分最高。",
    "Proved: of the plans that change as few, none has lighter exceptions, then more posts with their unit, then more "
    "points.",
)
WIDEST = Text(
    "另动的人不超过{others}名时例外的最轻方案{proved}；比最少变动多动{more}人。",
    "Lightest exceptions with at most {others} further people changed{proved}; more than the fewest: {more}.",
)
NOT_BEST = Text("变动同样少的方案中是否最好，未证明。", "Not proved to be the best of the plans that change as few.")
FROZEN = Text("以上不动已冻结的{n}人。", "In all of this the {n} people who are frozen keep their seats.")
IDLE = Text(
    "{n}条异议不影响本方案（所涉人员不在岗、不在人选中，或不在所指的村）：{lines}。",
    "{n} objections change nothing (the person is not posted, no nominee, or not in the village named): {lines}.",
)
LEVELS = Text(
    "例外严重度{before}→{after}（任何方案不低于{least}）；得分{value}→{new}。",
    "Severity {before} → {after} (no plan has less than {least}); points {value} → {new}.",
)


@dataclass(frozen=True)
class Replanned:
    """A mended plan.

    Attributes
    ----------
    scenario
        The scenario of the mended plan, written beside the base scenario; ``verify`` and ``solve`` read it.
    others
        Further people who were allowed to be changed.
    """

    before: Solved
    solved: Solved
    mended: Mended
    scenario: Path
    n_vacated: int
    lines: tuple[ChangeLine, ...]
    reserves: tuple[ReserveLine, ...]
    others: int = 0
    n_frozen: int = 0
    idle: tuple[str, ...] = ()

    def notes(self) -> tuple[Text, ...]:
        """Return what is proved, what became of exceptions and points, and which objections change nothing."""
        frozen = (FROZEN.with_values(n=self.n_frozen),) if self.n_frozen else ()
        idle = (IDLE.with_values(n=len(self.idle), lines=self.idle),) if self.idle else ()
        return (*self._proved(), *frozen, self._levels(), *idle)

    def _proved(self) -> tuple[Text, ...]:
        mended = self.mended
        values: dict[str, object] = {
            "n": mended.changed,
            "posts": self.n_vacated,
            "filled": self.n_vacated - mended.empty,
            "least": mended.least_changed,
        }
        if self.others:
            proved = Text("（已证明）", " (proved)") if mended.best else Text("（未证明）", " (not proved)")
            more = mended.changed - mended.least_changed
            return (
                (FEWEST if mended.fewest and not more else NOT_FEWEST).with_values(**values),
                WIDEST.with_values(others=self.others, proved=proved, more=more),
            )
        first = FEWEST if mended.fewest else NOT_FEWEST
        return (first.with_values(**values), BEST if mended.best else NOT_BEST)

    def _levels(self) -> Text:
        return LEVELS.with_values(
            before=self.before.evaluation.severity,
            after=self.mended.severity,
            least=self.solved.certificate.severity.bound,
            value=self.before.evaluation.value,
            new=self.mended.value,
        )

    def write(self, folder: str | Path) -> Path:
        """Write the plan folder, and the change list beside it.

        Raises
        ------
        OutputError
            If one of them exists or cannot be written.
        """
        from solver.report.plan_folder import write_plan_folder

        return write_plan_folder(self.solved, Path(folder))

    def write_changes(self, file: Path) -> Path:
        """Write the one-page change list to sign.

        Raises
        ------
        OutputError
            If the file exists or cannot be written.
        """
        from solver.api.reporting import write_new
        from solver.report.change_list import TITLE, change_list_bytes

        lang = self.solved.lang
        title = f"{self.solved.title.to(lang)} {TITLE.to(lang)}"
        notes = [note.to(lang) for note in self.notes()]
        write_new(file, change_list_bytes(title, notes, self.lines, self.reserves, lang))
        return file
