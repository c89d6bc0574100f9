"""The files of a batch's comparison: workbook, Markdown, and a page to read and print."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from solver.errors import OutputError
from solver.report.batch_tables import BatchLine, comparison_tables, markdown
from solver.report.html.batch_report import HEADING, batch_html
from solver.report.workbook import workbook_bytes
from solver.text import Lang, Text

EXISTS = Text("{folder}已存在，不覆盖以前的结果。", "{folder} exists; older results are never overwritten.")
UNWRITABLE = Text("不能写入{folder}：{why}", "Cannot write {folder}: {why}")


def make_folder(folder: Path) -> Path:
    """Make the folder of a batch, readable by its owner only.

    Raises
    ------
    OutputError
        If it exists or cannot be made.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
    except FileExistsError as error:
        raise OutputError(EXISTS.with_values(folder=str(folder))) from error
    except OSError as error:
        raise OutputError(UNWRITABLE.with_values(folder=str(folder), why=error.strerror or str(error))) from error
    return folder


def write_comparison(folder: Path, lines: Sequence[BatchLine], lang: Lang, name: str) -> None:
    """Write ``NAME.xlsx``, ``NAME.md`` and ``NAME.html``.

    Raises
    ------
    OutputError
        If one exists or cannot be written.
    """
    tables, heading = comparison_tables(lines, lang), HEADING.to(lang)
    files = {
        f"{name}.xlsx": workbook_bytes(tables, heading, lang),
        f"{name}.md": markdown(tables, heading).encode(),
        f"{name}.html": batch_html(tables, lang).encode(),
    }
    try:
        for file, content in files.items():
            descriptor = os.open(folder / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as out:
                out.write(content)
    except OSError as error:
        raise OutputError(UNWRITABLE.with_values(folder=str(folder), why=error.strerror or str(error))) from error
