"""Where a Chromium is, and how to start it so that it opens no connection of its own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge")
"""Programs of a system that Playwright can drive."""

ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browser() -> Path | None:
    """Return a browser: the one that VILLAGES_FIRST_BROWSER names, the system's, or Playwright's own."""
    named = os.environ.get("VILLAGES_FIRST_BROWSER")
    found = [named] if named else [shutil.which(name) for name in NAMES]
    system = next((Path(program) for program in found if program and Path(program).is_file()), None)
    return system or _of_playwright()


def arguments() -> list[str]:
    """Return the arguments to start it with; Chromium's sandbox does not work for root."""
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def _of_playwright() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    return program if program.is_file() else None
