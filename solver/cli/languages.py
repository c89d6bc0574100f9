"""Which language a planner is spoken to in: ``--lang``, else the scenario's, else the locale's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from solver.text import Lang

_LANGUAGE = re.compile(r"^language:\s*['\"]?(zh|en)\b", re.MULTILINE)


def language_of_locale(environment: Mapping[str, str]) -> Lang:
    """Return the locale's language: Chinese for ``zh…``, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"


def language_asked(arguments: Sequence[str]) -> Lang | None:
    """Return the language that ``--lang`` asks for; looked up before parsing, so that help speaks it too."""
    for i, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang":
            value = arguments[i + 1] if i + 1 < len(arguments) else ""
        if value in ("zh", "en"):
            return "zh" if value == "zh" else "en"
    return None


def language_of_file(scenario: Path) -> Lang | None:
    """Return the language that a scenario file names by itself: faults of a scenario are told in it."""
    try:
        with scenario.open("rb") as file:
            found = _LANGUAGE.search(file.read(1 << 16).decode("utf-8", "replace"))
    except OSError:
        return None
    return None if found is None else ("zh" if found[1] == "zh" else "en")


def language_of_plan(folder: Path) -> Lang | None:
    """Return the language that a plan was written in; a folder too damaged to tell is none."""
    from solver.errors import InputError
    from solver.report.run_file import read_run

    try:
        return read_run(folder).lang
    except (InputError, OSError):
        return None
