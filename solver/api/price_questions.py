"""What one more person is worth, by unit, level and expertise: ceilings that prices prove, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from solver.report.why.explanation import Explanation
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.explaining import Explainer
    from solver.domain.candidate import Candidate
    from solver.engine.explaining.loosening import Loosened

FOUND = Text("；重新求解找到增{points}分的方案", "; re-solving found a plan with {points} more")
FOUND_SEVERITY = Text(
    "；重新求解找到例外严重度{severity}、得分{points}的方案",
    "; re-solving found a plan of severity {severity}, points {points}",
)
FOUND_NONE = Text("；重新求解没有找到更好的方案", "; re-solving found nothing better")
NO_PRICES = Text("证书没有价格，不能回答。", "The certificate holds no prices: nothing can be said.")
RESOLVED = 2


def explain_prices(explainer: Explainer) -> tuple[Explanation, ...]:
    """Return three answers: units, levels, expertise."""
    from solver.report.why.ceilings import EXPERTISE, GAP, LEVELS, UNITS

    points = explainer.desk.whole_points
    if points[1] is None:
        return (Explanation(UNITS, (NO_PRICES,), False, shared=(NO_PRICES,)),)
    gap = points[1].value_bound(explainer.desk.severity) - explainer.desk.value
    note = GAP.with_values(gap=gap)
    by_person = _price_by_person(explainer)
    ctx = explainer.context
    return (
        _units(explainer, note),
        _kinds(explainer, LEVELS, by_person, lambda c: [level] if (level := ctx.level(c)) else [], note),
        _kinds(explainer, EXPERTISE, by_person, lambda c: [x.label for x in c.expertise], note),
    )


def _units(explainer: Explainer, note: Text) -> Explanation:
    """Price the hard limits of units: those with a price on either level."""
    from solver.engine.explaining.loosening import prices_of, raise_limit
    from solver.report.why.ceilings import MOST_UNITS, NO_UNIT, UNITS, ceiling_line, unit_limit

    desk, ctx = explainer.desk, explainer.context
    units = set(ctx.instance.unit_by_id)
    limits = {c.key: c for c in desk.model.linking_counts if c.place in units and c.hard_upper is not None}
    priced = {key: price for key, price in prices_of(desk).items() if key in limits}
    ranked = sorted(priced, key=lambda key: (-priced[key][0], -priced[key][1], key))[:MOST_UNITS]
    lines, figures = [], []
    for position, key in enumerate(ranked):
        count = limits[key]
        found = raise_limit(desk, key, lighter=False) if position < RESOLVED else None
        most, lighter = _ceiling_of(explainer, found, priced[key])
        name = unit_limit(ctx, count.rule, count.place)
        lines.append(ceiling_line(name, most, lighter, _found(explainer, found)))
        figures.append({"limit": key, "most": most, "lighter": lighter, **_figures(explainer, found)})
    told = (*(lines or [NO_UNIT]), note)
    return Explanation(UNITS, told, True, {"units": figures}, shared=told)


def _ceiling_of(explainer: Explainer, found: Loosened | None, prices: tuple[int, int]) -> tuple[int, int]:
    """Return the most points that a raised limit can bring, and by how much severity can fall at most."""
    from solver.engine.explaining.loosening import ceiling

    desk = explainer.desk
    of_severity, of_value = desk.whole_points
    assert of_value is not None
    if found is not None and found.value_bound is not None:
        return found.value_bound - desk.value, desk.severity - found.severity_bound
    least = 0 if of_severity is None else of_severity.severity_bound()
    most = ceiling(prices[1], of_value.value_bound(desk.severity) - desk.value)
    return most, min(desk.severity, ceiling(prices[0], desk.severity - least))


def _found(explainer: Explainer, found: Loosened | None) -> Text:
    desk = explainer.desk
    if found is None:
        return Text("", "")
    severity, points = found.severity - desk.severity, found.value - desk.value
    if severity:
        return FOUND_SEVERITY.with_values(severity=f"{severity:+d}", points=f"{points:+d}")
    return FOUND.with_values(points=points) if points > 0 else FOUND_NONE


def _figures(explainer: Explainer, found: Loosened | None) -> dict[str, object]:
    if found is None:
        return {}
    desk = explainer.desk
    return {"found_severity": found.severity - desk.severity, "found_points": found.value - desk.value}


def _price_by_person(explainer: Explainer) -> dict[int, tuple[tuple[int, int], str]]:
    """Return both prices of one more of each person, with the key of the row: that of the one post a person has."""
    from solver.engine.explaining.loosening import prices_of

    desk, ctx = explainer.desk, explainer.context
    prices = prices_of(desk)
    found = {}
    for count in desk.model.linking_counts:
        p = ctx.instance.candidate_index.get(count.place)
        if p is not None and count.hard_upper == 1:
            found[p] = (prices.get(count.key, (0, 0)), count.key)
    return found


def _kinds(
    explainer: Explainer,
    heading: Text,
    by_person: dict[int, tuple[tuple[int, int], str]],
    kinds: Callable[[Candidate], Iterable[Text]],
    note: Text,
) -> Explanation:
    """Of each kind, tell the person of whom one more would be worth most by the prices."""
    from solver.engine.explaining.loosening import raise_limit
    from solver.report.why.ceilings import ANOTHER_VILLAGE, LIKE, LIKE_SOMEBODY, ceiling_line

    ctx, desk = explainer.context, explainer.desk
    best: dict[str, tuple[tuple[int, int], int, Text]] = {}
    for p, (prices, _) in sorted(by_person.items()):
        for label in kinds(ctx.instance.candidates[p]):
            if label.to("en") not in best or prices > best[label.to("en")][0]:
                best[label.to("en")] = (prices, p, label)
    lines, shared, figures = [], [], []
    for position, (prices, p, label) in enumerate(sorted(best.values(), key=lambda b: (-b[0][0], -b[0][1], b[1]))):
        loosened = raise_limit(desk, by_person[p][1], lighter=False) if position < RESOLVED else None
        most, lighter = _ceiling_of(explainer, loosened, prices)
        somebody, found = LIKE_SOMEBODY.with_values(label=label), _found(explainer, loosened)
        like = LIKE.with_values(label=label, person=ctx.name(ctx.instance.candidates[p]))
        lines.append(ceiling_line(like if prices > (0, 0) else somebody, most, lighter, found))
        shared.append(ceiling_line(somebody, most, lighter, found))
        figures.append({"kind": label.to("en"), "most": most, "lighter": lighter, **_figures(explainer, loosened)})
    notes = (note, ANOTHER_VILLAGE)
    return Explanation(heading, (*lines, *notes), True, {"kinds": figures}, shared=(*shared, *notes))
