"""Where a plan goes: the folder asked for, or the next free one; found out before any work is done."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from solver.errors import OutputError
from solver.text import Text

BASE = Path("out")


def next_folder(name: str, base: Path = BASE) -> Path:
    """Return ``out/NAME-NN`` with a number above all that are there."""
    pattern = re.compile(rf"\.?{re.escape(name)}-(\d+)(\..*)?")
    try:
        taken = [int(found[1]) for entry in base.iterdir() if (found := pattern.fullmatch(entry.name))]
    except FileNotFoundError:
        taken = []
    except OSError as error:
        raise _unusable(base, error.strerror or str(error)) from error
    return base / f"{name}-{max(taken, default=0) + 1:02d}"


def refuse_unusable(target: Path) -> None:
    """Refuse a folder that exists or could not be made, before there is a plan that could not be saved.

    Raises
    ------
    OutputError
        With a ``Text`` that says why.
    """
    if os.path.lexists(target):
        text = Text("{folder}已存在，不覆盖以前的方案。", "{folder} exists; an older plan is never overwritten.")
        raise OutputError(text.with_values(folder=str(target)))
    above = next(parent for parent in target.absolute().parents if os.path.lexists(parent))
    if not above.is_dir():
        raise _unusable(target, Text("{place}不是文件夹", "{place} is no folder", {"place": str(above)}))
    if not os.access(above, os.W_OK | os.X_OK):
        raise _unusable(target, Text("没有写入权限", "no right to write there"))


def write_into(write: Callable[[Path], object], target: Path, name: str | None) -> Path:
    """Write a plan folder.

    Parameters
    ----------
    name
        Of the scenario, if the target may be another where a process was faster; ``None`` if it was asked for.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    for _ in range(100):
        try:
            write(target)
            return target
        except OutputError:
            if name is None or not os.path.lexists(target):
                raise
            target = next_folder(name)
    raise _unusable(target, Text("总有别的程序抢先", "other programs are always faster"))


def _unusable(folder: Path, why: object) -> OutputError:
    values: dict[str, object] = {"folder": str(folder), "why": why}
    return OutputError(Text("不能写入{folder}：{why}", "Cannot write {folder}: {why}", values))
