"""From a plan folder to the scenario it was made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

from solver.errors import Fault, InputError
from solver.text import Text


def find_scenario(plan_folder: str | Path) -> Path:
    """Return the scenario of a plan folder: where it was recorded to lie, seen from here or from above the plan.

    Of several files of that name, the one that the plan was made from.

    Raises
    ------
    InputError
        If there is none.
    """
    from solver.report.plan_file import read_plan
    from solver.report.run_file import read_run

    folder = Path(plan_folder).resolve()
    run = read_run(folder)
    recorded = read_plan(folder).input_hashes.get(run.scenario_key)
    here = Path.cwd()
    places = dict.fromkeys((here, *here.parents, *folder.parents))
    names = dict.fromkeys((run.scenario, run.scenario_key))
    found = [place / name for place in places for name in names if _inside(place, name)]
    true = [file for file in found if hashlib.sha256(file.read_bytes()).hexdigest() == recorded]
    if not found:
        problem = Text("找不到方案所用的配置文件", "the scenario of this plan was not found")
        mend = Text("用 --scenario 指明它的路径。", "say where it is with --scenario.")
        raise InputError([Fault("scenario_not_found", problem, mend, value=run.scenario)])
    return (true or found)[0]


def _inside(place: Path, name: str) -> bool:
    """Whether the recorded name is a file below a place: what was recorded is not trusted to stay there."""
    file = place / name
    return file.is_file() and file.resolve().is_relative_to(place.resolve())


def root_of(file: Path, key: str) -> Path | None:
    """Return the root that gives the scenario the name it had, wherever the whole was moved; else ``None``."""
    parts, place = Path(key).parts, file.resolve()
    return place.parents[len(parts) - 1] if place.parts[-len(parts) :] == parts else None


def no_folder(folder: Path) -> Fault:
    """Return the fault of a path that holds no plan."""
    problem = Text("不是方案文件夹", "this is no plan folder")
    mend = Text("给出 solve 写出的文件夹，内有 plan.json。", "name a folder that `solve` wrote; it holds a plan.json.")
    return Fault("no_plan_folder", problem, mend, value=str(folder))
