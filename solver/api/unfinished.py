"""What an unfinished run is known by, so that finished work is taken up by that run and by no other (§7.3)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.listing import VillageList

if TYPE_CHECKING:
    from solver.engine.crews.part_folder import PartFolder
    from solver.engine.effort import Effort


def part_folder(path: Path, villages: VillageList, effort: Effort, versions: dict[str, str]) -> PartFolder:
    """Return the folder in which a run keeps its finished tasks.

    Engine, number of workers, time limit and language are not part of what a run is: it may go on with others.

    Raises
    ------
    OutputError
        If the folder is that of another run.
    """
    from solver.engine.crews.digests import task_digest
    from solver.engine.crews.part_folder import PartFolder
    from solver.scenario.effective import effective_yaml

    opened = villages.round.opened
    posts = tuple(
        (p.village_id, p.mode, p.members_min, p.members_target, p.members_max, p.tier) for p in villages.posts
    )
    parts: dict[str, object] = {
        "inputs": tuple(sorted(opened.hashes.items())),
        "scenario": effective_yaml(opened.scenario, defaults=True),
        "posts": posts,
        "effort": replace(effort, seconds=None),
        "versions": tuple(sorted(versions.items())),
    }
    return PartFolder(path, {what: task_digest(content) for what, content in parts.items()})
