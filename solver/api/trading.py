"""Total against the village worst off: the same round solved again with a rising floor for every village (§5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.report.compared import TradePoint
from solver.text import Lang

if TYPE_CHECKING:
    import pandas as pd

    from solver.api.listing import VillageList
    from solver.api.results import Solution
    from solver.api.rounds import Round
    from solver.domain.words import Role
    from solver.engine.effort import Effort


@dataclass(frozen=True)
class Trade:
    """The curve of total value against the village worst off, from no floor upwards."""

    points: tuple[TradePoint, ...]

    def frame(self, lang: Lang = "zh") -> pd.DataFrame:
        """Return one row a point, under the headers of the reader's language."""
        from solver.report.compared_tables import trade_table

        return trade_table(self.points, lang).headed()


def trade_off(
    source: Round | VillageList | str | Path,
    *,
    points: int = 5,
    effort: str | int | Effort = "quick",
    on_point: Callable[[int, int], None] | None = None,
) -> Trade:
    """Solve a round with rising floors, on the same list of villages.

    The floors rise in equal steps from the village worst off without a floor to the median village. Once a floor is
    not kept, the plans that are left look by halving for the highest that is: the most that the village worst off can
    have (maximin), as far as floors are counted, in steps of an eighth. The villages after it are not raised in turn:
    this is the first step of leximin, not leximin. Each point is a plan found at the effort, with its gap: the curve is
    what can be had, the true one lies above it by the gap at most. That a floor cannot be had is proved only where a
    point says so.

    Parameters
    ----------
    source
        A round, a list of villages, a scenario file, or a plan folder, whose list of villages is taken.
    points
        Plans to make at most, the one without a floor included.
    on_point
        Called after each with the number done and of all.

    Raises
    ------
    InputError
        If the inputs have faults.
    ValueError
        If fewer than two points are asked for.
    """
    from solver.api.listing import VillageList, freeze
    from solver.api.solving import solve

    if points < 2:
        raise ValueError("a curve has at least two points")
    if isinstance(source, VillageList):
        villages = source
    elif isinstance(source, (str, Path)) and Path(source).is_dir():
        villages = _listed_in(Path(source))
    else:
        villages = freeze(source)
    plain = _with_floor(villages, 0)
    found: dict[int, TradePoint] = {}
    least = middle = 0
    while len(found) < points:
        floor = _next_floor(found, least, middle, points - 1)
        if floor is None:
            break
        solution = solve(_with_floor(villages, floor), effort=effort)
        found[floor] = _point(solution, plain, floor, found.get(0))
        if floor == 0:
            brought = _brought(solution) or [0]
            least, middle = brought[0], brought[len(brought) // 2]
        if on_point is not None:
            on_point(len(found), points)
    return Trade(tuple(found[floor] for floor in sorted(found)))


def _listed_in(folder: Path) -> VillageList:
    """Return the list of villages that a plan folder fills, whether stage 1 made it or a planner."""
    from solver.api.finding import find_scenario
    from solver.api.listing import VillageList
    from solver.api.rounds import load
    from solver.report.plan_file import read_plan

    the_round, stored = load(find_scenario(folder)), read_plan(folder)
    return VillageList(the_round, stored.onto(the_round.instance).problem.posts, stored.stage1)


def _next_floor(found: Mapping[int, TradePoint], least: int, middle: int, steps: int) -> int | None:
    """Return the floor to try next: a step up, or halfway between what was had and what was not."""
    if not found:
        return 0
    short = min((floor for floor, point in found.items() if not point.kept), default=None)
    if short is None:
        floor = _as_counted(max(1, least + (middle - least) * len(found) // steps))
        return None if floor in found else floor
    low = max(max((floor for floor in found if floor < short), default=0), least)
    floor = _as_counted((low + short) // 2)
    return None if floor in found or floor <= least else floor


def _as_counted(floor: int) -> int:
    """Return what a floor is counted as, in whole steps: floors between two such are one and the same."""
    from solver.rules.village_floor import in_steps

    step, steps = in_steps(floor)
    return step * steps


def _with_floor(villages: VillageList, floor: int) -> VillageList:
    """Return the list with the rules that hold at a floor; the posts stay as they are frozen."""
    from solver.scenario.settings import Fairness

    the_round = villages.round
    opened = the_round.opened
    fairness = Fairness(kind="floor", floor=floor) if floor else Fairness()
    settings = opened.scenario.settings.model_copy(update={"fairness": fairness})
    scenario = replace(opened.scenario, settings=settings)
    changed = replace(opened, scenario=scenario, rule_book=scenario.rule_book())
    return replace(villages, round=replace(the_round, opened=changed))


def _brought(solution: Solution) -> list[int]:
    """Return what the people sent bring to each village with an open place, the least first."""
    from solver.book.evaluation import seat_points

    plan, problem = solution.plan, solution.plan.problem
    open_villages = [
        village.village_id
        for v, (village, post) in enumerate(zip(problem.instance.villages, problem.posts, strict=True))
        if any(post.places(role) > problem.n_staying(v, role) for role in _roles())
    ]
    points = dict.fromkeys(open_villages, 0)
    for a in plan.assignments:
        points[a.village_id] += sum(seat_points(a, plan, solution.solved.book).values())
    return sorted(points.values())


def _roles() -> Sequence[Role]:
    from solver.domain.words import ROLES

    return ROLES


def _point(solution: Solution, plain: VillageList, floor: int, free: TradePoint | None) -> TradePoint:
    """Return a point of the curve.

    Parameters
    ----------
    free
        The point without a floor; ``None`` for that point itself. A plan that keeps a floor has the same exceptions
        with and without it: if no plan is as light with it as this point is, none of such exceptions keeps the floor.
    """
    from solver.book.evaluation import evaluate
    from solver.rules.village_floor import VillageFloor

    found = evaluate(solution.plan, plain.round.book)
    short = sum(v.rule == VillageFloor.slug for v in solution.evaluation.exceptions)
    allowed = found.severity if free is None else free.severity
    brought = _brought(solution)
    return TradePoint(
        floor=floor,
        worst=brought[0] if brought else 0,
        tenth=brought[(len(brought) - 1) // 10] if brought else 0,
        value=found.value,
        severity=found.severity,
        gap=solution.gap,
        short=short,
        kept=not short and found.severity <= allowed,
        proved=solution.certificate.severity.best_bound > allowed,
    )
