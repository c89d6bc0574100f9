"""A round: a scenario with its rosters, read and checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from solver.text import Lang, Text

if TYPE_CHECKING:
    from solver.book.rule_book import RuleBook
    from solver.domain.instance import Instance
    from solver.domain.village import Post
    from solver.errors import Fault
    from solver.scenario.opening import Opened

DEFAULT_LANG: Lang = "zh"


@dataclass(frozen=True)
class Round:
    """A scenario and everything it names.

    Attributes
    ----------
    path
        The scenario file, links followed.
    lang
        Language of the outputs: the one asked for, else the scenario's, else Chinese.
    """

    path: Path
    opened: Opened
    lang: Lang

    @property
    def instance(self) -> Instance:
        """All facts, in canonical order."""
        return self.opened.instance

    @property
    def book(self) -> RuleBook:
        """Rules and goals with the scenario's parameters."""
        return self.opened.rule_book

    @property
    def posts(self) -> tuple[Post, ...] | None:
        """The frozen list of villages that the scenario names, or ``None``."""
        return self.opened.posts

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Repairs and notes of the input files; errors were raised."""
        return self.opened.faults

    @property
    def name(self) -> str:
        """Short name of the scenario."""
        return self.opened.scenario.name

    @property
    def title(self) -> Text:
        """Heading of the outputs."""
        return self.opened.scenario.title

    @property
    def key(self) -> str:
        """The scenario file as the hashes of inputs name it: relative to the scenario's root."""
        from solver.scenario.paths import shown

        return shown(self.path, self.opened.scenario.root)

    @property
    def shown_path(self) -> str:
        """Where the scenario lies, from the folder that holds its root: never a path of this machine."""
        return f"{self.opened.scenario.root.name}/{self.key}".lstrip("/")


def load(
    path: str | Path,
    lang: Lang | None = None,
    *,
    root: str | Path | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Round:
    """Read a scenario and its rosters.

    Parameters
    ----------
    path
        The scenario's YAML file.
    lang
        Language of the outputs.
    root
        Folder that nothing the scenario names may leave; by default the nearest folder above it called ``scenarios``,
        else its own folder.
    tell
        Called after each file of rosters with the number of files read and of all files.

    Raises
    ------
    InputError
        With every fault of every file, if any is an error.

    Examples
    --------
    >>> load("scenarios/tiny/tiny.yaml").name  # doctest: +SKIP
    'tiny'
    """
    from solver.scenario.opening import open_scenario

    opened = open_scenario(path, lang, root, tell)
    return Round(Path(path).resolve(), opened, opened.lang or DEFAULT_LANG)
