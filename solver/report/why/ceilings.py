"""What one more place of a unit, or one more person of a level or an expertise, is worth at most.

At fixed prices a limit raised by one raises what the certificate proves of all plans by its price at most, so the
ceilings below follow from the certificate alone. They are no promise: what can be had is found by solving again.
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
LIGHTER = Text("，或例外严重度最多减{severity}", ", or exceptions lighter by {severity} at most")
LIKE = Text("{label}（如再有一名{person}）", "{label} (as one more {person})")
LIKE_SOMEBODY = Text("{label}（如再有一名与现有人选相同的人）", "{label} (as one more of the nominees there are)")
NO_UNIT = Text("没有单位因名额而少得分。", "No unit's quota costs points, as far as prices tell.")
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
    gap
        Points between the plan and its bound: the ceiling of a limit without a price.
    """

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
        return cls(gap, found)

    def of_units(self, ctx: Context) -> list[tuple[str, str, Ceiling]]:
        """Return rule, unit and ceiling of the limits of units, the one that is worth most first."""
        units = ctx.instance.unit_by_id
        found = [(rule, place, self.by_key[key]) for key, rule, place in self._places(ctx) if place in units]
        return sorted(found, key=lambda f: (-f[2].severity, -f[2].points, f[1], f[0]))

    def of_people(self, ctx: Context) -> dict[int, Ceiling]:
        """Return the ceiling of one more of each nominee who has a price, by position."""
        people = ctx.instance.candidate_index
        return {
            people[place]: self.by_key[key]
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


def explain_ceilings(ctx: Context) -> tuple[Explanation, ...]:
    """Return three answers, read off the certificate: units, levels, expertise."""
    ceilings = Ceilings.of(ctx)
    people = ceilings.of_people(ctx)
    return (
        _units(ctx, ceilings),
        _kinds(ctx, LEVELS, ceilings, people, lambda c: [level] if (level := ctx.level(c)) else []),
        _kinds(ctx, EXPERTISE, ceilings, people, lambda c: [x.label for x in c.expertise]),
    )


def ceiling_line(name: Text, most: int, severity: int = 0, found: Text = NOTHING) -> Text:
    """Say a ceiling in a sentence."""
    lighter = LIGHTER.with_values(severity=severity) if severity > 0 else NOTHING
    return CEILING.with_values(name=name, most=most, lighter=lighter, found=found)


def _units(ctx: Context, ceilings: Ceilings) -> Explanation:
    found = ceilings.of_units(ctx)[:MOST_UNITS]
    lines = [ceiling_line(unit_limit(ctx, rule, unit), c.points, c.severity) for rule, unit, c in found]
    figures = [{"unit": unit, "rule": rule, "most": c.points, "lighter": c.severity} for rule, unit, c in found]
    told = (*(lines or [NO_UNIT]), GAP.with_values(gap=ceilings.gap))
    return Explanation(UNITS, told, True, {"units": figures}, shared=told)


def unit_limit(ctx: Context, rule: str, unit: str) -> Text:
    """Name a limit of a unit."""
    return Text("{unit}“{title}”", "{unit}, “{title}”", {"unit": unit, "title": ctx.rule_title(rule)})


def _kinds(
    ctx: Context,
    heading: Text,
    ceilings: Ceilings,
    people: dict[int, Ceiling],
    kinds: Callable[[Candidate], Iterable[Text]],
) -> Explanation:
    """Of each kind, tell the nominee of whom one more would be worth most."""
    best: dict[str, tuple[Ceiling, int, Text]] = {}
    none = Ceiling(ceilings.gap, 0)
    for p, person in enumerate(ctx.instance.candidates):
        ceiling = people.get(p, none)
        for label in kinds(person):
            key = label.to("en")
            if key not in best or _worth(ceiling) > _worth(best[key][0]):
                best[key] = (ceiling, p, label)
    ranked = sorted(best.values(), key=lambda b: (-b[0].severity, -b[0].points, b[1], b[2].to("en")))
    lines, shared, figures = [], [], []
    for ceiling, p, label in ranked:
        somebody = LIKE_SOMEBODY.with_values(label=label)
        like = LIKE.with_values(label=label, person=ctx.name(ctx.instance.candidates[p]))
        # who has no price is nobody in particular
        lines.append(ceiling_line(like if p in people else somebody, ceiling.points, ceiling.severity))
        shared.append(ceiling_line(somebody, ceiling.points, ceiling.severity))
        figures.append({"kind": label.to("en"), "most": ceiling.points, "lighter": ceiling.severity})
    notes = (GAP.with_values(gap=ceilings.gap), ANOTHER_VILLAGE)
    return Explanation(heading, (*lines, *notes), True, {"kinds": figures}, shared=(*shared, *notes))


def _worth(ceiling: Ceiling) -> tuple[int, int]:
    return ceiling.severity, ceiling.points
