"""Several small repairs of a plan, each re-solved and priced: one more nominee, a limit raised, a term extended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.report.why.explanation import Explanation
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.explaining import Explainer
    from solver.domain.instance import Instance
    from solver.domain.posting import Incumbent
    from solver.engine.explaining.desk import Desk
    from solver.engine.explaining.loosening import Loosened
    from solver.engine.relaxation import PricePoint
    from solver.modelling.counts import Count
    from solver.modelling.model import AllocationModel
    from solver.modelling.seats import IntArray

HEADING = Text("最小的补救（每次只改一处，重新求解）", "Smallest repairs (one change each, re-solved)")
RAISE = Text("把{place}的“{title}”上限由{n}提高到{more}", "raise the limit of “{title}” for {place} from {n} to {more}")
EXTEND = Text("让{person}在{village}留任{role}", "let {person} stay in {village} as {role}")
EXTEND_UNWILLING = Text(
    "让{person}在{village}留任{role}（表中未写本人愿留）",
    "let {person} stay in {village} as {role} (the table does not say that the person wishes to)",
)
NOMINATE = Text(
    "再提名一人，条件、单位与{person}相同，派往另一个村",
    "nominate one more person like {person}, of the same unit and facts, for another village",
)
NOMINATE_KIND = Text(
    "再提名一人，条件同某名现有人选（{level}，专长{expertise}；姓名见内部版），派往另一个村",
    "nominate one more person like one of the nominees ({level}, {expertise}; the name is in the internal version), "
    "for another village",
)
NO_LEVEL, NO_EXPERTISE = Text("层级未填", "no level stated"), Text("未填", "no expertise stated")
EFFECT = Text(
    "{what}：例外严重度{severity}，得分{points}；{bound}。", "{what}: severity {severity}, points {points}; {bound}."
)
SEVERITY_BOUND = Text(
    "最轻不低于{least}（已证明）{proved}", "no plan then has less severity than {least} (proved){proved}"
)
IS_LEAST = Text("，已达到", ", which is reached")
NOTHING = Text("", "")
SIGN = Text(
    "或者照此签署例外：严重度{severity}，不另付代价。", "Or sign the exceptions as they are (severity {severity})."
)
NO_EXCEPTIONS = Text("方案没有例外，不需要补救。", "The plan has no exceptions: nothing to repair.")
BY_COUNTY = Text(
    "方案跨{n}个县，规模大，补救没有逐项求解；可对有例外的县单独编一份方案，再问补救。名额的上限值多少，见 --prices。",
    "The plan has {n} counties and is large: repairs are not solved for. Make a plan of the county with exceptions and "
    "ask that; what limits are worth at most is told by --prices.",
)
NONE_HELPS = Text(
    "试过的{n}种单项改动都没有减轻例外；两项以上同时改，未逐一试过。",
    "None of the {n} single changes tried lessens the exceptions; two at once were not tried.",
)
MOST_LIMITS, MOST_TERMS, MOST_NOMINEES = 4, 4, 3


@dataclass(frozen=True)
class Repair:
    """One change and the best plan found with it.

    Attributes
    ----------
    what, shared
        The change in full, and for readers who see no personal facts.
    severity, value
        Of the plan found.
    least
        With the change no plan has less severity.
    facts
        The change for programs.
    """

    what: Text
    shared: Text
    severity: int
    value: int
    least: int
    facts: dict[str, object]


def explain_repairs(explainer: Explainer) -> tuple[Explanation, ...]:
    """Return the menu: single changes that lessen the exceptions, best first."""
    if not explainer.solved.evaluation.severity:
        return (Explanation(HEADING, (NO_EXCEPTIONS,), True, {"repairs": []}, shared=(NO_EXCEPTIONS,)),)
    if explainer.is_split:
        told = (BY_COUNTY.with_values(n=len(explainer.split)),)
        return (Explanation(HEADING, told, False, {"repairs": [], "tried": 0}, shared=told),)
    desk = explainer.desk
    tried = tried_repairs(explainer)
    helpful = sorted((r for r in tried if r.severity < desk.severity), key=lambda r: (r.severity, -r.value))
    lines, shared, figures = [], [], []
    for repair in helpful:
        effect = EFFECT.with_values(
            severity=f"{repair.severity - desk.severity:+d}",
            points=f"{repair.value - desk.value:+d}",
            bound=SEVERITY_BOUND.with_values(
                least=repair.least, proved=IS_LEAST if repair.least == repair.severity else NOTHING
            ),
        )
        lines.append(effect.with_values(what=repair.what))
        shared.append(effect.with_values(what=repair.shared))
        known = {"severity": repair.severity, "value": repair.value, "least": repair.least}
        figures.append({"repair": repair.what.to("en"), **repair.facts, **known})
    end = [] if helpful else [NONE_HELPS.with_values(n=len(tried))]
    end.append(SIGN.with_values(severity=desk.severity))
    # what was tried and did not help is left out, so that it must be proved not to
    proved = all(repair.least == repair.severity or repair.least >= desk.severity for repair in tried)
    values: dict[str, object] = {"repairs": figures, "tried": len(tried)}
    return (Explanation(HEADING, (*lines, *end), proved, values, shared=(*shared, *end)),)


def tried_repairs(explainer: Explainer) -> list[Repair]:
    """Return every single change that was tried, whether it helps or not."""
    return [*_nominees(explainer), *_limits(explainer), *_terms(explainer)]


def _promising(explainer: Explainer, limits: dict[str, Count]) -> list[str]:
    """Return the keys of limits that may lessen severity, by the certificate's prices: the highest ceiling first."""
    from solver.report.why.ceilings import Ceilings

    ceilings = Ceilings.of(explainer.context).by_key
    promising = [key for key in limits if key in ceilings and ceilings[key].severity > 0]
    return sorted(promising, key=lambda key: (-ceilings[key].severity, -ceilings[key].points, key))


