"""The folder of an unfinished run: what the run is, and the answers of its finished tasks.

``run.json`` says which run it belongs to; a folder of another run is refused and left as it is. Every file is written
whole under another name, flushed, and put in place by one rename: power may fail at any moment.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from solver.errors import OutputError
from solver.text import Text

IDENTITY = "run.json"
SCHEMA = "villages-first/part/1"
ENDING = ".npz"
TEMPORARY = ".tmp"
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")

WHAT: dict[str, Text] = {
    "inputs": Text("输入文件", "input files"),
    "scenario": Text("配置", "scenario"),
    "posts": Text("选派村名单", "list of villages"),
    "effort": Text("力度", "effort"),
    "versions": Text("程序版本", "versions of the program or its libraries"),
}
"""What a run is known by, in words."""


class PartFolder:
    """A folder of one run, readable by its owner only; made with the first answer that is kept.

    Parameters
    ----------
    identity
        What the run is: keys of ``WHAT`` (or others) to digests.

    Raises
    ------
    OutputError
        If the folder is that of another run, or is no such folder. Nothing is changed then.
    """

    def __init__(self, path: Path, identity: Mapping[str, str]) -> None:
        self.path, self._identity = path, dict(identity)
        self._ours = False
        if not self._is_new():
            self._refuse_foreign()

    def names(self) -> frozenset[str]:
        """Return the names of the tasks whose answers are there."""
        found = self.path.rglob(f"*{ENDING}")
        return frozenset(file.relative_to(self.path).as_posix().removesuffix(ENDING) for file in found)

    def read(self, name: str) -> bytes | None:
        """Return what was written under a name, or ``None``."""
        try:
            return self._file(name).read_bytes()
        except OSError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Put a file in place, whole.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        file = self._file(name)
        try:
            self._claim()
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._put(file, content)
        except OSError as error:
            raise self._unusable(error) from error

    def remove(self) -> None:
        """Remove the folder and all it holds: the run is done."""
        if not self._is_new():
            self._refuse_foreign()
        shutil.rmtree(self.path, ignore_errors=True)

    def _file(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} cannot be the name of a task")
        return self.path / f"{name}{ENDING}"

    def _put(self, file: Path, content: bytes) -> None:
        if not file.parent.resolve().is_relative_to(self.path.resolve()):  # a link that leads elsewhere
            raise OSError(f"{file.parent} lies outside")
        descriptor, made = tempfile.mkstemp(prefix=f".{file.name}.", suffix=TEMPORARY, dir=file.parent)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            Path(made).replace(file)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
        _sync(file.parent)

    def _is_new(self) -> bool:
        """Whether nothing is there: no folder, or one whose run was killed in its first moment."""
        try:
            return all(entry.suffix == TEMPORARY for entry in self.path.iterdir())
        except FileNotFoundError:
            return True
        except OSError as error:
            raise self._unusable(error) from error

    def _claim(self) -> None:
        """Make the folder ours before the first answer is written."""
        if self._ours:
            return
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._is_new():
            self._put(self.path / IDENTITY, _identity_text(self._identity).encode())
        self._refuse_foreign()
        self._ours = True

    def _refuse_foreign(self) -> None:
        identity = self._identity
        found = stored_identity(self.path)
        if found is None:
            text = Text(
                "{folder}里不是一次未完成的求解，没有改动。", "{folder} holds no unfinished run; it was left as it is."
            )
            raise OutputError(text.with_values(folder=str(self.path)))
        other = [key for key in {**identity, **found} if found.get(key) != identity.get(key)]
        if other:
            text = Text(
                "{folder}属于另一次求解({what}不同)，没有改动。请另选文件夹，或按原来的输入和选项继续。",
                "{folder} belongs to another run (different: {what}); it was left as it is. "
                "Choose another folder, or go on with the inputs and options of that run.",
            )
            what = [WHAT.get(key, Text(key, key)) for key in sorted(other)]
            raise OutputError(text.with_values(folder=str(self.path), what=what))

    def _unusable(self, error: OSError) -> OutputError:
        values: dict[str, object] = {"folder": str(self.path), "why": error.strerror or str(error)}
        return OutputError(Text("不能写入{folder}：{why}", "Cannot write {folder}: {why}", values))


def _identity_text(identity: Mapping[str, str]) -> str:
    return json.dumps({"schema": SCHEMA, "identity": dict(sorted(identity.items()))}, indent=1) + "\n"


def stored_identity(folder: Path) -> dict[str, str] | None:
    """Return what a folder says that its run is, or ``None`` if it says nothing of the kind."""
    try:
        found = json.loads((folder / IDENTITY).read_bytes())
        if found["schema"] == SCHEMA:
            return {str(key): str(value) for key, value in found["identity"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def _sync(folder: Path) -> None:
    """Flush a folder's entries; not every system lets one open a folder."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
