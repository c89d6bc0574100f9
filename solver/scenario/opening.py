"""Open a scenario with its rosters: everything a run needs, or every fault of all files at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.village import Post
from solver.errors import Fault, InputError
from solver.scenario.loading import Scenario, try_scenario
from solver.scenario.paths import shown
from solver.scenario.posts_table import read_posts
from solver.scenario.references import faults_of_names
from solver.scenario.rosters.files import Tell, roster_files
from solver.scenario.rosters.reading import Rosters, read_rosters
from solver.scenario.supposing.supposition import held_posts, suppose, supposed_reference
from solver.text import Lang, Text


class Reader(Protocol):
    """What reads rosters: :func:`read_rosters`, or something that remembers them."""

    def __call__(
        self, path: Path, reference_date: date | None = None, tell: Tell | None = None
    ) -> tuple[Rosters, list[Fault]]:
        """Read the tables."""


@dataclass
class SharedRosters:
    """Reads the rosters of several scenarios once. For one run: a file that changes meanwhile is not read again."""

    _read: dict[tuple[Path, date | None], tuple[Rosters, list[Fault]]] = field(default_factory=dict)

    def __call__(
        self, path: Path, reference_date: date | None = None, tell: Tell | None = None
    ) -> tuple[Rosters, list[Fault]]:
        """Return the rosters as they were read first."""
        key = (path.resolve(), reference_date)
        if key not in self._read:
            self._read[key] = read_rosters(path, reference_date, tell)
        return self._read[key]


@dataclass(frozen=True)
class Opened:
    """A scenario with everything it names, read and checked.

    Attributes
    ----------
    posts
        The frozen list of villages if the scenario names one, else ``None``: stage 1 makes it.
    faults
        Repairs and notes of all files; errors were raised.
    hashes
        SHA-256 of every input file by its name below the scenario's root.
    lang
        Language asked for, else the scenario's, else ``None``.
    """

    scenario: Scenario
    instance: Instance
    rule_book: RuleBook
    posts: tuple[Post, ...] | None
    faults: tuple[Fault, ...]
    hashes: Mapping[str, str]
    lang: Lang | None


def open_scenario(
    path: str | Path,
    lang: Lang | None = None,
    root: str | Path | None = None,
    tell: Tell | None = None,
    read: Reader = read_rosters,
) -> Opened:
    """Load a scenario and read its rosters and, if named, its posts.

    Parameters
    ----------
    path, root
        As :func:`solver.scenario.loading.load_scenario`.
    lang
        Language that the caller asks for.
    tell
        Called after each file of rosters with the number of files read and of all files.
    read
        Reads the rosters; a :class:`SharedRosters` reads those of several scenarios once.

    Raises
    ------
    InputError
        With the faults of all files together, if any of them is an error.
    """
    attempt = try_scenario(Path(path), None if root is None else Path(root))
    scenario, faults = attempt.scenario, list(attempt.faults)
    rosters = None
    if attempt.rosters is not None:
        as_of = None if scenario is None else scenario.settings.reference.reference_date
        rosters, of_rosters = read(attempt.rosters, as_of, tell)
        faults += of_rosters
    if scenario is None or rosters is None:
        raise InputError(faults)
    faults += _links_outside(scenario)
    _stop_at_errors(faults)
    rosters, of_supposed = suppose(rosters, scenario)
    faults += of_supposed
    instance = Instance.build(supposed_reference(scenario), **rosters.tables())
    faults += faults_of_names(scenario, instance)
    posts = held_posts(instance, scenario.rule_book()) if scenario.holds else None
    if scenario.posts is not None:
        posts, of_posts = read_posts(scenario.posts, instance)
        faults += of_posts
    _stop_at_errors(faults)
    hashes = {**scenario.hashes}
    for file in _files(scenario):
        hashes[shown(file, scenario.root)] = hashlib.sha256(file.read_bytes()).hexdigest()
    language = lang or scenario.settings.language
    return Opened(scenario, instance, scenario.rule_book(), posts, tuple(faults), hashes, language)


def _stop_at_errors(faults: list[Fault]) -> None:
    if any(fault.severity == "error" for fault in faults):
        raise InputError(faults)


def _links_outside(scenario: Scenario) -> list[Fault]:
    """Refuse tables in the folder of rosters that are links to a place outside of the root."""
    problem = Text("链接指向允许的文件夹之外", "a link that leads out of the allowed folder")
    mend = Text("请放入文件本身。", "put the file itself there.")
    return [
        Fault("bad_path", problem, mend, file=shown(file, scenario.root))
        for file in _files(scenario)
        if not file.resolve().is_relative_to(scenario.root)
    ]


def _files(scenario: Scenario) -> list[Path]:
    """Return the files of rosters and posts."""
    rosters = scenario.rosters
    posts = [] if scenario.posts is None else [scenario.posts]
    return [*roster_files(rosters), *posts]