def _closed(explainer: Explainer, limits: dict[str, Count]) -> list[str]:
    """Return the keys of limits without any room that keep people from villages with exceptions: they have no price.

    Those that keep most people from there come first.
    """
    desk, instance = explainer.desk, explainer.context.instance
    troubled = {instance.village_index.get(v.place, -1) for v in explainer.solved.evaluation.exceptions}
    found = []
    for key, count in limits.items():
        if count.hard_upper == count.base:
            inside = [s for s in count.seats.tolist() if int(desk.model.seats.village[s]) in troubled]
            if inside:
                found.append((-len(set(desk.model.seats.person[inside].tolist())), key))
    return [key for _, key in sorted(found)]


def _nominees(explainer: Explainer) -> Iterator[Repair]:
    """Nominate one more person like one of those whom the prices of severity value most."""
    from solver.engine.explaining.loosening import raise_limit
    from solver.report.wording import expertise_names
    from solver.rules.one_post_per_person import OnePostPerPerson

    desk, ctx = explainer.desk, explainer.context
    people = ctx.instance.candidate_index
    posts = {
        c.key: c
        for c in desk.model.linking_counts
        if c.rule == OnePostPerPerson.slug and c.hard_upper == 1 and c.place in people
    }
    for key in _promising(explainer, posts)[:MOST_NOMINEES]:
        person = ctx.instance.candidates[people[posts[key].place]]
        shared = NOMINATE_KIND.with_values(
            level=ctx.level(person) or NO_LEVEL, expertise=expertise_names(person) or NO_EXPERTISE
        )
        facts: dict[str, object] = {"kind": "nominate", "like": person.person_id}
        found = raise_limit(desk, key, lighter=True)
        yield _repair(NOMINATE.with_values(person=ctx.name(person)), shared, found, facts)


def _limits(explainer: Explainer) -> Iterator[Repair]:
    """Raise, one at a time, the hard limits that cost severity most by the prices, then those without any room.

    Each by one; where people weigh differently (yuan of a budget), by the least that lets one more of them in.
    """
    from solver.engine.explaining.loosening import raise_limit

    desk, ctx = explainer.desk, explainer.context
    people = ctx.instance.candidate_index
    limits = {c.key: c for c in desk.model.linking_counts if c.hard_upper is not None and c.place not in people}
    for key in [*_promising(explainer, limits), *_closed(explainer, limits)][:MOST_LIMITS]:
        count = limits[key]
        limit = count.hard_upper or 0
        room = limit - desk.model.tally(count, desk.seats)
        by = 1 if count.weights is None else max(1, int(count.seat_weights.min()) - room)
        what = RAISE.with_values(
            place=ctx.place_label(count.place), title=ctx.rule_title(count.rule), n=limit, more=limit + by
        )
        facts: dict[str, object] = {"kind": "raise", "limit": key, "from": limit, "to": limit + by}
        yield _repair(what, what, raise_limit(desk, key, lighter=True, by=by), facts)


