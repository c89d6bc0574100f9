"""Split a problem of several counties: one county's model is compiled at a time, in the memory of a county (§7.2).

A *part* is all villages of one county (prefecture and county together), with the people who may serve there. Seats and
team counts never look beyond a village, so a part has them exactly as the whole would. A linking count looks at the
seats of the part, but is stated by its rule from the facts of the **whole**: its base, limits, prices and rewards are
those of the whole in every part that has seats of it, and its key is the same. So for any plan::

    n of the whole = base + sum over parts of (n of the part - base)

A linking count that only one part has seats of is *local*: the part's count is the whole's. One that several parts
have seats of *spans* counties: in a part its limits are those of the whole, so an upper limit binds no more than it
may, but nothing is said of the other parts; whoever solves parts side by side has to share it out. Counts that no part
has seats of are fixed, and listed apart: their severity is part of every plan's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from solver.book.compile import compile_model, eligible
from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.rule import LinkingRule, PairRule
from solver.modelling.seats import BoolArray, IntArray, SeatSet

_NONE: IntArray = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Part:
    """One county of a problem, or some other part of it: a problem of its own.

    Attributes
    ----------
    prefecture, county
        Names, as the villages have them; empty if there are several.
    problem
        The part's villages and posts, the people who may serve there, who is on post there, and the units,
        pairings, pins and scores of these.
    villages, candidates
        int64 arrays: positions in the whole instance of the villages and candidates of ``problem``, ascending.
    """

    prefecture: str
    county: str
    problem: Problem
    villages: IntArray
    candidates: IntArray

    @property
    def name(self) -> str:
        """Prefecture and county."""
        return f"{self.prefecture}{self.county}"


class Split:
    """A problem split into counties, in the order of their names.

    Parameters
    ----------
    problem
        The whole.
    book
        Rules and goals.
    """

    def __init__(self, problem: Problem, book: RuleBook) -> None:
        self.problem, self.book = problem, book
        groups: dict[tuple[str, str], list[int]] = {}
        for v, village in enumerate(problem.instance.villages):
            groups.setdefault((village.prefecture, village.county), []).append(v)
        self._groups = dict(sorted(groups.items()))
        self.areas: tuple[tuple[str, str], ...] = tuple(self._groups)
        self._serving: dict[int, IntArray] = {}

    def __len__(self) -> int:
        return len(self.areas)

    @cached_property
    def _may(self) -> BoolArray:
        """Who may fill which role anywhere: (n_candidates, 2)."""
        return eligible(self.problem, self.book)

    @cached_property
    def _linking(self) -> tuple[LinkingRule, ...]:
        return self.book.rules_of(LinkingRule)

    def serving(self, number: int) -> IntArray:
        """Return the positions of the candidates who may serve in a county: who may fill a role and is not kept out.

        Some may turn out to have no seat, as rules on single villages are not asked.
        """
        if number not in self._serving:
            self._serving[number] = self._who_may_serve(*self.areas[number])
        return self._serving[number]

    def _who_may_serve(self, prefecture: str, county: str) -> IntArray:
        may: BoolArray = np.asarray(self._may.any(axis=1), dtype=np.bool_)
        for rule in self.book.rules_of(PairRule):
            inside = rule.reach(self.problem.instance, prefecture, county)
            if inside is not None:
                may &= inside
        return np.flatnonzero(may).astype(np.int64)

    def part(self, number: int) -> Part:
        """Return one county as a problem of its own; small, and independent of the others."""
        villages = np.array(self._groups[self.areas[number]], dtype=np.int64)
        return self._part(*self.areas[number], villages, self.serving(number))

    def villages_of(self, number: int) -> list[int]:
        """Return the positions of a county's villages, ascending."""
        return self._groups[self.areas[number]]

    def some(self, villages: Sequence[int]) -> Part:
        """Return some villages, of whatever counties, as a problem of its own.

        Parameters
        ----------
        villages
            Positions in the whole instance, ascending.
        """
        counties = {self.county_of[v] for v in villages}
        names = {self.areas[number] for number in counties}
        candidates = np.unique(np.concatenate([_NONE, *(self.serving(number) for number in counties)]))
        prefectures = {prefecture for prefecture, _ in names}
        prefecture = prefectures.pop() if len(prefectures) == 1 else ""
        county = names.pop()[1] if len(names) == 1 else ""
        return self._part(prefecture, county, np.array(villages, dtype=np.int64), candidates)

    @cached_property
    def county_of(self) -> tuple[int, ...]:
        """Number of each village's county, in the order of the instance's villages."""
        number = {area: i for i, area in enumerate(self.areas)}
        return tuple(number[village.prefecture, village.county] for village in self.problem.instance.villages)

    def _part(self, prefecture: str, county: str, villages: IntArray, candidates: IntArray) -> Part:
        whole = self.problem
        instance = _restricted(whole.instance, villages, candidates)
        posts = tuple(whole.posts[v] for v in villages.tolist())
        return Part(prefecture, county, Problem(instance, posts), villages, candidates)

    def compile(self, part: Part) -> AllocationModel:
        """Compile one county's model; seats are numbered within the county.

        Linking counts without seats in the county are left out; see :meth:`fixed` for those that no county has.
        """
        book = replace(self.book, rules=tuple(r for r in self.book.rules if not isinstance(r, LinkingRule)))
        model = compile_model(part.problem, book, may=self._may[part.candidates])
        seats = self._of_whole(model.seats, part)
        linking = (count for rule in self._linking for count in rule.counts(self.problem, seats))
        return replace(model, linking_counts=tuple(count for count in linking if not count.is_idle))

    def fixed(self, seen: Iterable[str]) -> tuple[Count, ...]:
        """Return the linking counts that cost severity whatever is done, and whose key no county has.

        Parameters
        ----------
        seen
            Keys of the linking counts of all parts.
        """
        n_villages = len(self.problem.instance.villages)
        none = SeatSet(_NONE, _NONE, _NONE, _NONE, np.zeros(n_villages + 1, dtype=np.int64))
        stated = (count for rule in self._linking for count in rule.counts(self.problem, none))
        known = set(seen)
        return tuple(count for count in stated if count.key not in known and count.severity(count.base))

    def _of_whole(self, seats: SeatSet, part: Part) -> SeatSet:
        """Return a county's seats, in their order, with the positions of the whole's people and villages."""
        sizes = np.zeros(len(self.problem.instance.villages), dtype=np.int64)
        sizes[part.villages] = np.diff(seats.start)
        return SeatSet(
            person=part.candidates[seats.person],
            village=part.villages[seats.village],
            role=seats.role,
            points=seats.points,
            start=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        )


