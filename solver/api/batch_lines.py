"""What a batch says of one solved scenario: its figures, and what is other than in the base."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from solver.text import Lang

if TYPE_CHECKING:
    from solver.api.results import Solution
    from solver.domain.plan import Plan
    from solver.report.batch_tables import BatchLine, ChangedVillage, MovedPerson, PlanFigures


def line_of(solution: Solution, base: Solution | None, folder: str, lang: Lang) -> BatchLine:
    """Return the line of a plan.

    Parameters
    ----------
    base
        Plan of the scenario that this one extends, or ``None``.
    folder
        Name of the plan folder.
    """
    from solver.report.batch_tables import BatchLine

    return BatchLine(
        name=solution.villages.round.name,
        question=solution.solved.title,
        standing="interrupted" if solution.interrupted else "solved",
        base="" if base is None else base.villages.round.name,
        folder=folder,
        figures=figures_of(solution),
        before=None if base is None else figures_of(base),
        moves=() if base is None else moves_between(base, solution, lang),
        villages=() if base is None else villages_between(base.plan, solution.plan),
    )


def figures_of(solution: Solution) -> PlanFigures:
    """Return the figures of a plan."""
    from solver.report.batch_tables import PlanFigures

    plan = solution.plan
    posts = {post.village_id: posts_in(plan, v) for v, post in enumerate(plan.problem.posts)}
    filled = sum(min(posts[team.village.village_id], len(team.people)) for team in plan.teams)
    return PlanFigures(
        listed=sum(post.wants_first_secretary for post in plan.problem.posts),
        posts=sum(posts.values()),
        filled=filled,
        sent=len(plan.assignments),
        exceptions=solution.n_exceptions,
        severity=solution.severity,
        value=solution.value,
        best_value=solution.certificate.value.best_bound,
        due_next_year=due_next_year(plan),
    )


def posts_in(plan: Plan, village_idx: int) -> int:
    """Return how many posts a village has in the frozen list."""
    post = plan.problem.posts[village_idx]
    return int(post.wants_first_secretary) + post.members_target


def due_next_year(plan: Plan) -> int:
    """Return how many people on post under a plan, new ones included, come to the end of their term the year after."""
    instance = plan.problem.instance
    reference = instance.reference
    year = reference.on_post_date.year + 1
    staying = sum(i.end is not None and i.end.year == year for i in instance.staying)
    return staying + (len(plan.assignments) if reference.term_end.year == year else 0)


def moves_between(base: Solution, solution: Solution, lang: Lang) -> tuple[MovedPerson, ...]:
    """Return everybody whose posting differs, in words."""
    from solver.api.comparing import compare
    from solver.report.batch_tables import MovedPerson

    found = compare(base, solution)
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
        people = Counter({team.village.village_id: len(team.people) for team in plan.teams})
        sizes.append(
            {
                v.village_id: (posts_in(plan, i), people[v.village_id])
                for i, v in enumerate(plan.problem.instance.villages)
            }
        )
        names.update((v.village_id, v.full_name or v.village_id) for v in plan.problem.instance.villages)
    old, new = sizes
    changed = []
    for village_id in sorted({*old, *new}):
        (posts, people_then), (posts_now, people_now) = old.get(village_id, (0, 0)), new.get(village_id, (0, 0))
        if (posts, people_then) != (posts_now, people_now):
            changed.append(ChangedVillage(names[village_id], posts, posts_now, people_then, people_now))
    return tuple(changed)