def _repair(what: Text, shared: Text, found: Loosened, facts: dict[str, object]) -> Repair:
    return Repair(what, shared, found.severity, found.value, found.severity_bound, facts)


def _terms(explainer: Explainer) -> Iterator[Repair]:
    """Let, one at a time, an incumbent stay where the village has an exception; first who wishes to."""
    ctx = explainer.context
    troubled = {v.place for v in explainer.solved.evaluation.exceptions}
    leaving = [i for v in sorted(troubled) for i in ctx.instance.leaving_by_village.get(v, ()) if not i.recalled]
    leaving.sort(key=lambda i: not i.wants_stay)
    for incumbent in leaving[:MOST_TERMS]:
        village = ctx.team_of[incumbent.village_id].village.full_name
        words = EXTEND if incumbent.wants_stay else EXTEND_UNWILLING
        what = words.with_values(person=ctx.name(incumbent.person), village=village, role=incumbent.role.label)
        facts: dict[str, object] = {
            "kind": "extend",
            "person": incumbent.person.person_id,
            "village": incumbent.village_id,
        }
        yield Repair(what, what, *_extended(explainer, incumbent), facts)


def _extended(explainer: Explainer, incumbent: Incumbent) -> tuple[int, int, int]:
    """Re-solve near a village with an incumbent staying; the newly sent keep their seats where they still fit.

    Returns
    -------
    tuple
        Severity and points of the plan found, and the least severity that is proved.
    """
    from dataclasses import fields, replace

    from solver.book.compile import compile_model
    from solver.domain.instance import Instance
    from solver.domain.plan import Problem
    from solver.engine.explaining.search import improve_nearby

    ctx, old = explainer.context, explainer.context.instance
    stays = replace(incumbent, end=old.reference.term_end, recalled=False)
    tables = {f.name: getattr(old, f.name) for f in fields(Instance) if f.init and not f.name.startswith("_")}
    tables["incumbents"] = [stays if i is incumbent else i for i in old.incumbents]
    instance = Instance.build(tables.pop("reference"), **tables)
    model = compile_model(Problem(instance, ctx.problem.posts), explainer.solved.book)
    desk = explainer.desk_of(model, _seats_that_fit(explainer, instance, model))
    of_severity = desk.severity_leaf
    assert of_severity is not None
    least = of_severity.proved.severity_bound()
    if least >= explainer.desk.severity:
        return desk.severity, desk.value, least
    of_value = desk.value_leaf
    assert of_value is not None
    near = _near(explainer, desk, instance.village_index[incumbent.village_id], of_value.point)
    below = explainer.desk.severity
    found = improve_nearby(desk.relaxation, desk.draft, near, of_value.point, of_severity.point, below=below)
    return found.severity, found.value, least


def _near(explainer: Explainer, desk: Desk, village: int, point: PricePoint) -> list[int]:
    """Return a village, those of the people who would do there, and those where people who lost their seat would do."""
    import numpy as np

    from solver.engine.explaining.search import villages_for

    seats, old = desk.model.seats, explainer.desk
    lost = np.setdiff1d(old.model.seats.person[old.seats], seats.person[desk.seats])
    free = np.flatnonzero(np.isin(seats.person, lost)).tolist()
    own = range(int(seats.start[village]), int(seats.start[village + 1]))
    wanted = (villages_for(desk.relaxation, desk.draft, some, point, 4) for some in (own, free))
    return sorted({village, *(v for some in wanted for v in some)})


def _seats_that_fit(explainer: Explainer, instance: Instance, model: AllocationModel) -> IntArray:
    """Return the seats of the plan that a model on other facts still has, and that keep its hard limits together."""
    import numpy as np

    from solver.domain.words import ROLES
    from solver.engine.warm_start import Ledger, legal_part

    wanted = {
        (instance.candidate_index[a.person_id], instance.village_index[a.village_id], ROLES.index(a.role))
        for a in explainer.solved.plan.assignments
    }
    seats = model.seats
    where = zip(seats.person.tolist(), seats.village.tolist(), seats.role.tolist(), strict=True)
    here = np.array([s for s, place in enumerate(where) if place in wanted], dtype=np.int64)
    try:
        model.evaluate(here)
    except ValueError:  # who stays uses up a limit that the plan used: some cannot go
        return legal_part(Ledger(model), here)
    return here