def _restricted(whole: Instance, villages: IntArray, candidates: IntArray) -> Instance:
    """Return an instance of some villages and people, with everything that speaks of them."""
    here = tuple(whole.villages[v] for v in villages.tolist())
    people = tuple(whole.candidates[c] for c in candidates.tolist())
    village_ids = {village.village_id for village in here}
    person_ids = {person.person_id for person in people}
    incumbents = tuple(
        incumbent for village in here for incumbent in whole.incumbents_by_village.get(village.village_id, ())
    )
    names = {person.unit_id for person in people} | {i.person.unit_id for i in incumbents}
    names |= {village.lead_unit for village in here}
    names |= {unit_id for village in here for unit_id in whole.units_paired_with.get(village.village_id, ())}
    return Instance.build(
        whole.reference,
        villages=here,
        candidates=people,
        units=[whole.unit_by_id[name] for name in names if name in whole.unit_by_id],
        incumbents=incumbents,
        pairings=[row for name in names for row in whole.pairings_by_unit.get(name, ())],
        pins=[pin for person_id in person_ids for pin in whole.pins_by_person.get(person_id, ())],
        scores=[
            s
            for village_id in village_ids
            for s in whole.scores_by_village.get(village_id, ())
            if s.person_id in person_ids
        ],
    )
