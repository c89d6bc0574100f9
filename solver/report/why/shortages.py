"""Where people are short: smallest sets of places, who could go there, and why nobody else.

Of a plan of many counties each county is looked at on its own: a shortage within it is one whatever the others do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from solver.book.compile import compile_model, seats_taken
from solver.book.split import Split
from solver.domain.plan import Assignment, Plan, Problem
from solver.domain.words import ROLES
from solver.engine.explaining.shortage import EFFORT, Shortage, Shortages, shortages
from solver.modelling.model import AllocationModel
from solver.modelling.rule import TeamRule
from solver.modelling.seats import IntArray
from solver.report.context import Context
from solver.report.why.barring import bars
from solver.report.why.explanation import Explanation
from solver.report.wording_lists import listed
from solver.text import Text
from solver.verify.shortage_count import limit_binds, recount

HEADING = Text(
    "“{title}”：{places}共需再派{need}人，能派的只有{can}人",
    "“{title}”: {places} need {need} more, only {can} can be sent",
)
NAMED = Text("可任者：{people}。", "Who could go: {people}.")
NOBODY = Text("提名人选中没有一人可任。", "Not one of the nominees could go.")
COUNTED = Text("可任者{n}人。", "Who could go: {n}.")
N_PEOPLE = Text("{n}人", "{n} people")
LIMITED = Text("其中{people}合计最多派{room}人（“{title}”）。", "Of {people} at most {room} can be sent (“{title}”).")
WHY = Text("其余{n}名提名人选：{reasons}。", "The other nominees ({n}): {reasons}.")
WHY_HERE = Text(
    "其余{n}名可到本县任职的提名人选：{reasons}。", "The other nominees who may serve in the county ({n}): {reasons}."
)
BY_RULE = Text("“{title}”不允许{n}人", "barred by “{title}”: {n}")
BY_DEMAND = Text("不具备所要求的条件{n}人", "without what is asked for: {n}")
SMALLEST = Text(
    "已证明：这样清点，没有更小的村组缺人。", "Proved: counted this way, no smaller set of places is short."
)
NOT_SMALLEST = Text("是否最小，未证明。", "That it is the smallest is not proved.")
CHECKED = Text("已按规则条文另行清点，一致。", "Counted again from the statements of the rules: the same.")
UNCHECKED = Text(
    "同一村有多项要求，未能逐条另行清点。", "A village has several demands of the rule: not counted again one by one."
)
NONE_SHORT = Text("没有缺人的村组", "No set of places is short")
OTHERWISE = Text("其他未满足的要求", "What falls short for another reason")
NO_SHORTAGE = Text(
    "方案满足全部下限；或所缺的人另有他用，并非总数不够。",
    "The plan meets every lower limit, or the people it lacks are wanted elsewhere rather than too few.",
)
ELSEWHERE = Text(
    "“{title}”在{places}未满足，但无论怎样合起来算，可任者都够：人是被别处占用，或受其他规则牵制。",
    "“{title}” falls short in {places}, though no set of these has too few people: they are wanted elsewhere, or other "
    "rules stand in the way.",
)
NOT_COUNTED = Text(
    "“{title}”在{places}未满足；是不是人手不足，没有逐一清点。",
    "“{title}” falls short in {places}; whether people are too few there was not counted.",
)
AND_MORE = Text("{first}等{n}处", "{first} and others ({n} places)")
PLACES = Text("各处：{places}。", "The places: {places}.")
MOST_NAMED, MOST_PLACES = 12, 4


@dataclass(frozen=True)
class _Place:
    """Where is looked: the whole plan, or a county of it with the people who may serve there."""

    ctx: Context
    problem: Problem
    model: AllocationModel
    taken: IntArray

    def name(self, person: int) -> str:
        """Name somebody by position."""
        return self.ctx.name(self.problem.instance.candidates[person])


def explain_shortages(
    ctx: Context, problem: Problem, model: AllocationModel, taken: IntArray, effort: float = EFFORT
) -> tuple[Explanation, ...]:
    """Return one answer a shortage, and one for rules that fall short for another reason.

    Parameters
    ----------
    problem, model, taken
        The whole plan's, or those of one county of it.
    effort
        Of each search for a smallest set.
    """
    place = _Place(ctx, problem, model, taken)
    found = shortages(model, taken, effort=effort)
    answers = [_told(place, one) for one in found.found]
    others = list(_others(place, found))
    if others or not answers:
        heading, lines = OTHERWISE if answers else NONE_SHORT, tuple(text for text, _ in others) or (NO_SHORTAGE,)
        proved = all(decided for _, decided in others)
        answers.append(Explanation(heading, lines, proved, {"places": []}, shared=lines))
    return tuple(answers)


def _others(place: _Place, found: Shortages) -> Iterator[tuple[Text, bool]]:
    """Say of each rule where it falls short besides, and why as far as it is decided."""
    ctx, here = place.ctx, place.problem.instance.village_index
    whole = len(here) == len(ctx.instance.villages)
    lower = {c.rule for c in place.model.all_counts if c.lower is not None}
    explained = {(one.rule, c.place) for one in found.found for c in one.counts}
    rest: dict[str, list[str]] = {}
    for v in ctx.solved.evaluation.exceptions:
        if v.rule in lower and (whole or v.place in here) and (v.rule, v.place) not in explained:
            rest.setdefault(v.rule, []).append(v.place)
    for rule, places in rest.items():
        decided = rule in found.complete
        words = ELSEWHERE if decided else NOT_COUNTED
        names = tuple(ctx.place_name(p) for p in dict.fromkeys(places))
        yield words.with_values(title=ctx.rule_title(rule), places=_some(names)), decided


def _some(places: Sequence[str]) -> object:
    """Name places, or the first of many."""
    many = len(places) > MOST_PLACES
    return AND_MORE.with_values(first=tuple(places[:2]), n=len(places)) if many else tuple(places)


def shortages_of(ctx: Context, county: str | None = None, effort: float = EFFORT) -> tuple[Explanation, ...]:
    """Return the shortages of a plan, or of one county of it, county by county; none where nothing falls short."""
    split = Split(ctx.problem, ctx.solved.book)
    troubled = {v.place for v in ctx.solved.evaluation.exceptions}
    found: list[Explanation] = []
    for number, (_, name) in enumerate(split.areas):
        ids = [ctx.instance.villages[v].village_id for v in split.villages_of(number)]
        if county not in (None, name) or (len(split) > 1 and troubled.isdisjoint(ids)):
            continue
        part = split.part(number)
        if len(split) == 1:
            model = compile_model(ctx.problem, ctx.solved.book)
            return explain_shortages(ctx, ctx.problem, model, seats_taken(model, ctx.plan), effort)
        model, inside = split.compile(part), set(ids)
        plan = Plan.of(part.problem, [a for a in ctx.plan.assignments if a.village_id in inside])
        found += explain_shortages(ctx, part.problem, model, seats_taken(model, plan), effort)
    return tuple(found)


def _told(place: _Place, one: Shortage) -> Explanation:
    ctx = place.ctx
    people = sorted({p for group in one.groups for p in group.people})
    places = tuple(ctx.place_name(c.place) for c in one.counts)
    heading = HEADING.with_values(title=ctx.rule_title(one.rule), places=_some(places), need=one.need, can=one.can)
    listing = [PLACES.with_values(places=places)] if len(places) > MOST_PLACES else []
    lines = [*listing, _named(place, people)]
    shared = [*listing, COUNTED.with_values(n=len(people)) if people else NOBODY]
    for group in one.groups:
        if group.can < len(group.people):
            title = ctx.rule_title(group.limit.partition("@")[0])
            limited = LIMITED.with_values(room=group.room, title=title)
            lines.append(limited.with_values(people=tuple(place.name(p) for p in group.people)))
            shared.append(limited.with_values(people=N_PEOPLE.with_values(n=len(group.people))))
    is_checked = checked(place, one)
    rest = [
        _why_nobody_else(place, one, set(people)),
        SMALLEST if one.smallest else NOT_SMALLEST,
        CHECKED if is_checked else UNCHECKED,
    ]
    figures: dict[str, object] = {
        "rule": one.rule,
        "places": [c.place for c in one.counts],
        "need": one.need,
        "can": one.can,
        "people": [place.problem.instance.candidates[p].person_id for p in people],
        "checked": is_checked,
    }
    proved = one.smallest and is_checked
    return Explanation(heading, (*lines, *rest), proved, figures, shared=(*shared, *rest))


def _named(place: _Place, people: list[int]) -> Text:
    names = tuple(place.name(p) for p in people[:MOST_NAMED])
    more = ("…",) if len(people) > MOST_NAMED else ()
    return NAMED.with_values(people=(*names, *more)) if people else NOBODY


def checked(place: _Place, one: Shortage) -> bool:
    """Whether counting from the statements gives the same need, the same people, and limits that bind."""
    ctx, book = place.ctx, place.ctx.solved.book
    if one.rule not in {rule.slug for rule in book.rules_of(TeamRule)}:
        return False
    candidates = place.problem.instance.candidates
    again = recount(place.problem, book, one.rule, [c.place for c in one.counts])
    people = {candidates[p].person_id for group in one.groups for p in group.people}
    if again.need != one.need or set(again.people) != people:
        return False
    for group in one.groups:
        if group.can == len(group.people):
            continue
        seats = _one_seat_each(place, one, group.people[: group.room + 1])
        if not limit_binds(ctx.problem, book, group.limit.partition("@")[0], seats):
            return False
    return True


def _one_seat_each(place: _Place, one: Shortage, people: Iterable[int]) -> list[Assignment]:
    instance, seats = place.problem.instance, place.model.seats
    chosen: dict[int, int] = {}
    for count in one.counts:
        for s in count.seats.tolist():
            chosen.setdefault(int(seats.person[s]), s)
    return [
        Assignment(
            instance.villages[int(seats.village[chosen[p]])].village_id,
            ROLES[int(seats.role[chosen[p]])],
            instance.candidates[p].person_id,
        )
        for p in people
    ]


def _why_nobody_else(place: _Place, one: Shortage, people: set[int]) -> Text:
    """Count the others by the first rule that bars them; who is not barred lacks what is asked for."""
    ctx, seats = place.ctx, place.model.seats
    roles = {int(r) for c in one.counts for r in seats.role[c.seats]} or {0, 1}
    reasons: Counter[str] = Counter()
    team = ctx.team_of.get(one.counts[0].place)
    others = [c for i, c in enumerate(place.problem.instance.candidates) if i not in people]
    for person in others:
        first = {""}
        if team is not None:
            barred = [bars(ctx, person, team.village, ROLES[r]) for r in sorted(roles)]
            first = {found[0][0] if found else "" for found in barred}
        reasons["" if "" in first else min(first)] += 1
    told = [
        BY_RULE.with_values(title=ctx.rule_title(slug), n=n) if slug else BY_DEMAND.with_values(n=n)
        for slug, n in reasons.most_common()
    ]
    whole = len(place.problem.instance.candidates) == len(ctx.instance.candidates)
    return (WHY if whole else WHY_HERE).with_values(n=len(others), reasons=listed(told))
