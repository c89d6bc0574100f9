"""The project's files: those under version control, or all of them where there is no repository."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

NOT_OURS = {"out", "build", "dist"}
"""Folders that runs make; folders whose name begins with a dot are left out too."""


@cache
def files() -> tuple[Path, ...]:
    """Return the project's files, sorted: tracked ones and new ones that are not ignored."""
    listed = subprocess.run(
        ["git", "-c", "core.quotePath=false", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        names = listed.stdout.decode().split("\0")
        found = (ROOT / name for name in names if name)
    else:
        found = (path for path in ROOT.rglob("*") if not _is_made(path.relative_to(ROOT)))
    return tuple(sorted(path for path in found if path.is_file()))


def modules(*folders: str) -> tuple[Path, ...]:
    """Return the Python files of these folders."""
    return tuple(path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders)


def read(name: str) -> str:
    """Return the text of a file, named from the project's root."""
    return (ROOT / name).read_text(encoding="utf-8")


def _is_made(path: Path) -> bool:
    top, *_ = path.parts
    return top in NOT_OURS or "__pycache__" in path.parts or (top.startswith(".") and top not in (".ci",))
