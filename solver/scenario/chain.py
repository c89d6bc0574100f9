"""Read a scenario file and, by ``extends``, the files it stands on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from solver.errors import Fault
from solver.scenario.nodes import Entry, MappingNode, Mark, ScalarNode, fault_at
from solver.scenario.overlays import overlay, without_nulls
from solver.scenario.paths import PathRefused, resolve_inside, shown
from solver.scenario.schema import file_model
from solver.scenario.shorthand import canonical, with_changes
from solver.scenario.validation import faults_of_file, repairs
from solver.scenario.yaml_reader import read_yaml
from solver.text import Text

MAX_FILES = 10
"""Length of a chain of bases."""


@dataclass
class Chain:
    """The files of a scenario, the one that was asked for first.

    Attributes
    ----------
    files
        Name to the file's tree in full, top first.
    hashes
        Name to SHA-256 of the bytes that were read.
    inputs
        ``rosters`` and ``posts`` to the file or folder that the topmost file names and that may be read.
    complete
        Whether every file could be read: if not, what is missing is not known.
    """

    root: Path
    files: dict[str, MappingNode] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    inputs: dict[str, Path] = field(default_factory=dict)
    complete: bool = True

    def merged(self) -> MappingNode:
        """Return the base with every file above it laid over."""
        trees = list(reversed(self.files.values()))
        whole = without_nulls(trees[0]) if trees else MappingNode(Mark("", 1, 1))
        for tree in trees[1:]:
            whole = overlay(whole, tree)
        return whole


def read_chain(path: Path, root: Path) -> Chain:
    """Read a scenario and its bases; all faults of single files are collected."""
    chain = Chain(root)
    file: Path | None = path.resolve()
    named_at = Mark(shown(path.resolve(), root), 1, 1)
    while file is not None:
        name = shown(file, root)
        if name in chain.files:
            circle = (*list(chain.files)[list(chain.files).index(name) :], name)
            problem = Text("extends 成了圈：{files}", "`extends` goes in a circle: {files}", {"files": circle})
            mend = Text("去掉其中一个 extends。", "delete one of the `extends`.")
            chain.faults.append(fault_at(named_at, "extends_cycle", problem, mend, path="extends", value=name))
        elif len(chain.files) >= MAX_FILES:
            problem = Text("extends 超过{n}层", "more than {n} files extend one another", {"n": MAX_FILES})
            mend = Text("合并几层。", "merge some of them.")
            chain.faults.append(fault_at(named_at, "extends_too_long", problem, mend, path="extends", value=name))
        else:
            file, named_at = _read_file(chain, file, name, named_at)
            continue
        chain.complete = False
        break
    return chain


def _read_file(chain: Chain, file: Path, name: str, named_at: Mark) -> tuple[Path | None, Mark]:
    """Add one file to the chain; return the base it names, and where."""
    try:
        content = file.read_bytes()
    except OSError:
        problem, mend = (
            Text("文件无法读取", "the file cannot be read"),
            Text("检查路径和权限。", "check path and rights."),
        )
        chain.faults.append(fault_at(named_at, "unreadable", problem, mend, value=name))
        chain.complete = False
        return None, named_at
    chain.hashes[name] = hashlib.sha256(content).hexdigest()
    tree, faults = read_yaml(content, name)
    chain.faults += faults
    if tree is None:
        chain.complete = False
        return None, named_at
    written = with_changes(tree)
    chain.faults += [*written.faults, *faults_of_file(file_model(), written.tree)]
    base, mark = _base_of(chain, written.tree, file.parent)
    full = canonical(written.tree)
    chain.faults += [*full.faults, *repairs(file_model(), written.tree)]
    chain.files[name] = _with_paths(chain, full.tree, file.parent)
    return base, mark


def _base_of(chain: Chain, tree: MappingNode, folder: Path) -> tuple[Path | None, Mark]:
    entry = tree.entries.get("extends")
    if entry is None or not isinstance(entry.node, ScalarNode) or entry.node.value is None:
        return None, tree.mark
    found = _resolve(chain, entry, "extends", folder)
    if found is None:
        chain.complete = False
        return None, entry.node.mark
    return found, entry.node.mark


def _with_paths(chain: Chain, tree: MappingNode, folder: Path) -> MappingNode:
    """Replace input paths, which are relative to the file that names them, by paths relative to the root."""
    for key in ("rosters", "posts"):
        entry = tree.entries.get(key)
        if entry is None or not isinstance(entry.node, ScalarNode) or entry.node.value is None:
            continue
        found = _resolve(chain, entry, key, folder)
        if found is not None:
            chain.inputs.setdefault(key, found)
            node = ScalarNode(shown(found, chain.root), entry.node.source, entry.node.mark)
            tree = tree.with_entry(key, Entry(entry.key_mark, node))
    return tree


def _resolve(chain: Chain, entry: Entry, key: str, folder: Path) -> Path | None:
    node = entry.node
    if not isinstance(node, ScalarNode) or isinstance(node.value, (bool, type(None))):
        return None
    try:
        # A folder may be called 2025: it is meant as it is written.
        return resolve_inside(node.source, folder, chain.root)
    except PathRefused as refused:
        chain.faults.append(fault_at(node.mark, "bad_path", refused.problem, refused.mend, path=key, value=node.source))
        return None
