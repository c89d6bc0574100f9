"""Where the plan goes and where unfinished work is kept: ``out/x`` and, beside it, ``out/x.part``.

The folder of unfinished work is made with the first finished task and removed once a whole plan is written. It stays
where a run was stopped, killed or failed; ``--resume`` takes it up.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from solver.cli.folders import BASE, next_folder, refuse_unusable
from solver.errors import OutputError
from solver.text import Text

ENDING = ".part"


@dataclass(frozen=True)
class Places:
    """Where a run writes.

    Attributes
    ----------
    asked
        Where the plan has to go; ``None`` for the next free folder.
    part
        Folder of unfinished work.
    goes_on
        Whether there is such work, to be gone on with.
    """

    asked: Path | None
    part: Path
    goes_on: bool = False

    def remove_part(self) -> None:
        """Remove the unfinished work: it is finished."""
        shutil.rmtree(self.part, ignore_errors=True)


def refuse_at_once(out: Path | None, resume: Path | None) -> None:
    """Refuse what can be seen to be wrong before the inputs are read.

    Parameters
    ----------
    resume
        ``None``: not asked for; an empty path: without a folder.
    """
    if resume is not None and resume != Path() and not resume.is_dir():
        text = Text("没有文件夹{folder}，无法继续。", "There is no folder {folder} to go on with.")
        raise OutputError(text.with_values(folder=str(resume)))
    if out is not None:
        places_for(out, resume, "")


def places_for(out: Path | None, resume: Path | None, name: str) -> Places:
    """Decide where a run writes.

    Parameters
    ----------
    out, resume
        As given; an empty ``resume`` stands for the folder beside ``out``, or the latest. Where there is none, the run
        starts from the beginning: it may have been killed before anything was finished.
    name
        Of the scenario.

    Raises
    ------
    OutputError
        If the plan could not be written, or unfinished work would be in the way.
    """
    part = None if resume is None else _beside(out, name) if resume == Path() else resume
    if part is not None and os.path.lexists(part):
        target = _free(out or part.with_name(part.name.removesuffix(ENDING)))
        refuse_unusable(target)
        return Places(target, part, goes_on=True)
    target = out or next_folder(name)
    refuse_unusable(target)
    place = target.with_name(target.name + ENDING)
    if os.path.lexists(place):
        text = Text(
            "{part}里有未完成的求解：加 --resume 继续，或另选 --out。",
            "{part} holds an unfinished run: go on with it by --resume, or choose another --out.",
        )
        raise OutputError(text.with_values(part=str(place)))
    return Places(out, place)


def _beside(out: Path | None, name: str) -> Path | None:
    """Return the folder of unfinished work beside ``out``, or else the latest of this scenario."""
    if out is not None:
        return out.with_name(out.name + ENDING)
    pattern = re.compile(rf"{re.escape(name)}-(\d+)(-\d+)?{re.escape(ENDING)}")
    try:
        found = [(int(match[1]), entry) for entry in BASE.iterdir() if (match := pattern.fullmatch(entry.name))]
    except OSError:
        return None
    return max(found)[1] if found else None


def _free(target: Path) -> Path:
    """Return the folder, or one beside it if the plan of the stopped run is there."""
    if not os.path.lexists(target):
        return target
    beside = (target.with_name(f"{target.name}-{n}") for n in range(2, 1_000_000))
    return next(place for place in beside if not os.path.lexists(place))
