"""Where the history lies: the user's state folder, unless an option or the environment says otherwise.

Not in the plan folder, whose files are the same byte for byte whenever they are written (§7.5), and not beside it:
plans are moved and deleted, the record of who made them is to stay.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "VILLAGES_FIRST_HISTORY"
"""Environment variable: a file, or ``off``."""

OFF = "off"
NAME = "history.sqlite"
FOLDER = "villages-first"


def history_file(asked: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Return the file of the history; ``None`` if none is kept.

    Parameters
    ----------
    asked
        What an option says; it comes before the environment.
    """
    if asked is not None:
        return asked
    said = environ.get(VARIABLE, "").strip()
    if said:
        return None if said.lower() == OFF else Path(said)
    folder = _state_folder(environ)
    return None if folder is None else folder / FOLDER / NAME


def _state_folder(environ: Mapping[str, str]) -> Path | None:
    """Return the folder in which programs of this system keep what is neither a setting nor a cache."""
    if sys.platform == "win32":
        local = environ.get("LOCALAPPDATA", "")
        return Path(local) if local else None
    state = environ.get("XDG_STATE_HOME", "")
    if state and Path(state).is_absolute():
        return Path(state)
    try:
        home = Path.home()
    except RuntimeError:  # an account without a home: services, containers
        return None
    return home / "Library" / "Application Support" if sys.platform == "darwin" else home / ".local" / "state"


def login_name() -> str:
    """Return the login name of whoever runs the program; "?" where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
