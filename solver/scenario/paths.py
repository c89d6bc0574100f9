"""Paths that a scenario names: relative, and inside one folder that the caller allows.

The *root* is what the caller says; else the nearest folder above the scenario that is called ``scenarios``; else the
scenario's own folder. Bases, rosters and lists of posts must lie in it after all links are followed.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

from solver.text import Text


class PathRefused(Exception):
    """A path may not be used; ``problem`` and ``mend`` say why and what to do."""

    def __init__(self, problem: Text, mend: Text) -> None:
        self.problem, self.mend = problem, mend
        super().__init__(problem.to("en"))


def root_of(scenario: Path, root: Path | None = None) -> Path:
    """Return the folder that everything must lie in, links followed."""
    if root is not None:
        return root.resolve()
    folder = scenario.resolve().parent
    return next((f for f in (folder, *folder.parents) if f.name == "scenarios"), folder)


def resolve_inside(text: str, folder: Path, root: Path) -> Path:
    """Return the file or folder that ``text`` names, as seen from ``folder``.

    Raises
    ------
    PathRefused
        If it is absolute, leads out of the root, or does not exist.
    """
    # Forms of the other operating system are refused too: a scenario means the same everywhere.
    if PurePosixPath(text).is_absolute() or PureWindowsPath(text).drive or text.startswith(("~", "\\")):
        raise PathRefused(
            Text("不接受绝对路径", "absolute paths are not accepted"),
            Text("写成相对于本文件的路径。", "write it relative to this file."),
        )
    if "\\" in text or "\0" in text or not text.strip():
        raise PathRefused(
            Text("路径写法不对", "this is not a path"),
            Text("用正斜杠“/”分隔文件夹。", "separate folders by “/”."),
        )
    try:
        path = (folder / text).resolve()
        exists = path.exists()
    except (OSError, RuntimeError):  # a name too long, or links in a circle
        path, exists = root, False
    if not path.is_relative_to(root):
        raise PathRefused(
            Text(
                "路径超出了允许的文件夹“{root}”",
                "the path leads out of the allowed folder “{root}”",
                {"root": root.name},
            ),
            Text("把文件放进该文件夹。", "put the file inside that folder."),
        )
    if not exists:
        raise PathRefused(
            Text("文件不存在", "there is no such file"),
            Text("检查路径和扩展名。", "check the path and its ending."),
        )
    return path


def shown(path: Path, root: Path) -> str:
    """Return the path as faults and outputs name it: relative to the root, never a path of this machine."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
