"""The command with small steps, so that a small round has many tasks; and ended by a signal at a chosen task.

``python -m tests.cli.stepping SIGKILL 3 solve …`` is killed right after its third finished task was kept.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from solver.cli import main
from solver.engine.crews.part_folder import PartFolder
from solver.engine.dive import DiveTuning
from solver.engine.effort import EFFORTS, Effort

ROOT = Path(__file__).parents[2]
SMALL_STEPS = Effort(
    polish=0,
    dives=(DiveTuning(share=0.2), DiveTuning(sure=0.8)),
    batches=4,
    patience=4,
    batch=3,
    free=4,
    most_free=4,
    nodes=0,
    gap=0.0,
)
"""Two dives, up to twelve small neighbourhoods, and twenty leaves; a bound by search would leave none of them to do."""


def after_writes(n: int, then: Callable[[], None]) -> Callable[[PartFolder, str, bytes], None]:
    """Return what keeps answers and does something after the n-th."""
    write, done = PartFolder.write, []

    def counted(folder: PartFolder, name: str, content: bytes) -> None:
        write(folder, name, content)
        done.append(name)
        if len(done) == n:
            then()

    return counted


def run_stepping(name: str, n: int, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run this module as a process."""
    command = [sys.executable, "-m", "tests.cli.stepping", name, str(n), *map(str, arguments)]
    return subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False
    )


if __name__ == "__main__":
    number = signal.Signals[sys.argv[1]]
    EFFORTS["quick"] = SMALL_STEPS
    PartFolder.write = after_writes(int(sys.argv[2]), lambda: os.kill(os.getpid(), number))  # type: ignore[method-assign]
    sys.exit(main(sys.argv[3:]))
