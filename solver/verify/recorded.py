"""Whether inputs and documents are still those that the plan was made from and written as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from solver.text import Text
from solver.verify.digest import DIGEST_KEY, digest_of
from solver.verify.verdict import Finding


def check_hashes(recorded: Mapping[str, str], found: Mapping[str, str] | None) -> Iterator[Finding]:
    """Every file has the hash that was recorded, none is missing and none has been added."""
    if found is None:
        return
    for name in sorted({*recorded, *found}):
        if name not in found:
            yield Finding("file_missing", name, Text("文件不在了。", "the file is gone."))
        elif name not in recorded:
            yield Finding("file_unrecorded", name, Text("文件未列入记录。", "the file was not recorded."))
        elif recorded[name] != found[name]:
            text = Text("文件内容与方案生成时不同。", "the file is not the one that the plan was made from.")
            yield Finding("file_changed", name, text)


def check_digests(documents: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """Every document still has the digest that was written into it."""
    for name, document in documents.items():
        if document.get(DIGEST_KEY) != digest_of(document):
            yield Finding("document_changed", name, Text("文件在写出后被改动。", "the document was changed."))
