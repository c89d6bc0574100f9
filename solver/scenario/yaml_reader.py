"""Read YAML strictly and safely into nodes with places.

No tag is ever obeyed and no object constructed: PyYAML's parser gives events, and this module builds plain nodes from
them. Duplicate keys, tags, several documents, alias bombs, over-deep and over-long files are refused with their place.

When to modify
    A limit is too tight for a real scenario. Long lists belong in CSV files, not here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from solver.errors import Fault
from solver.scenario.nodes import Entry, ListNode, MappingNode, Mark, Node, ScalarNode, fault_at, shorten
from solver.scenario.scalars import resolve
from solver.scenario.yaml_texts import syntax_texts
from solver.text import Text

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_NODES = 20_000
"""Values in all, aliases counted as often as they are used."""


class StrictLoader(yaml.SafeLoader):
    """PyYAML's safe scanner and parser; only its events are used, so that it constructs nothing."""


def read_yaml(content: bytes, file: str) -> tuple[MappingNode | None, list[Fault]]:
    """Read one document whose top is a mapping.

    Parameters
    ----------
    content
        Bytes of the file.
    file
        Name to show in faults.

    Returns
    -------
    tuple
        The top mapping, or ``None`` if the text cannot be read at all; and everything that is wrong with it.
    """
    start = Mark(file, 1, 1)
    if len(content) > MAX_BYTES:
        problem = Text("文件过大", "the file is too large")
        mend = Text(
            "场景文件不超过{limit} KB；长名单请放在表格里。",
            "keep a scenario under {limit} KB; long lists belong in a table.",
            {"limit": MAX_BYTES // 1024},
        )
        return None, [fault_at(start, "file_too_large", problem, mend)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Text("不是UTF-8编码", "the file is not UTF-8")
        mend = Text("请另存为UTF-8编码。", "save it as UTF-8.")
        return None, [fault_at(Mark(file, line, 1), "not_utf8", problem, mend)]
    builder = _Builder(file)
    try:
        builder.run(text)
    except _Refused as refused:
        return None, [*builder.faults, refused.fault]
    except yaml.YAMLError as error:
        return None, [*builder.faults, _syntax_fault(error, file, text)]
    if builder.top is None:
        return MappingNode(start), builder.faults
    if not isinstance(builder.top, MappingNode):
        problem = Text("最上层应为“键: 值”", "the top level must be “key: value” lines")
        mend = Text(
            "检查是否用了全角冒号，或冒号后少了空格。",
            "look for a full-width colon or a missing space after the colon.",
        )
        return None, [*builder.faults, fault_at(builder.top.mark, "top_not_mapping", problem, mend)]
    return builder.top, builder.faults


class _Refused(Exception):
    """Reading stops here; unlike other faults, this one leaves nothing to go on with."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.code)


@dataclass
class _Open:
    """A list or mapping that has begun and not ended."""

    mark: Mark
    is_mapping: bool
    anchor: str | None
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: str | None = None
    key_mark: Mark | None = None
    size: int = 1
    height: int = 1


@dataclass
class _Built:
    """A finished node with its size and height, for aliases."""

    node: Node
    size: int
    height: int


class _Builder:
    """Builds nodes from parser events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.top: Node | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Built] = {}
        self.n_nodes = 0
        self.n_documents = 0

    def run(self, text: str) -> None:
        """Consume all events of the text."""
        for event in yaml.parse(text, Loader=StrictLoader):
            if isinstance(event, yaml.DocumentStartEvent):
                self._start_document(event)
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)

    def _mark(self, event: Any) -> Mark:
        return Mark(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _fault(self, mark: Mark, code: str, problem: Text, mend: Text, value: str = "") -> None:
        self.faults.append(fault_at(mark, code, problem, mend, value=value))

    def _refuse(self, mark: Mark, code: str, problem: Text, mend: Text) -> _Refused:
        return _Refused(fault_at(mark, code, problem, mend))

    def _start_document(self, event: Any) -> None:
        self.n_documents += 1
        if self.n_documents > 1:
            raise self._refuse(
                self._mark(event),
                "several_documents",
                Text("一个文件只能有一个YAML文档", "a file holds one YAML document only"),
                Text("删去这一行“---”。", "delete this “---” line."),
            )

    def _scalar(self, event: Any) -> None:
        mark = self._mark(event)
        self._refuse_tag(event, mark)
        source = str(event.value)
        if any("\ud800" <= c <= "\udfff" for c in source):
            raise self._refuse(
                mark,
                "bad_character",
                Text("含有不成对的代理字符", "a lone surrogate character"),
                Text("改用正常文字。", "write ordinary text."),
            )
        value = source if event.style else resolve(source)
        self._add(_Built(ScalarNode(value, source, mark), 1, 0), mark, event.anchor)

    def _open(self, event: Any) -> None:
        mark = self._mark(event)
        self._refuse_tag(event, mark)
        if self.stack and self.stack[-1].is_mapping and self.stack[-1].key is None:
            raise self._bad_key(mark)
        if len(self.stack) >= MAX_DEPTH:
            raise self._too_big(mark)
        self.stack.append(_Open(mark, isinstance(event, yaml.MappingStartEvent), event.anchor))

    def _close(self) -> None:
        done = self.stack.pop()
        node: Node = MappingNode(done.mark, done.entries) if done.is_mapping else ListNode(tuple(done.items), done.mark)
        self._add(_Built(node, done.size, done.height), done.mark, done.anchor)

    def _alias(self, event: Any) -> None:
        mark = self._mark(event)
        built = self.anchors.get(event.anchor)
        if built is None:
            raise self._refuse(
                mark,
                "bad_alias",
                Text("别名“*{name}”没有在前面定义", "alias “*{name}” is not defined before", {"name": event.anchor}),
                Text("直接写出内容。", "write the content out."),
            )
        self.n_nodes += built.size - 1
        self._add(built, mark, None)

    def _add(self, built: _Built, mark: Mark, anchor: str | None) -> None:
        """Put a finished node where it belongs: as a key, a value, an item or the top."""
        self.n_nodes += 1
        if self.n_nodes > MAX_NODES or len(self.stack) + built.height > MAX_DEPTH:
            raise self._too_big(mark)
        if anchor is not None:
            self.anchors[anchor] = built
        if not self.stack:
            self.top = built.node
            return
        parent = self.stack[-1]
        parent.size += built.size
        parent.height = max(parent.height, built.height + 1)
        if not parent.is_mapping:
            parent.items.append(built.node)
        elif parent.key is None:
            self._take_key(parent, built.node, mark)
        else:
            self._take_value(parent, built.node)

    def _take_key(self, parent: _Open, node: Node, mark: Mark) -> None:
        if not isinstance(node, ScalarNode) or node.value is None:
            raise self._bad_key(mark)
        parent.key, parent.key_mark = node.source, mark
        first = parent.entries.get(node.source)
        if first is not None:
            self._fault(
                mark,
                "duplicate_key",
                Text("键“{key}”重复，前面在第{line}行", "key “{key}” stands twice, before in line {line}").with_values(
                    key=shorten(node.source), line=first.key_mark.line
                ),
                Text("删去其中一个。", "delete one of them."),
                node.source,
            )

    def _take_value(self, parent: _Open, node: Node) -> None:
        key, key_mark = parent.key, parent.key_mark
        parent.key = parent.key_mark = None
        if key is not None and key_mark is not None and key not in parent.entries:
            parent.entries[key] = Entry(key_mark, node)

    def _refuse_tag(self, event: Any, mark: Mark) -> None:
        if event.tag is not None:
            self._fault(
                mark,
                "tag",
                Text("不接受YAML标签“{tag}”", "YAML tags are not accepted: “{tag}”", {"tag": shorten(event.tag)}),
                Text("删去标签，只写值。", "delete the tag, write the value alone."),
            )

    def _bad_key(self, mark: Mark) -> _Refused:
        return self._refuse(
            mark,
            "bad_key",
            Text("键应为文字", "a key must be text"),
            Text("写成“键: 值”。", "write “key: value”."),
        )

    def _too_big(self, mark: Mark) -> _Refused:
        return self._refuse(
            mark,
            "too_deep_or_long",
            Text("嵌套过深或内容过多（含别名展开）", "nested too deep, or too much content (aliases expanded)"),
            Text(
                "嵌套不超过{depth}层、内容不超过{nodes}项。", "at most {depth} levels and {nodes} values."
            ).with_values(depth=MAX_DEPTH, nodes=MAX_NODES),
        )


def _syntax_fault(error: yaml.YAMLError, file: str, text: str) -> Fault:
    """Turn an error of the parser into a fault with its place."""
    if isinstance(error, yaml.MarkedYAMLError):
        said = error.problem or error.context or ""
        # What was never closed is noticed at the end of the file; the planner must look where it began.
        began = "':'" in said or "end of stream" in said
        at = (error.context_mark if began else None) or error.problem_mark or error.context_mark
        mark = Mark(file, at.line + 1, at.column + 1) if at else Mark(file, 1, 1)
    else:
        # Reader errors count characters from the start of the text.
        position = int(getattr(error, "position", 0))
        line_start = text.rfind("\n", 0, position) + 1
        mark = Mark(file, text.count("\n", 0, position) + 1, position - line_start + 1)
        said = str(getattr(error, "reason", error))
    problem, mend = syntax_texts(said)
    return fault_at(mark, "yaml_syntax", problem, mend)
