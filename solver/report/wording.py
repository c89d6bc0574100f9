"""Phrases that several tables share."""

from __future__ import annotations

from solver.domain.candidate import Candidate
from solver.domain.certificate import Level
from solver.domain.needs import NEED_LABELS, serves
from solver.domain.village import Village
from solver.domain.words import NEED_ITEMS, Gate, State, VillageType
from solver.text import Text

GATES: tuple[Text, ...] = (
    Text("政治关", "politics"),
    Text("品行关", "character"),
    Text("能力关", "ability"),
    Text("作风关", "working style"),
    Text("廉洁关", "integrity"),
)
"""The five gates of E14, in the order of ``Candidate.vetting``."""

YES, NO = Text("是", "yes"), Text("否", "no")

DRAFT_NOTE = Text(
    "本表为草案：人选须经派出单位党委(党组)研究确定，未确定前不得公示、不得通知本人。",
    "This is a draft: the units' Party committees decide on the people; nothing is announced before that.",
)
DRAFT_MARK = Text("（草案）", " (draft)")
"""Follows the title above each printed page of a draft."""
INTERRUPTED_NOTE = Text(
    "本方案为求解中途停止时的最好方案，尚可继续优化。",
    "The search was stopped early: this is the best plan found so far.",
)


def yes_no(value: bool) -> Text:
    """Yes or no."""
    return YES if value else NO


def village_types(village: Village) -> tuple[object, ...]:
    """Types of a village in the order of the list, then the local ones."""
    return (*(t.label for t in VillageType if t in village.types), *village.custom_types)


def expertise_names(person: Candidate) -> tuple[Text, ...]:
    """Expertise in the order of the roster: the first is the main one."""
    return tuple(e.label for e in person.expertise)


def needs_served(person: Candidate, village: Village) -> tuple[Text, ...]:
    """Need items of the village that the person's expertise serves, the most needed first."""
    served = [
        (need, item)
        for need, item in zip(village.needs, NEED_ITEMS, strict=True)
        if need > 0 and serves(person.expertise, item)
    ]
    return tuple(
        Text("{item}({need})", "{item} ({need})", {"item": NEED_LABELS[item], "need": need})
        for need, item in sorted(served, key=lambda pair: (-pair[0], pair[1]))
    )


def pending_steps(person: Candidate) -> list[Text]:
    """What a nominee still has to pass before posting: gates that are pending, the unit's decision."""
    steps = []
    pending = tuple(name for name, gate in zip(GATES, person.vetting, strict=False) if gate is Gate.PENDING)
    if pending:
        steps.append(Text("联审待定：{gates}", "vetting pending: {gates}", {"gates": pending}))
    if person.state is not None and person.state is not State.CONFIRMED:
        steps.append(
            Text("尚未研究确定(现为{state})", "not yet confirmed (now {state})", {"state": person.state.label})
        )
    return steps


def percent_up(part: int, whole: int) -> str:
    """Write ``part / whole`` in percent with three decimals, rounded up: a gap is never understated.

    >>> percent_up(1, 30000)
    '0.004%'
    """
    thousandths = -(-part * 100_000 // max(1, abs(whole)))
    return f"{thousandths // 1000}.{thousandths % 1000:03d}%"


def severity_words(level: Level) -> Text:
    """Say what is proved about the exceptions."""
    values: dict[str, object] = {"bound": f"{level.bound:,}", "best": f"{level.best_bound:,}"}
    if level.reached == 0:
        return Text("没有例外。", "There is no exception.")
    if level.bound == level.reached:
        return Text("已证明：没有例外更轻的方案。", "Proved: no plan has lighter exceptions.")
    if level.best_bound == level.reached:
        return Text(
            "搜索已证明没有例外更轻的方案(可复核的下界为{bound})。",
            "A search proved that no plan has lighter exceptions (the re-checkable bound is {bound}).",
            values,
        )
    left = level.reached - level.best_bound
    values |= {"left": f"{left:,}", "gap": percent_up(left, level.reached)}
    if level.best_bound != level.bound:
        return Text(
            "未证明最轻：严重度最多还能减少{left}(下界{best}，可复核的下界{bound})。",
            "Not proved lightest: could fall by {left} at most (bound {best}, re-checkable {bound}).",
            values,
        )
    return Text(
        "未证明最轻：严重度最多还能减少{left}(差距{gap})。",
        "Not proved lightest: could fall by {left} at most (gap {gap}).",
        values,
    )


def value_words(level: Level) -> Text:
    """Say what is proved about the value."""
    left = level.bound - level.reached
    if left == 0:
        return Text(
            "已证明最优：例外不加重时，没有得分更高的方案。",
            "Proved best: no plan with the same exceptions has more points.",
        )
    values: dict[str, object] = {
        "left": f"{left:,}",
        "gap": percent_up(left, level.reached),
        "best": f"{level.best_bound:,}",
        "best_left": f"{level.best_bound - level.reached:,}",
    }
    if level.best_bound != level.bound:
        return Text(
            "例外不加重时，得分最多还能提高{best_left}分(搜索所证，上界{best})；可复核的差距为{left}分({gap})。",
            "With the same exceptions the value could rise by {best_left} at most (proved by search, bound {best}); "
            "re-checkable gap: {left} ({gap}).",
            values,
        )
    return Text(
        "例外不加重时，得分最多还能提高{left}分(差距{gap})。",
        "With the same exceptions the value could rise by {left} at most (gap {gap}).",
        values,
    )
