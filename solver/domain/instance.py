"""The instance: all facts of one planning round, in canonical order (§7.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from solver.domain.candidate import Candidate
from solver.domain.posting import Incumbent, Pairing, Pin, Score
from solver.domain.village import Unit, Village
from solver.domain.words import Grade, Level
from solver.units import add_months

_Row = TypeVar("_Row")


@dataclass(frozen=True)
class Extension:
    """When a due incumbent keeps the seat instead of being replaced (M2, 留任).

    Attributes
    ----------
    grades
        Appraisal grades that allow an extension.
    max_terms
        Terms a person may serve in all, this one included.
    need_consent
        Whether the person must wish to stay and the unit agree.
    """

    grades: tuple[Grade, ...] = (Grade.EXCELLENT,)
    max_terms: int = 2
    need_consent: bool = True

    def keeps(self, incumbent: Incumbent) -> bool:
        """Whether this due incumbent is extended."""
        consent = incumbent.wants_stay and incumbent.unit_agrees
        return (
            incumbent.grade in self.grades
            and (consent or not self.need_consent)
            and incumbent.person.terms_served + 1 <= self.max_terms
        )


@dataclass(frozen=True)
class Reference:
    """Dates and mode of the round.

    Attributes
    ----------
    reference_date
        The day on which ages and standings of the rosters are read (data as of).
    on_post_date
        Planned arrival, t0.
    term_months
        Length of the new term.
    horizon_date
        Incumbents whose term ends on or before this day are due.
    mode
        ``draft``: nominees from 提名 on, pending vetting allowed; ``final``: confirmed and passed only.
    extension
        Policy for due incumbents who stay on; ``None`` replaces all who are due.
    """

    on_post_date: date
    reference_date: date
    term_months: int = 24
    horizon_date: date | None = None
    mode: Literal["draft", "final"] = "draft"
    extension: Extension | None = None

    @property
    def term_end(self) -> date:
        """Planned end of a term that starts on the on-post date."""
        return add_months(self.on_post_date, self.term_months)


@dataclass(frozen=True)
class Instance:
    """Facts of one round; each tuple sorted by its ID, whatever the order of the rows was.

    Use :meth:`build` to make one; the constructor does not sort.
    """

    reference: Reference
    villages: tuple[Village, ...]
    candidates: tuple[Candidate, ...]
    units: tuple[Unit, ...] = ()
    incumbents: tuple[Incumbent, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    pins: tuple[Pin, ...] = ()
    scores: tuple[Score, ...] = ()
    _arrays: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def build(cls, reference: Reference, **tables: Any) -> Instance:
        """Sort every table canonically and make the instance.

        Raises
        ------
        ValueError
            If an ID occurs twice (readers report that with its rows before they come here).
        """
        keys: dict[str, Callable[[Any], Any]] = {
            "villages": lambda v: v.village_id,
            "candidates": lambda c: c.person_id,
            "units": lambda u: u.unit_id,
            "incumbents": lambda i: (i.person.person_id, i.village_id),
            "pairings": lambda p: (p.unit_id, p.county, p.village_id),
            "pins": lambda p: (p.person_id, p.village_id, p.kind, p.role or ""),
            "scores": lambda s: (s.person_id, s.village_id, s.role or ""),
        }
        ordered: dict[str, Any] = {name: tuple(sorted(rows, key=keys[name])) for name, rows in tables.items()}
        for name in ("villages", "candidates", "units"):
            rows = ordered.get(name, ())
            if len({keys[name](row) for row in rows}) != len(rows):
                raise ValueError(f"an ID occurs twice in {name}")
        return cls(reference=reference, **ordered)

    @cached_property
    def village_index(self) -> dict[str, int]:
        """Village ID to its position in ``villages``."""
        return {village.village_id: i for i, village in enumerate(self.villages)}

    @cached_property
    def candidate_index(self) -> dict[str, int]:
        """Person ID to its position in ``candidates``."""
        return {candidate.person_id: i for i, candidate in enumerate(self.candidates)}

    @cached_property
    def unit_by_id(self) -> dict[str, Unit]:
        """Unit ID to unit."""
        return {unit.unit_id: unit for unit in self.units}

    @cached_property
    def paired_villages(self) -> dict[str, frozenset[str]]:
        """Unit ID to the villages of this instance that it is paired with, from both tables (E11, O3).

        A pairing with a county means all its villages; where a village of the county is named, only those named. A
        unit that is paired elsewhere has an empty set; one that has no pairing is not in the mapping.
        """
        rows: dict[str, set[tuple[str, str]]] = {}
        for pairing in self.pairings:
            rows.setdefault(pairing.unit_id, set()).add((pairing.county, pairing.village_id))
        for unit in self.units:
            if unit.paired_villages or unit.paired_county:
                rows.setdefault(unit.unit_id, set()).update(
                    (unit.paired_county, village_id) for village_id in unit.paired_villages or ("",)
                )
        of_county: dict[str, list[str]] = {}
        for village in self.villages:
            of_county.setdefault(village.county, []).append(village.village_id)
        found = {}
        for unit_id, places in rows.items():
            named = {village_id for _, village_id in places if village_id in self.village_index}
            narrowed = {county for county, village_id in places if village_id}
            narrowed |= {self.villages[self.village_index[village_id]].county for village_id in named}
            counties = {county for county, village_id in places if not village_id} - narrowed
            whole = (village_id for county in counties for village_id in of_county.get(county, ()))
            found[unit_id] = frozenset((*named, *whole))
        return found

    @cached_property
    def units_paired_with(self) -> dict[str, tuple[str, ...]]:
        """Village ID to the units that are paired with it."""
        found: dict[str, list[str]] = {}
        for unit_id, villages in self.paired_villages.items():
            for village_id in villages:
                found.setdefault(village_id, []).append(unit_id)
        return {village_id: tuple(sorted(units)) for village_id, units in found.items()}

    @cached_property
    def pairings_by_unit(self) -> dict[str, tuple[Pairing, ...]]:
        """Unit ID to its rows of the table of pairings."""
        return _grouped(self.pairings, lambda row: row.unit_id)

    @cached_property
    def pins_by_person(self) -> dict[str, tuple[Pin, ...]]:
        """Person ID to the named decisions on the person."""
        return _grouped(self.pins, lambda pin: pin.person_id)

    @cached_property
    def scores_by_village(self) -> dict[str, tuple[Score, ...]]:
        """Village ID to the scores of seats there."""
        return _grouped(self.scores, lambda score: score.village_id)

    def level_of(self, candidate: Candidate) -> Level | None:
        """Return the level a person comes from: as the roster says, else the unit's; ``None`` if neither says."""
        unit = self.unit_by_id.get(candidate.unit_id)
        return candidate.level or (unit.level if unit else None)

    @cached_property
    def staying(self) -> tuple[Incumbent, ...]:
        """Incumbents who keep their seats: not recalled, and not due by the horizon or extended (M2, §2)."""
        horizon = self.reference.horizon_date or self.reference.on_post_date
        extension = self.reference.extension
        return tuple(
            i
            for i in self.incumbents
            if not i.recalled
            and ((i.end is not None and i.end > horizon) or (extension is not None and extension.keeps(i)))
        )

    @cached_property
    def staying_by_village(self) -> dict[str, tuple[Incumbent, ...]]:
        """Village ID to its staying incumbents."""
        groups: dict[str, list[Incumbent]] = {}
        for incumbent in self.staying:
            groups.setdefault(incumbent.village_id, []).append(incumbent)
        return {village_id: tuple(group) for village_id, group in groups.items()}

    @cached_property
    def leaving_by_village(self) -> dict[str, tuple[Incumbent, ...]]:
        """Village ID to the incumbents who do not stay: due, or recalled."""
        staying = {id(i) for i in self.staying}
        groups: dict[str, list[Incumbent]] = {}
        for incumbent in self.incumbents:
            if id(incumbent) not in staying:
                groups.setdefault(incumbent.village_id, []).append(incumbent)
        return {village_id: tuple(group) for village_id, group in groups.items()}

    @cached_property
    def incumbents_by_village(self) -> dict[str, tuple[Incumbent, ...]]:
        """Village ID to everybody on post there now, due or not."""
        groups: dict[str, list[Incumbent]] = {}
        for incumbent in self.incumbents:
            groups.setdefault(incumbent.village_id, []).append(incumbent)
        return {village_id: tuple(group) for village_id, group in groups.items()}

    def array(self, key: object, fact: Callable[[Candidate], Any], dtype: Any = np.bool_) -> NDArray[Any]:
        """Return ``fact`` of every candidate as an array of shape (n_candidates,), computed once per ``key``.

        Parameters
        ----------
        key
            Hashable name of the fact; must name the fact completely, including any parameter it closes over.
        fact
            Function of one candidate.
        """
        full_key = ("candidates", key)
        if full_key not in self._arrays:
            self._arrays[full_key] = np.array([fact(c) for c in self.candidates], dtype=dtype)
        array: NDArray[Any] = self._arrays[full_key]
        return array

    def positions(self, key: object, facts: Callable[[Candidate], Iterable[Any]]) -> Mapping[Any, NDArray[np.int64]]:
        """Return, for each value that ``facts`` yields, the positions of the candidates who have it, once per ``key``.

        Parameters
        ----------
        key
            Hashable name of the facts, as for :meth:`array`.
        facts
            Function of one candidate; a value that it yields twice counts once.
        """

        def compute() -> dict[Any, NDArray[np.int64]]:
            groups: dict[Any, list[int]] = {}
            for position, candidate in enumerate(self.candidates):
                for value in dict.fromkeys(facts(candidate)):
                    groups.setdefault(value, []).append(position)
            return {value: np.array(group, dtype=np.int64) for value, group in groups.items()}

        groups: Mapping[Any, NDArray[np.int64]] = self.remember(("positions", key), compute)
        return groups

    def remember(self, key: object, compute: Callable[[], Any]) -> Any:
        """Return ``compute()``, evaluated once per ``key`` for this instance."""
        if key not in self._arrays:
            self._arrays[key] = compute()
        return self._arrays[key]


def _grouped(rows: Iterable[_Row], key: Callable[[_Row], str]) -> dict[str, tuple[_Row, ...]]:
    """Return rows by a key, each group in the order of the rows."""
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: tuple(group) for name, group in groups.items()}
