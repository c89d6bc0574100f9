"""A YAML document as a tree whose every key and value knows where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from solver.errors import Fault
from solver.text import Text

Path = tuple[str | int, ...]
"""Keys and list positions from the top of a document down to a node."""


@dataclass(frozen=True)
class Mark:
    """A place in a text file; line and column are 1-based, as editors count."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class ScalarNode:
    """One value. ``source`` is what stands in the file, without quotes; ``value`` what it was read as."""

    value: str | int | float | bool | None
    source: str
    mark: Mark

    @property
    def is_number(self) -> bool:
        """Whether it was read as a number, so that ``source`` may have said more (``2025.10``)."""
        return isinstance(self.value, (int, float)) and not isinstance(self.value, bool)


@dataclass(frozen=True)
class ListNode:
    """A list."""

    items: tuple[Node, ...]
    mark: Mark


@dataclass(frozen=True)
class Entry:
    """A value of a mapping with the place of its key."""

    key_mark: Mark
    node: Node


@dataclass(frozen=True)
class MappingNode:
    """A mapping; keys are text and stand once."""

    mark: Mark
    entries: dict[str, Entry] = field(default_factory=dict)

    def node(self, key: str) -> Node | None:
        """Return the value of a key, or ``None``."""
        entry = self.entries.get(key)
        return entry.node if entry else None

    def with_entry(self, key: str, entry: Entry) -> MappingNode:
        """Return the mapping with this entry added or replaced."""
        return replace(self, entries={**self.entries, key: entry})

    def without(self, *keys: str) -> MappingNode:
        """Return the mapping without these keys."""
        return replace(self, entries={k: e for k, e in self.entries.items() if k not in keys})


Node = ScalarNode | ListNode | MappingNode


def is_null(node: Node | None) -> bool:
    """Whether the node is an explicit ``null``."""
    return isinstance(node, ScalarNode) and node.value is None


def plain(node: Node, instead: Mapping[Path, str | None] | None = None, path: Path = ()) -> Any:
    """Return the tree as dicts, lists and scalars.

    Parameters
    ----------
    instead
        Path of a scalar to what to return in its place.
    """
    instead = instead or {}
    if isinstance(node, MappingNode):
        return {key: plain(entry.node, instead, (*path, key)) for key, entry in node.entries.items()}
    if isinstance(node, ListNode):
        return [plain(item, instead, (*path, i)) for i, item in enumerate(node.items)]
    return instead.get(path, node.value)


def leaves(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], ScalarNode | ListNode]]:
    """Yield every value that is not a mapping, with its path; a list is one value. Empty mappings have no leaf."""
    if not isinstance(node, MappingNode):
        yield path, node
        return
    for key, entry in node.entries.items():
        yield from leaves(entry.node, (*path, key))


@dataclass(frozen=True)
class Spot:
    """Where a path leads: the path as far as it exists, its node, and the place to show.

    ``is_key`` says that the key at its end is meant, not the value.
    """

    path: Path
    node: Node
    mark: Mark
    is_key: bool = False

    @property
    def dotted(self) -> str:
        """The path as planners write it."""
        return ".".join(str(part) for part in self.path)

    @property
    def source(self) -> str:
        """What stands there, shortened; "" for mappings and lists."""
        if self.is_key:
            return shorten(str(self.path[-1]))
        return shorten(self.node.source) if isinstance(self.node, ScalarNode) else ""


def find(root: Node, location: Path) -> Spot:
    """Follow a location as far as it exists.

    Parts that name no key are passed over: validators insert the names of alternatives. After ``[key]`` the mark is
    that of the key.
    """
    path: Path = ()
    node, mark = root, root.mark
    for part in location:
        if isinstance(node, MappingNode) and part in node.entries:
            entry = node.entries[str(part)]
            node, mark, path = entry.node, entry.node.mark, (*path, part)
            if isinstance(node, MappingNode):
                mark = entry.key_mark
        elif isinstance(node, ListNode) and isinstance(part, int) and part < len(node.items):
            node, path = node.items[part], (*path, part)
            mark = node.mark
    is_key = bool(path) and location[-1] == "[key]"
    if is_key:
        mark = key_mark(root, path) or mark
    return Spot(path, node, mark, is_key)


def key_mark(root: Node, path: Path) -> Mark | None:
    """Return the place of the key at the end of a path, or ``None`` if it is not a key of a mapping."""
    parent = find(root, path[:-1]).node
    if isinstance(parent, MappingNode) and path[-1] in parent.entries:
        return parent.entries[str(path[-1])].key_mark
    return None


def shorten(value: str, limit: int = 60) -> str:
    """Cut a long value for a message."""
    return value if len(value) <= limit else value[: limit - 1] + "…"


def fault_at(
    mark: Mark,
    code: str,
    problem: Text,
    mend: Text,
    *,
    path: str = "",
    value: str = "",
    severity: Literal["error", "repair", "note"] = "error",
) -> Fault:
    """Return a fault at a place of a text file; ``path`` is the dotted key."""
    return Fault(
        code,
        problem,
        mend,
        file=mark.file,
        row=mark.line,
        column=path,
        value=shorten(value),
        severity=severity,
        position=mark.column,
    )
