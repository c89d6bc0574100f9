"""People arrive in two waves: villages that fall vacant first are served first.

When to modify
    Waves are to be cut otherwise than by when posts fall vacant, or there are more than two.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import ROLES, Hardness, Mode, Role
from solver.modelling.cases import ON_POST
from solver.modelling.rule import Example, PairRule, RuleParams
from solver.modelling.seats import BoolArray
from solver.text import Text
from solver.units import add_months


class TwoWaves(PairRule):
    """M2, M3: off by default. Ages, standings and terms of both waves are counted from the common on-post date."""

    slug = "two_waves"
    clauses = ("M2", "M3")
    phrase = "任期满后，根据工作需要及时轮换；压茬交接"
    title = Text("分两批到岗", "Arrival in two waves")
    statement = Text(
        "各县有空岗的村按空缺先后（召回、缺员和届满早者在前，再按优先层次、村编码）排队，空岗满规定比例为止为第一批，"
        "其余为第二批；第一批到岗日之后才可到岗的人选只派第二批，第二批到岗日之后才可到岗的不派。",
        "In each county villages with open posts queue by when they fall vacant (recalled or nobody there, then "
        "earlier ends of terms; then tier and ID); the first of them, until they hold the set share of the open posts, "
        "are the first wave, the others the second. Who is available only after the on-post date goes to the second "
        "wave, and nobody who is available only after the second date goes anywhere.",
    )
    hardness = Hardness.OPTION
    reads = (
        "candidate.available_from",
        "incumbent.end",
        "incumbent.recalled",
        "post.members_max",
        "reference.on_post_date",
    )

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        months_between: int = Field(default=6, ge=1, le=36, description="Months from wave to wave · 两批间隔(月)")
        first_percent: int = Field(
            default=50, ge=1, le=99, description="Open posts of the first wave, % · 第一批空岗比例"
        )

    def second_date(self, problem: Problem) -> date:
        """Return the day on which the second wave arrives."""
        return add_months(problem.instance.reference.on_post_date, self.params.months_between)

    def first_wave(self, problem: Problem) -> frozenset[str]:
        """Return the villages of the first wave, by ID."""
        ids: frozenset[str] = problem.instance.remember(
            (self.slug, self.params.first_percent, problem.posts), lambda: self._first_wave(problem)
        )
        return ids

    def _first_wave(self, problem: Problem) -> frozenset[str]:
        queues: dict[tuple[str, str], list[tuple[date, int, str, int]]] = {}
        for v, (village, post) in enumerate(zip(problem.instance.villages, problem.posts, strict=True)):
            n_open = sum(max(0, post.places(role) - problem.n_staying(v, role)) for role in ROLES)
            if n_open:
                vacant = self._vacant_from(problem, post.village_id, n_open)
                queue = queues.setdefault((village.prefecture, village.county), [])
                queue.append((vacant, post.tier, post.village_id, n_open))
        chosen = set()
        for queue in queues.values():
            room = -(-sum(n_open for *_, n_open in queue) * self.params.first_percent // 100)
            for _, _, village_id, n_open in sorted(queue):
                if room > 0:
                    chosen.add(village_id)
                room -= n_open
        return frozenset(chosen)

    @staticmethod
    def _vacant_from(problem: Problem, village_id: str, n_open: int) -> date:
        """Return when the first of the open posts of a village falls vacant."""
        leaving = problem.instance.leaving_by_village.get(village_id, ())
        ends = [date.min if i.recalled or i.end is None else i.end for i in leaving]
        return date.min if len(ends) < n_open else min(ends, default=date.min)

    def mask(self, problem: Problem, village_idx: int, role: Role) -> BoolArray:
        """Who is available by the day on which the village's wave arrives."""
        instance = problem.instance
        available = instance.array(
            (self.slug, "available"),
            lambda c: 0 if c.available_from is None else c.available_from.toordinal(),
            dtype=np.int64,
        )
        mask: BoolArray = available <= self.arrival(problem, instance.villages[village_idx]).toordinal()
        return mask

    def arrival(self, problem: Problem, village: Village) -> date:
        """Return the day on which the wave of a village arrives."""
        first = village.village_id in self.first_wave(problem)
        return problem.instance.reference.on_post_date if first else self.second_date(problem)

    def admits(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> bool:
        """See the statement."""
        return candidate.available_from is None or candidate.available_from <= self.arrival(problem, village)

    def refusal(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> Text:
        """Name person and village, and both days."""
        return Text(
            "{person}不能派往{village}：{day}方可到岗，该村这批{wave}到岗。",
            "{person} cannot go to {village}: available from {day}, the wave of the village arrives on {wave}.",
            {
                "person": candidate.person_id,
                "village": village.full_name,
                "day": candidate.available_from,
                "wave": self.arrival(problem, village),
            },
        )

    # two villages of a first secretary alone: V1, where nobody is, comes first; V2 waits for the end of a term
    _ALONE = {"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_target": 0, "members_max": 0}
    _TWO = {
        "villages": [{}, {}],
        "posts": [_ALONE, _ALONE],
        "incumbents": [{"village_id": "V2", "role": Role.FIRST_SECRETARY, "end": ON_POST}],
    }
    examples = (
        Example(
            accepts=True,
            says=Text("第一批的村，人选到岗日即可到岗", "a village of the first wave, available on the on-post date"),
            facts={
                **_TWO,
                "candidates": [{"available_from": ON_POST}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("第一批的村，人选次日方可到岗", "a village of the first wave, available a day later"),
            facts={
                **_TWO,
                "candidates": [{"available_from": ON_POST + timedelta(days=1)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=True,
            says=Text("第二批的村，人选六个月后可到岗", "a village of the second wave, available in six months"),
            facts={
                **_TWO,
                "candidates": [{"available_from": add_months(ON_POST, 6)}],
                "assign": [("P1", "V2", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("第二批的村，人选再晚一天", "a village of the second wave, available a day later than that"),
            facts={
                **_TWO,
                "candidates": [{"available_from": add_months(ON_POST, 6) + timedelta(days=1)}],
                "assign": [("P1", "V2", Role.FIRST_SECRETARY)],
            },
        ),
    )
