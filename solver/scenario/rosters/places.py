"""Which village, or which place, a text means: IDs first, then names as far as they are unique."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from solver.domain.candidate import Place
from solver.scenario.rosters.columns import header_key
from solver.scenario.rosters.findings import Source, listing
from solver.scenario.rosters.spellings import Spellings
from solver.text import Text

_SUFFIX = re.compile(r"(?:行政村|村民委员会|居民委员会|村委会|居委会|社区|村)+$")
_PARTS = re.compile(
    r"(?:.+?(?:省|自治区|兵团))?"
    r"(?P<prefecture>.+?(?:市|自治州|州|盟|地区))?"
    r"(?P<county>.+?(?:县|区|旗|市))?"
    r"(?P<township>.+?(?:街道|乡|镇|苏木|办事处))?"
    r"(?P<village>.+?(?:村|社区|嘎查|居委会))?"
    r".*"
)


def code_key(text: str) -> str:
    """Normalise a code for comparison: NFKC, lower case, no white space."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.lower().split())


@dataclass(frozen=True)
class Spot:
    """A village of the villages sheet; ``dropped`` if its row has errors."""

    village_id: str
    prefecture: str
    county: str
    township: str
    name: str
    source: Source
    dropped: bool = False

    @property
    def full_name(self) -> str:
        """County, township and name."""
        return f"{self.county}{self.township}{self.name}"

    def texts(self) -> set[str]:
        """Return every normalised way in which this village may be named in one cell."""
        name, town, county = self.name, self.township + self.name, self.county + self.township + self.name
        return {header_key(text) for text in (name, town, county, self.county + name, self.prefecture + county)}

    def agrees(self, county: str, township: str) -> bool:
        """Whether a county and township, as far as given, are this village's."""
        own_county, own_township = header_key(self.county), header_key(self.township)
        return (not county or not own_county or header_key(county).endswith(own_county)) and (
            not township or not own_township or header_key(township) == own_township
        )


@dataclass(frozen=True)
class Found:
    """What a reference was found to mean, or the code of what is wrong with it.

    A repair (``village_suffix``) has both a village and a code.
    """

    village_id: str = ""
    code: str = ""
    values: dict[str, object] = field(default_factory=dict)


