"""Several small repairs of a plan, each re-solved and priced: a limit raised, a term extended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from solver.report.why.explanation import Explanation
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.explaining import Explainer
    from solver.domain.instance import Instance
    from solver.domain.posting import Incumbent
    from solver.domain.words import Role
    from solver.modelling.model import AllocationModel
    from solver.modelling.seats import IntArray

HEADING = Text("最小的补救（每次只改一处，重新求解）", "Smallest repairs (one change each, re-solved)")
RAISE = Text("把{place}的“{title}”上限由{n}提高到{more}", "raise the limit of “{title}” for {place} from {n} to {more}")
EXTEND = Text("让{person}在{village}留任{role}", "let {person} stay in {village} as {role}")
NOMINATE = Text("再提名一人，条件与{person}相同", "nominate one more person like {person}, of the same unit and facts")
EFFECT = Text(
    "{what}：例外严重度{severity}，得分{points}；{bound}。", "{what}: severity {severity}, points {points}; {bound}."
)
SEVERITY_BOUND = Text(
    "最轻不低于{least}（已证明）{proved}", "no plan then has less severity than {least} (proved){proved}"
)
IS_LEAST = Text("，已达到", ", which is reached")
SIGN = Text(
    "或者照此签署例外：严重度{severity}，不另付代价。", "Or sign the exceptions as they are (severity {severity})."
)
NO_EXCEPTIONS = Text("方案没有例外，不需要补救。", "The plan has no exceptions: nothing to repair.")
NONE_HELPS = Text(
    "试过的{n}种单项改动都不能减轻例外；须两项以上同时改，未逐一试过。",
    "None of the {n} single changes tried lessens the exceptions; two at once were not tried.",
)
NOMINATE_KIND = Text(
    "再提名一人，条件同某名现有人选（{level}，专长{expertise}；姓名见内部版）",
    "nominate one more person like one of the nominees ({level}, {expertise}; the name is in the internal version)",
)
NO_LEVEL, NO_EXPERTISE = Text("层级未填", "no level stated"), Text("未填", "no expertise stated")
MOST_LIMITS, MOST_TERMS, MOST_NOMINEES = 4, 4, 3


@dataclass(frozen=True)
class Repair:
    """What is changed, in full and for readers who see no personal facts."""

    what: Text
    open_words: Text | None = None

    @property
    def shared(self) -> Text:
        """For readers who see no personal facts."""
        return self.open_words or self.what


Tried: TypeAlias = tuple[Repair, int, int, int]
"""A repair, with severity and points of the plan found, and the least severity that is proved."""


def explain_repairs(explainer: Explainer) -> tuple[Explanation, ...]:
    """Return the menu: single changes that lessen the exceptions, best first."""
    desk = explainer.desk
    if not desk.severity:
        return (Explanation(HEADING, (NO_EXCEPTIONS,), True, {"repairs": []}, shared=(NO_EXCEPTIONS,)),)
    tried = [*_limits(explainer), *_terms(explainer)]
    helpful = sorted((t for t in tried if t[1] < desk.severity), key=lambda t: (t[1], -t[2]))
    lines, shared, figures = [], [], []
    for repair, severity, value, least in helpful:
        values: dict[str, object] = {"severity": f"{severity - desk.severity:+d}", "points": f"{value - desk.value:+d}"}
        bound = SEVERITY_BOUND.with_values(least=least, proved=IS_LEAST if least == severity else Text("", ""))
        lines.append(EFFECT.with_values(what=repair.what, bound=bound, **values))
        shared.append(EFFECT.with_values(what=repair.shared, bound=bound, **values))
        figures.append({"repair": repair.what.to("en"), "severity": severity, "value": value, "least": least})
    end = [] if helpful else [NONE_HELPS.with_values(n=len(tried))]
    end.append(SIGN.with_values(severity=desk.severity))
    proved = all(least == severity for _, severity, _, least in helpful)
    if not helpful:
        proved = all(least >= desk.severity for _, _, _, least in tried)
    known: dict[str, object] = {"repairs": figures, "tried": len(tried)}
    return (Explanation(HEADING, (*lines, *end), proved, known, shared=(*shared, *end)),)


def _limits(explainer: Explainer) -> Iterator[Tried]:
    """Raise, one at a time, the hard limits of units that cost severity most by the prices."""
    from solver.engine.explaining.loosening import prices_of, raise_limit

    desk, ctx = explainer.desk, explainer.context
    prices = prices_of(desk)
    people = ctx.instance.candidate_index
    limits = {c.key: c for c in desk.model.linking_counts if c.hard_upper is not None and c.place not in people}
    yield from _nominees(explainer)
    severe = [key for key in prices if prices[key][0] and key in limits]
    tight = [
        key
        for key, c in limits.items()
        if key not in severe
        and not c.is_idle
        and not c.allows(desk.model.tally(c, desk.seats) + 1)
        and prices.get(key, (0, 0))[1]
    ]
    ranked = sorted(severe, key=lambda k: (-prices[k][0], k)) + sorted(tight, key=lambda k: (-prices[k][1], k))
    for key in ranked[:MOST_LIMITS]:
        count = limits[key]
        found = raise_limit(desk, key, lighter=True)
        values: dict[str, object] = {
            "place": ctx.place_name(count.place),
            "title": ctx.rule_title(count.rule),
            "n": count.hard_upper,
            "more": (count.hard_upper or 0) + 1,
        }
        yield Repair(RAISE.with_values(**values)), found.severity, found.value, found.severity_bound


def _nominees(explainer: Explainer) -> Iterator[Tried]:
    """Nominate one more person like one of those whom the prices of severity value most."""
    from solver.engine.explaining.loosening import prices_of, raise_limit
    from solver.report.wording import expertise_names

    desk, ctx = explainer.desk, explainer.context
    prices = prices_of(desk)
    of_person = {
        c.key: ctx.instance.candidates[ctx.instance.candidate_index[c.place]]
        for c in desk.model.linking_counts
        if c.hard_upper == 1 and c.place in ctx.instance.candidate_index and prices.get(c.key, (0, 0))[0]
    }
    for key in sorted(of_person, key=lambda k: (-prices[k][0], k))[:MOST_NOMINEES]:
        found = raise_limit(desk, key, lighter=True)
        person = of_person[key]
        level = ctx.level(person) or NO_LEVEL
        shared = NOMINATE_KIND.with_values(level=level, expertise=expertise_names(person) or NO_EXPERTISE)
        repair = Repair(NOMINATE.with_values(person=ctx.name(person)), shared)
        yield repair, found.severity, found.value, found.severity_bound


def _terms(explainer: Explainer) -> Iterator[Tried]:
    """Let, one at a time, an incumbent stay where the village has an exception and the person may."""
    ctx = explainer.context
    troubled = {v.place for v in explainer.solved.evaluation.exceptions}
    leaving = [i for v in sorted(troubled) for i in ctx.instance.leaving_by_village.get(v, ()) if not i.recalled]
    for incumbent in leaving[:MOST_TERMS]:
        found = _extended(explainer, incumbent)
        if found is not None:
            village = ctx.team_of[incumbent.village_id].village.full_name
            values: dict[str, object] = {
                "person": ctx.name(incumbent.person),
                "village": village,
                "role": incumbent.role.label,
            }
            yield Repair(EXTEND.with_values(**values)), *found


def _extended(explainer: Explainer, incumbent: Incumbent) -> tuple[int, int, int] | None:
    """Re-solve near a village with an incumbent staying; the newly sent keep their seats where they still fit."""
    from dataclasses import replace

    from solver.book.compile import compile_model
    from solver.domain.instance import Instance
    from solver.domain.plan import Problem
    from solver.engine.explaining.bounding import Bounds
    from solver.engine.explaining.leaves import leaves_of
    from solver.engine.explaining.search import improve_nearby, villages_for
    from solver.engine.relaxation import Relaxation
    from solver.engine.warm_start import started

    ctx, old = explainer.context, explainer.context.instance
    stays = replace(incumbent, end=old.reference.term_end, recalled=False)
    tables = {name: getattr(old, name) for name in ("villages", "candidates", "units", "pairings", "pins", "scores")}
    rows = [stays if i is incumbent else i for i in old.incumbents]
    instance = Instance.build(old.reference, **tables, incumbents=rows)
    problem = Problem(instance, ctx.problem.posts)
    model = compile_model(problem, explainer.solved.book)
    wanted = {(a.person_id, a.village_id, a.role) for a in ctx.plan.assignments}
    seats = _seats_that_exist(instance, model, wanted)
    relaxation = Relaxation(model)
    draft = started(relaxation, seats)
    certificate = explainer.solved.certificate
    of_severity = leaves_of(relaxation, certificate.severity, points=0)[0][1]
    of_value = leaves_of(relaxation, certificate.value, points=1)[0][1]
    n = len(relaxation.linking)
    of_value = replace(of_value, rows=of_value.rows[:n])
    v = instance.village_index[incumbent.village_id]
    own = range(int(model.seats.start[v]), int(model.seats.start[v + 1]))
    near = sorted({v, *villages_for(relaxation, draft, list(own), of_value, 7)})
    found = improve_nearby(relaxation, draft, near, of_value, of_severity)
    least = max(p.severity_bound() for p in Bounds(relaxation, [((), of_severity)]).points())
    return found.severity, found.value, least


def _seats_that_exist(instance: Instance, model: AllocationModel, wanted: set[tuple[str, str, Role]]) -> IntArray:
    import numpy as np

    from solver.domain.words import ROLES

    s = model.seats
    where = zip(s.person.tolist(), s.village.tolist(), s.role.tolist(), strict=True)
    return np.array(
        [
            i
            for i, (p, v, r) in enumerate(where)
            if (instance.candidates[p].person_id, instance.villages[v].village_id, ROLES[r]) in wanted
        ],
        dtype=np.int64,
    )
