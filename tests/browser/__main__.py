"""Get a browser where there is none: Debian's package for root, else Playwright's download.

Ends with 0 in any case: without a browser the tests that need one are skipped, and say so; in CI they fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.browser.finding import browser

APT = (("apt-get", "update", "-qq"), ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"))
PLAYWRIGHT = ((sys.executable, "-m", "playwright", "install", "chromium"),)


def main() -> None:
    """Find or get a browser, and say what happened."""
    ways = [PLAYWRIGHT] if os.geteuid() != 0 or shutil.which("apt-get") is None else [APT, PLAYWRIGHT]
    for way in ways:
        if browser() is not None:
            break
        for command in way:
            sys.stdout.write(f"no browser for the tests yet: {' '.join(command)}\n")
            sys.stdout.flush()
            try:
                done = subprocess.run(
                    command,
                    env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                    stdout=subprocess.DEVNULL,
                    timeout=900,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                sys.stdout.write(f"  {error}\n")
                break
            if done.returncode:
                break
    sys.stdout.write(f"browser for the tests: {browser() or 'none, their tests are skipped'}\n")


if __name__ == "__main__":
    main()
