"""What one more person is worth, by unit, level and expertise: ceilings that prices prove, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from solver.api.explaining import Explanation
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.explaining import Explainer
    from solver.domain.candidate import Candidate
    from solver.engine.explaining.loosening import Loosened

UNITS = Text("单位名额多1个，值多少", "What one more place for a unit is worth")
LEVELS = Text("各层级再多1名同样的人，值多少", "What one more person of a level is worth")
EXPERTISE = Text("各专长再多1名同样的人，值多少", "What one more person of an expertise is worth")
CEILING = Text(
    "{name}：例外不加重时，得分最多再增{most}分（已证明的上限，不是保证）{found}。",
    "{name}: at exceptions no heavier, at most {most} more points (a proved ceiling, no promise){found}.",
)
FOUND = Text("；重新求解找到增{points}分的方案", "; re-solving found a plan with {points} more")
FOUND_SEVERITY = Text(
    "；重新求解找到例外严重度{severity}、得分{points}的方案",
    "; re-solving found a plan of severity {severity}, points {points}",
)
FOUND_NONE = Text("；重新求解没有找到更好的方案", "; re-solving found nothing better")
LIKE = Text("{label}（如再有一名{person}）", "{label} (as one more {person})")
NO_UNIT = Text("没有单位因名额而少得分。", "No unit's quota costs points, as far as prices tell.")
NO_PRICES = Text("证书没有价格，不能回答。", "The certificate holds no prices: nothing can be said.")
GAP = Text("上限已含方案与已证明上界之间的差距{gap}分。", "The ceilings include the plan's own gap of {gap} points.")
MOST_UNITS, RESOLVED = 12, 2


def explain_prices(explainer: Explainer) -> tuple[Explanation, ...]:
    """Return three answers: units, levels, expertise."""
    points = explainer.desk.whole_points
    if points[1] is None:
        return (Explanation(UNITS, (NO_PRICES,), False),)
    gap = points[1].value_bound(explainer.desk.severity) - explainer.desk.value
    note = GAP.with_values(gap=gap)
    by_person = _price_by_person(explainer)
    ctx = explainer.context
    return (
        _units(explainer, note),
        _kinds(explainer, LEVELS, by_person, lambda c: [level] if (level := ctx.level(c)) else [], gap, note),
        _kinds(explainer, EXPERTISE, by_person, lambda c: [x.label for x in c.expertise], gap, note),
    )


def _units(explainer: Explainer, note: Text) -> Explanation:
    """Price the hard limits of units: those with a price on either level."""
    from solver.engine.explaining.loosening import prices_of, raise_limit

    desk, ctx = explainer.desk, explainer.context
    units = set(ctx.instance.unit_by_id)
    limits = {c.key: c for c in desk.model.linking_counts if c.place in units and c.hard_upper is not None}
    priced = {key: price for key, price in prices_of(desk).items() if key in limits}
    ranked = sorted(priced, key=lambda key: (-priced[key][0], -priced[key][1], key))[:MOST_UNITS]
    lines, figures = [], []
    for position, key in enumerate(ranked):
        count = limits[key]
        name = Text("{unit} {title}", "{unit} {title}", {"unit": count.place, "title": ctx.rule_title(count.rule)})
        found = raise_limit(desk, key, lighter=False) if position < RESOLVED else None
        most = _ceiling_of(explainer, found, priced[key][1])
        lines.append(CEILING.with_values(name=name, most=most, found=_found(explainer, found)))
        figures.append({"limit": key, "most": most, **_figures(explainer, found)})
    return Explanation(UNITS, (*lines, note) if lines else (NO_UNIT, note), True, {"units": figures})


def _ceiling_of(explainer: Explainer, found: Loosened | None, price: int) -> int:
    from solver.engine.explaining.loosening import ceiling

    desk = explainer.desk
    if found is not None and found.value_bound is not None:
        return found.value_bound - desk.value
    point = desk.whole_points[1]
    assert point is not None
    return ceiling(price, point.value_bound(desk.severity) - desk.value)


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


def _price_by_person(explainer: Explainer) -> dict[int, tuple[int, str]]:
    """Return the price of one more of each person, with the key of the row: that of the one post a person has."""
    from solver.engine.explaining.loosening import prices_of

    desk, ctx = explainer.desk, explainer.context
    prices = prices_of(desk)
    found = {}
    for count in desk.model.linking_counts:
        p = ctx.instance.candidate_index.get(count.place)
        if p is not None and count.hard_upper == 1:
            found[p] = (prices.get(count.key, (0, 0))[1], count.key)
    return found


def _kinds(
    explainer: Explainer,
    heading: Text,
    by_person: dict[int, tuple[int, str]],
    kinds: Callable[[Candidate], Iterable[Text]],
    gap: int,
    note: Text,
) -> Explanation:
    """Of each kind, tell the person of whom one more would be worth most by the prices."""
    from solver.engine.explaining.loosening import ceiling, raise_limit

    ctx, desk = explainer.context, explainer.desk
    best: dict[str, tuple[int, int, Text]] = {}
    for p, (price, _) in sorted(by_person.items()):
        for label in kinds(ctx.instance.candidates[p]):
            if label.to("en") not in best or price > best[label.to("en")][0]:
                best[label.to("en")] = (price, p, label)
    lines, figures = [], []
    for position, (price, p, label) in enumerate(sorted(best.values(), key=lambda b: (-b[0], b[1]))):
        found = raise_limit(desk, by_person[p][1], lighter=False) if position < RESOLVED else None
        most = ceiling(price, gap) if found is None or found.value_bound is None else found.value_bound - desk.value
        name = LIKE.with_values(label=label, person=ctx.name(ctx.instance.candidates[p]))
        lines.append(CEILING.with_values(name=name, most=most, found=_found(explainer, found)))
        figures.append({"kind": label.to("en"), "most": most, **_figures(explainer, found)})
    return Explanation(heading, (*lines, note), True, {"kinds": figures})
