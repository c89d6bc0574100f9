"""What a batch says of one solved scenario: its figures, and what is other than in the base."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from solver.text import Lang, Text

if TYPE_CHECKING:
    from solver.domain.plan import Plan
    from solver.report.batch_tables import BatchLine, ChangedVillage, MovedPerson, PlanFigures
    from solver.report.solved import Solved


COLD = Text(
    "未从基准方案开始求解：多县且村数超过{most}的，分县求解，不用起点方案",
    "not begun from the plan of its base: several counties of more than {most} villages are solved in parts",
)


@dataclass(frozen=True)
class Made:
    """A plan of a batch, and the folder that it was written to.

    Attributes
    ----------
    start_unused
        Whether a plan to begin with was given that it could not use.
    """

    solved: Solved
    folder: str
    start_unused: bool = False


def line_of(made: Made, base: Made | None, lang: Lang) -> BatchLine:
    """Return the line of a plan. It goes by the name of its folder: scenarios may be named alike, folders are not.

    Parameters
    ----------
    base
        Plan of the scenario that this one extends, or ``None``.
    """
    from solver.api.searching import WHOLE
    from solver.report.batch_tables import BatchLine

    solved = made.solved
    line = BatchLine(
        name=made.folder,
        question=solved.title,
        standing="interrupted" if solved.status == "interrupted" else "solved",
        folder=made.folder,
        figures=figures_of(solved),
        remarks=(COLD.with_values(most=WHOLE),) if made.start_unused else (),
    )
    if base is None:
        return line
    return replace(
        line,
        base=base.folder,
        before=figures_of(base.solved),
        moves=moves_between(base.solved, solved, lang),
        villages=villages_between(base.solved.plan, solved.plan),
    )


def figures_of(solved: Solved) -> PlanFigures:
    """Return the figures of a plan."""
    from solver.domain.words import ROLES
    from solver.report.batch_tables import PlanFigures
    from solver.report.totals import filling

    plan, judged, certificate = solved.plan, solved.evaluation, solved.certificate
    posts = [filling(plan, role) for role in ROLES]
    return PlanFigures(
        listed=sum(post.wants_first_secretary for post in plan.problem.posts),
        posts=sum(of_role.planned for of_role in posts),
        filled=sum(of_role.filled for of_role in posts),
        sent=len(plan.assignments),
        exceptions=solved.n_exceptions,
        severity=judged.severity,
        least_severity=certificate.severity.best_bound,
        value=judged.value,
        best_value=certificate.value.best_bound,
        due_next_year=due_next_year(plan),
    )


def due_next_year(plan: Plan) -> int:
    """Return how many people on post under a plan, new ones included, come to the end of their term the year after."""
    instance = plan.problem.instance
    reference = instance.reference
    year = reference.on_post_date.year + 1
    staying = sum(i.end is not None and i.end.year == year for i in instance.staying)
    return staying + (len(plan.assignments) if reference.term_end.year == year else 0)


def moves_between(base: Solved, solved: Solved, lang: Lang) -> tuple[MovedPerson, ...]:
    """Return everybody whose posting differs, in words."""
    from solver.api.comparing import compare
    from solver.report.batch_tables import MovedPerson

    found = compare(base, solved)
    return tuple(
        MovedPerson(
            move.person_id,
            found.names.get(move.person_id, ""),
            move.kind,
            found.posting(move.before, lang),
            found.posting(move.after, lang),
        )
        for move in found.moves
    )


def villages_between(before: Plan, after: Plan) -> tuple[ChangedVillage, ...]:
    """Return the villages whose posts or people are more or fewer, by ID."""
    from solver.report.batch_tables import ChangedVillage

    sizes: list[dict[str, tuple[int, int]]] = []
    names: dict[str, str] = {}
    for plan in (before, after):
        sizes.append({})
        for team in plan.teams:
            village, post = team.village, team.post
            names[village.village_id] = village.full_name or village.village_id
            sizes[-1][village.village_id] = int(post.wants_first_secretary) + post.members_target, len(team.people)
    old, new = sizes
    changed = []
    for village_id in sorted({*old, *new}):
        (posts, people_then), (posts_now, people_now) = old.get(village_id, (0, 0)), new.get(village_id, (0, 0))
        if (posts, people_then) != (posts_now, people_now):
            changed.append(ChangedVillage(names[village_id], posts, posts_now, people_then, people_now))
    return tuple(changed)
