"""What one more place of a unit, or one more person of a level or an expertise, is worth at most.

At fixed prices a limit raised by one raises what the certificate proves of all plans by its price at most, so the
ceilings below follow from the certificate alone. They are no promise: what can be had is found by solving again.

A limit that has no room at all (a quota of nought, a nominee who stays on post) closes its seats, and nothing prices
them: of such limits, and of what opening them would bring, the certificate says nothing, and so do the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from solver.domain.candidate import Candidate
from solver.domain.certificate import Halves, Prices, Proof
from solver.modelling.rule import LinkingRule
from solver.report.context import Context
from solver.report.why.explanation import Explanation
from solver.rules.one_post_per_person import OnePostPerPerson
from solver.text import Text
from solver.units import PRICE_SCALE

UNITS = Text("单位名额多1个，值多少", "What one more place for a unit is worth")
LEVELS = Text("各层级再多1名同样的人，值多少", "What one more person of a level is worth")
EXPERTISE = Text("各专长再多1名同样的人，值多少", "What one more person of an expertise is worth")
CEILING = Text(
    "{name}：得分最多再增{most}分{lighter}{found}。",
    "{name}: at most {most} more points{lighter}{found}.",
)
NO_CEILING = Text(
    "{name}：价格证明不了得分增加多少{lighter}{found}。",
    "{name}: prices prove nothing of the points{lighter}{found}.",
)
LIGHTER = Text("，或例外严重度最多减{severity}", ", or exceptions lighter by {severity} at most")
LIKE = Text("{label}（如再有一名{person}）", "{label} (as one more {person})")
LIKE_SOMEBODY = Text("{label}（如再有一名与现有人选相同的人）", "{label} (as one more of the nominees there are)")
NO_UNIT = Text(
    "没有单位因名额而少得分；名额为零或已被留任者占满的单位除外，价格说明不了。",
    "No unit's quota costs points, as far as prices tell: nothing of quotas of nought, or filled by who stays.",
)
GAP = Text(
    "以上以例外不加重为前提，是已证明的上限，不是保证；都已含方案与已证明上界之间的差距{gap}分。",
    "At exceptions no heavier; proved ceilings, no promises; all include the plan's own gap of {gap} points.",
)
ANOTHER_VILLAGE = Text(
    "“再多1名”指条件、单位都与其相同，派往另一个村的人。",
    "One more person is one of the same unit and facts, sent to another village.",
)
NOTHING = Text("", "")
MOST_UNITS = 12

Found = tuple[Text, dict[str, object]]
"""What re-solving with a limit raised found: words to add to its ceiling, and figures for programs."""
Resolve = Callable[[str], Found]
"""Raises the limit of a key and solves again."""

RESOLVED = 2
"""Ceilings of each answer, the highest ones, for which the plan is solved again, where that is asked for."""


@dataclass(frozen=True)
class Ceiling:
    """What a raised limit can bring at most: points, and severity less."""

    points: int
    severity: int


@dataclass(frozen=True)
class Ceilings:
    """Ceilings by the keys of limits that have a price.

    Attributes
    ----------
    value
        Points of the plan. A ceiling above them says nothing: such prices come of exceptions that are nearly in reach.
    gap
        Points between the plan and its bound: the ceiling of a limit without a price.
    """

    value: int
    gap: int
    by_key: dict[str, Ceiling]

    @classmethod
    def of(cls, ctx: Context) -> Ceilings:
        """Read the ceilings off the certificate: of several leaves, the highest price counts."""
        certificate = ctx.solved.certificate
        points, severity = _highest(certificate.value.proof), _highest(certificate.severity.proof)
        gap = certificate.value.bound - certificate.value.reached
        loose = certificate.severity.reached - certificate.severity.bound
        reached = certificate.severity.reached
        found = {
            key: Ceiling(gap + _up(points.get(key, 0)), min(reached, loose + _up(severity.get(key, 0))))
            for key in {**points, **severity}
        }
        return cls(certificate.value.reached, gap, found)

    def of_units(self, ctx: Context) -> list[tuple[str, str, str]]:
        """Return key, rule and unit of the limits of units, the one that is worth most first."""
        units = ctx.instance.unit_by_id
        found = [(key, rule, place) for key, rule, place in self._places(ctx) if place in units]
        return sorted(found, key=lambda f: (-self.by_key[f[0]].severity, -self.by_key[f[0]].points, f[2], f[1]))

    def of_people(self, ctx: Context) -> dict[int, str]:
        """Return the key of the one post of each nominee who has a price, by position: one more of the nominee."""
        people = ctx.instance.candidate_index
        return {
            people[place]: key
            for key, rule, place in self._places(ctx)
            if rule == OnePostPerPerson.slug and place in people
        }

    def _places(self, ctx: Context) -> Iterator[tuple[str, str, str]]:
        """Yield key, rule and place of the limits that some linking rule states."""
        rules = {rule.slug for rule in ctx.solved.book.rules_of(LinkingRule)}
        known = {*ctx.instance.unit_by_id, *ctx.instance.candidate_index}
        for key in sorted(self.by_key):
            rule, _, place = key.partition("@")
            if rule in rules:
                yield key, rule, place if place in known else place.rpartition("#")[0]


def _leaves(proof: Proof) -> Iterator[Prices]:
    if isinstance(proof, Halves):
        yield from _leaves(proof.at_most)
        yield from _leaves(proof.more)
    else:
        yield proof


def _highest(proof: Proof) -> dict[str, int]:
    """Return the highest price of each row that is above nothing: the bound is that of the worst leaf."""
    found: dict[str, int] = {}
    for leaf in _leaves(proof):
        for key, price in leaf.rows.items():
            if price > 0:
                found[key] = max(price, found.get(key, 0))
    return found


def _up(price: int) -> int:
    return -(-price // PRICE_SCALE)


def explain_ceilings(ctx: Context, resolve: Resolve | None = None) -> tuple[Explanation, ...]:
    """Return three answers, read off the certificate: units, levels, expertise.

    Parameters
    ----------
    resolve
        Also says what raising a limit brings in fact, for the highest ceilings of each answer.
    """
    ceilings = Ceilings.of(ctx)
    return (
        _units(ctx, ceilings, resolve),
        _kinds(ctx, LEVELS, ceilings, lambda c: [level] if (level := ctx.level(c)) else [], resolve),
        _kinds(ctx, EXPERTISE, ceilings, lambda c: [x.label for x in c.expertise], resolve),
    )


def _line(ceilings: Ceilings, name: Text, ceiling: Ceiling, found: Text) -> Text:
    """Say a ceiling in a sentence."""
    lighter = LIGHTER.with_values(severity=ceiling.severity) if ceiling.severity > 0 else NOTHING
    words = CEILING if ceiling.points <= ceilings.value else NO_CEILING
    return words.with_values(name=name, most=ceiling.points, lighter=lighter, found=found)


def _units(ctx: Context, ceilings: Ceilings, resolve: Resolve | None) -> Explanation:
    lines, figures = [], []
    for position, (key, rule, unit) in enumerate(ceilings.of_units(ctx)[:MOST_UNITS]):
        ceiling = ceilings.by_key[key]
        words, more = _found(resolve, key, position)
        lines.append(_line(ceilings, unit_limit(ctx, rule, unit), ceiling, words))
        figures.append({"unit": unit, "rule": rule, "most": ceiling.points, "lighter": ceiling.severity, **more})
    told = (*(lines or [NO_UNIT]), GAP.with_values(gap=ceilings.gap))
    return Explanation(UNITS, told, True, {"units": figures}, shared=told)


def _found(resolve: Resolve | None, key: str | None, position: int) -> Found:
    return (NOTHING, {}) if resolve is None or key is None or position >= RESOLVED else resolve(key)


def unit_limit(ctx: Context, rule: str, unit: str) -> Text:
    """Name a limit of a unit."""
    return Text("{unit}“{title}”", "{unit}, “{title}”", {"unit": unit, "title": ctx.rule_title(rule)})


@dataclass(frozen=True)
class _Kind:
    """A level or an expertise: the ceilings that hold for all its nominees, and the one who is worth most."""

    label: Text
    ceiling: Ceiling
    best: Ceiling
    person: int


def _kinds(
    ctx: Context,
    heading: Text,
    ceilings: Ceilings,
    kinds: Callable[[Candidate], Iterable[Text]],
    resolve: Resolve | None,
) -> Explanation:
    """Of each kind, tell what one more brings at most, whoever it is like, and of whom that would be most."""
    keys = ceilings.of_people(ctx)
    lines, shared, figures = [], [], []
    for position, kind in enumerate(_by_worth(ctx, ceilings, keys, kinds)):
        key = keys.get(kind.person)
        words, more = _found(resolve, key, position)
        somebody = LIKE_SOMEBODY.with_values(label=kind.label)
        like = LIKE.with_values(label=kind.label, person=ctx.name(ctx.instance.candidates[kind.person]))
        # who has no price is nobody in particular
        lines.append(_line(ceilings, somebody if key is None else like, kind.ceiling, words))
        shared.append(_line(ceilings, somebody, kind.ceiling, words))
        figures.append(
            {"kind": kind.label.to("en"), "most": kind.ceiling.points, "lighter": kind.ceiling.severity, **more}
        )
    notes = (GAP.with_values(gap=ceilings.gap), ANOTHER_VILLAGE)
    return Explanation(heading, (*lines, *notes), True, {"kinds": figures}, shared=(*shared, *notes))


def _by_worth(
    ctx: Context, ceilings: Ceilings, keys: dict[int, str], kinds: Callable[[Candidate], Iterable[Text]]
) -> list[_Kind]:
    found: dict[str, _Kind] = {}
    none = Ceiling(ceilings.gap, 0)
    for p, person in enumerate(ctx.instance.candidates):
        if person.person_id in ctx.staying_of:
            continue
        own = ceilings.by_key[keys[p]] if p in keys else none
        for label in kinds(person):
            name = label.to("en")
            if name not in found:
                found[name] = _Kind(label, own, own, p)
                continue
            kind, known = found[name], found[name].ceiling
            both = Ceiling(max(known.points, own.points), max(known.severity, own.severity))
            is_best = _worth(own) > _worth(kind.best)
            found[name] = _Kind(label, both, own if is_best else kind.best, p if is_best else kind.person)
    return sorted(found.values(), key=lambda k: (-k.best.severity, -k.best.points, k.person, k.label.to("en")))


def _worth(ceiling: Ceiling) -> tuple[int, int]:
    return ceiling.severity, ceiling.points
