"""Where words go: the result to stdout, everything else to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from solver.errors import NATURE, Fault
from solver.text import Lang, Text


class Output:
    """Speaks to the planner.

    Parameters
    ----------
    json_wanted
        The result is one JSON document.
    quiet
        Nothing but the result, and errors.
    """

    def __init__(self, lang: Lang, *, json_wanted: bool = False, quiet: bool = False) -> None:
        self.lang: Lang = lang
        self.json_wanted, self.quiet = json_wanted, quiet

    def say(self, text: Text, **values: object) -> str:
        """Render a text in the reader's language."""
        return text.with_values(**values).to(self.lang)

    def result(self, text: str) -> None:
        """Write the result for a reader; with ``--json`` the document is the result."""
        if not self.json_wanted:
            sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def document(self, kind: str, **content: object) -> None:
        """Write the result as one JSON document, if it is wanted."""
        if self.json_wanted:
            whole = {"schema": f"villages-first/{kind}/1", **content}
            sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")

    def note(self, text: str) -> None:
        """Write something worth knowing to stderr, unless ``--quiet``."""
        if not self.quiet:
            self.error(text)

    def error(self, text: str) -> None:
        """Write to stderr."""
        sys.stderr.write(text if text.endswith("\n") else text + "\n")
        sys.stderr.flush()


def fault_lines(faults: Sequence[Fault], lang: Lang) -> list[str]:
    """Return faults as numbered lines, errors first, under a line that counts them."""
    lines = []
    for nature, heading in NATURE.items():
        found = [fault for fault in faults if fault.severity == nature]
        if found:
            count = Text("{nature} {n} 处：", "{nature}: {n}", {"nature": heading, "n": len(found)})
            lines.append(count.to(lang))
            lines += [f"  {i}. {fault.to(lang)}" for i, fault in enumerate(found, start=1)]
    return lines


def fault_documents(faults: Sequence[Fault], lang: Lang) -> list[dict[str, object]]:
    """Return faults for a JSON document."""
    return [
        {
            "code": fault.code,
            "severity": fault.severity,
            "file": fault.file,
            "sheet": fault.sheet,
            "row": fault.row,
            "column": fault.column,
            "position": fault.position,
            "value": fault.value,
            "problem": fault.problem.to(lang),
            "mend": fault.mend.to(lang),
        }
        for fault in faults
    ]


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as lines in columns, Chinese characters two cells wide; the last column is not filled up."""
    from rich.cells import cell_len

    widths = [max(cell_len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    lines = []
    for row in rows:
        cells = [cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines)
