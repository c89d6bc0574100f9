"""Load a scenario: files, overlays, schema, reasons; all faults at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from solver.book.rule_book import RuleBook
from solver.domain.instance import Reference
from solver.errors import Fault, InputError
from solver.goals import GOALS
from solver.rules import RULES
from solver.rules.village_floor import VillageFloor, in_steps
from solver.scenario.chain import Chain, read_chain
from solver.scenario.changes import Change, changes_of, faults_of_changes
from solver.scenario.nodes import MappingNode
from solver.scenario.paths import root_of
from solver.scenario.schema import settings_model
from solver.scenario.settings import Settings
from solver.scenario.validation import validate
from solver.text import Text


@dataclass(frozen=True)
class Scenario:
    """A scenario after all overlays, checked.

    Attributes
    ----------
    settings
        All values; ``settings.rules.<slug>`` and ``settings.goals.<slug>`` are the parameters.
    folder, root
        Where the scenario lies, and the folder that it may not leave.
    tree
        The values as they were written, each with its file and line.
    hashes
        SHA-256 of every scenario file by its name below the root.
    faults
        Repairs and notes; errors were raised.
    """

    settings: Settings
    folder: Path = field(compare=False)
    root: Path = field(compare=False)
    tree: MappingNode = field(compare=False, repr=False)
    hashes: Mapping[str, str] = field(compare=False, repr=False)
    faults: tuple[Fault, ...] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        """Short name; the file's name if none is written."""
        return self.settings.name

    @property
    def title(self) -> Text:
        """Heading of outputs: the title, or the name."""
        title = self.settings.title
        return title.to_text() if title.zh or title.en else Text(self.name, self.name)

    @property
    def rosters(self) -> Path:
        """Workbook or folder of the rosters."""
        return self.root / self.settings.rosters

    @property
    def posts(self) -> Path | None:
        """Frozen list of villages, if one replaces stage 1."""
        return None if self.settings.posts is None else self.root / self.settings.posts

    @property
    def holds(self) -> bool:
        """Whether everybody on post stays but the recalled, so that the posts are those of today."""
        return self.settings.suppose is not None and self.settings.suppose.hold

    def reference(self) -> Reference:
        """Return dates and mode for the instance."""
        return self.settings.reference.to_domain()

    def rule_book(self) -> RuleBook:
        """Return the rules and goals at work."""
        rules = {rule.slug: getattr(self.settings.rules, rule.slug) for rule in RULES}
        floor = self.settings.fairness.floor
        if floor:
            step, steps = in_steps(floor)
            told = {"enabled": True, "step": step, "steps": steps}
            rules[VillageFloor.slug] = rules[VillageFloor.slug].model_copy(update=told)
        return RuleBook.of(
            rules,
            {goal.slug: getattr(self.settings.goals, goal.slug) for goal in GOALS},
        )

    def changes(self) -> tuple[Change, ...]:
        """Return the changed rule parameters with their reasons (§4.4)."""
        return changes_of(self.settings, self.tree)


def load_scenario(path: str | Path, root: str | Path | None = None) -> Scenario:
    """Load a scenario file.

    Parameters
    ----------
    path
        The YAML file.
    root
        Folder in which bases, rosters and lists of posts must lie; by default the nearest folder called ``scenarios``
        above the file, else the file's own folder.

    Raises
    ------
    InputError
        With every fault that was found.
    """
    attempt = try_scenario(Path(path), None if root is None else Path(root))
    if attempt.scenario is None:
        raise InputError(attempt.faults)
    return attempt.scenario


@dataclass(frozen=True)
class Attempt:
    """What came of loading: the scenario, or ``None``; all faults; the rosters, if their path at least is good."""

    scenario: Scenario | None
    faults: list[Fault]
    rosters: Path | None


def try_scenario(path: Path, root: Path | None = None) -> Attempt:
    """Load a scenario; never raises for a fault of the input."""
    folder_root = root_of(path, root)
    chain = read_chain(path, folder_root)
    tree = chain.merged()
    settings, of_whole = validate(settings_model(), tree)
    faults = [*chain.faults, *(f for f in of_whole if chain.complete or f.code != "missing")]
    if settings is not None:
        faults += faults_of_changes(settings, tree, chain)
    faults = _in_order(faults, chain)
    if settings is None or any(f.severity == "error" for f in faults):
        return Attempt(None, faults, chain.inputs.get("rosters"))
    scenario = Scenario(
        settings=settings if settings.name else settings.model_copy(update={"name": _name_of(path)}),
        folder=path.resolve().parent,
        root=folder_root,
        tree=tree,
        hashes=dict(chain.hashes),
        faults=tuple(faults),
    )
    return Attempt(scenario, faults, scenario.rosters)


def base_path(path: Path, root: Path | None = None) -> Path | None:
    """Return the file that a scenario extends, or ``None`` if it extends none, or none that can be read."""
    folder_root = root_of(path, root)
    names = list(read_chain(path, folder_root).hashes)
    return folder_root / names[1] if len(names) > 1 else None


def _name_of(path: Path) -> str:
    return re.sub(r"[^\w.\- ]", "_", path.stem.lstrip("."))[:80]


def _in_order(faults: list[Fault], chain: Chain) -> list[Fault]:
    """Drop what was found twice, in one file and in the whole; sort by file (top first) and line."""
    order = {name: i for i, name in enumerate(chain.hashes)}
    unique: dict[object, Fault] = {}
    for fault in faults:
        # What the file alone says comes first: it names the key as written, and its suggestion knows all keys.
        missing = fault.column if fault.code == "missing" else ""
        unique.setdefault((fault.file, fault.row, fault.position, fault.code, missing), fault)
    return sorted(unique.values(), key=lambda f: (order.get(f.file, -1), f.row or 0, f.position or 0, f.code))