class Places:
    """All villages, townships and counties of the villages sheet."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self.spots = tuple(spots)
        self._by_id: dict[str, Spot] = {}
        self._by_text: dict[str, list[Spot]] = {}
        self._by_stem: dict[str, list[Spot]] = {}
        self._areas: dict[str, set[Place]] = {}
        self._in_area: dict[Place, list[str]] = {}
        self._areas_in: dict[str, set[Place]] = {}
        self._found_places: dict[tuple[str, str], tuple[Place, str, dict[str, object]]] = {}
        self._found_villages: dict[tuple[str, str, str, str, str], Found] = {}
        for spot in self.spots:
            self._by_id.setdefault(code_key(spot.village_id), spot)
            for text in spot.texts():
                self._by_text.setdefault(text, []).append(spot)
                self._by_stem.setdefault(_SUFFIX.sub("", text), []).append(spot)
            self._add_areas(spot)

    def _add_areas(self, spot: Spot) -> None:
        full_county = spot.prefecture + spot.county
        texts = {
            Place(spot.county): (spot.county, full_county),
            Place(spot.county, spot.township): (
                spot.township,
                spot.county + spot.township,
                full_county + spot.township,
            ),
        }
        for place, names in texts.items():
            if names[0]:
                self._areas_in.setdefault(spot.source.file, set()).add(place)
                if place not in self._in_area:
                    for name in names:
                        self._areas.setdefault(header_key(name), set()).add(place)
                self._in_area.setdefault(place, []).append(spot.village_id)

    @cached_property
    def _names(self) -> Spellings:
        return Spellings(lambda: (name for s in self.spots for name in (s.name, s.full_name, s.village_id)))

    @cached_property
    def _all_names(self) -> Spellings:
        """Names of counties and townships as well."""
        return Spellings(
            lambda: (
                part
                for s in self.spots
                for part in (s.county, s.township, s.county + s.township, s.name, s.full_name, s.village_id)
            )
        )

    def village(
        self, village_id: str, county: str = "", township: str = "", village: str = "", file: str = ""
    ) -> Found:
        """Find a village by its ID, or by name with county and township as far as given.

        An ID and a name that mean different villages are a fault, and so is a name that several villages have, unless
        one of them alone stands in the ``file`` that names it.
        """
        key = (village_id, county, township, village, file)
        if key not in self._found_villages:
            self._found_villages[key] = self._village(*key)
        return self._found_villages[key]

    def _village(self, village_id: str, county: str, township: str, village: str, file: str) -> Found:
        by_name = [spot for spot in self._by_text.get(header_key(village), ()) if spot.agrees(county, township)]
        if village_id:
            spot = self._by_id.get(code_key(village_id))
            if spot is None:
                return Found(code="unknown_village", values={"hint": self._hint(village_id)})
            if village and spot not in (by_name or self._stems(village, county, township)):
                return Found(code="village_mismatch", values={"village": spot.full_name})
            return self._found([spot])
        if by_name:
            return self._found(_own(by_name, file))
        if (spot := self._by_id.get(code_key(village))) is not None and spot.agrees(county, township):
            return self._found([spot])
        stems = _own(self._stems(village, county, township), file)
        if len(stems) == 1:
            return Found(stems[0].village_id, "village_suffix", {"village": stems[0].full_name})
        if stems:
            return self._found(stems)
        return Found(code="unknown_village", values={"hint": self._hint(f"{county}{township}{village}", village)})

    def _stems(self, village: str, county: str, township: str) -> list[Spot]:
        stem = _SUFFIX.sub("", header_key(village))
        return [spot for spot in self._by_stem.get(stem, ()) if spot.agrees(county, township)] if stem else []

    def _found(self, spots: list[Spot]) -> Found:
        if len({spot.village_id for spot in spots}) > 1:
            return Found(code="ambiguous_village", values={"rows": listing(spot.source for spot in spots)})
        if spots[0].dropped:
            return Found(code="refers_to_dropped", values={"rows": listing([spots[0].source])})
        return Found(spots[0].village_id)

    def area(self, text: str, file: str = "") -> tuple[str, ...]:
        """Return the IDs of all villages of a township or county; empty if the text means none, or several."""
        areas = self._own_areas(self._areas.get(header_key(text), set()), file)
        return tuple(sorted(self._in_area[next(iter(areas))])) if len(areas) == 1 else ()

    def county(self, text: str) -> str:
        """Return a county as the villages sheet writes it, or the text itself if that is not one of its counties."""
        counties = {place.county for place in self._areas.get(header_key(text), ()) if not place.township}
        return counties.pop() if len(counties) == 1 else text

    def known_county(self, county: str) -> bool:
        """Whether the villages sheet has this county."""
        return any(not place.township for place in self._areas.get(header_key(county), ()))

    def _own_areas(self, areas: set[Place], file: str) -> set[Place]:
        """Return the areas that the file's own villages lie in, if that leaves one of several; else all."""
        own = areas & self._areas_in.get(file, set()) if len(areas) > 1 else areas
        return own if len(own) == 1 else areas

    def place(self, text: str, file: str = "") -> tuple[Place, str, dict[str, object]]:
        """Return what place a text of a file means, with a fault code ("" if it is one of the villages sheet).

        Codes: ``ambiguous_place``; ``place_by_name`` if several places fit and only their common parts are kept;
        ``unknown_place`` if the sheet has no such place: then the text is taken apart by its endings (县, 镇, 村).
        """
        if (text, file) not in self._found_places:
            self._found_places[text, file] = self._place(text, file)
        return self._found_places[text, file]

    def _place(self, text: str, file: str) -> tuple[Place, str, dict[str, object]]:
        key = header_key(text)
        places = set(self._own_areas(self._areas.get(key, set()), file))
        if not places:
            spots = _own(self._by_text.get(key, []), file)
            places = {Place(spot.county, spot.township, spot.name) for spot in spots}
        if len(places) == 1:
            return places.pop(), "", {}
        if places:
            return self._common(text, places)
        place = self._taken_apart(text)
        known = self._areas.get(header_key(place.county + place.township)) if place != Place() else None
        if known and len(known) == 1:
            # the township is known; its village is one that the sheet need not list
            area = next(iter(known))
            place = Place(area.county, area.township or place.township, place.village)
        return place, "unknown_place", {"hint": self._area_hint(text)}

    @staticmethod
    def _common(text: str, places: set[Place]) -> tuple[Place, str, dict[str, object]]:
        def shared(values: set[str]) -> str:
            return values.pop() if len(values) == 1 else ""

        place = Place(
            shared({p.county for p in places}),
            shared({p.township for p in places}),
            shared({p.village for p in places}),
        )
        if place.village or (place.township and all(not p.village for p in places)):
            return place, "place_by_name", {"place": text}
        rows = tuple(f"{p.county}{p.township}{p.village}" for p in sorted(places, key=str))
        return Place(), "ambiguous_place", {"rows": rows}

    def _taken_apart(self, text: str) -> Place:
        if "/" in text:
            county, township, village, *_ = (*(part.strip() for part in text.split("/")), "", "")
            return Place(self.county(county), township, village)
        found = _PARTS.fullmatch(text)
        if found is None:
            return Place()
        county = found["county"] or found["prefecture"] or ""
        return Place(self.county(county), found["township"] or "", found["village"] or "")

    def _hint(self, *texts: str) -> Text:
        for text in texts:
            hint = self._names.near(text, cutoff=0.7)
            if hint.values:
                return hint
        return Text("", "")

    def _area_hint(self, text: str) -> Text:
        return self._all_names.near(text, cutoff=0.75)


def _own(spots: list[Spot], file: str) -> list[Spot]:
    """Return the villages that stand in a file, if that leaves one of several; else all."""
    own = [spot for spot in spots if spot.source.file == file] if len(spots) > 1 else spots
    return own if len(own) == 1 else spots
