"""How many worker processes are used unless the user says."""

from __future__ import annotations

import os


def cores_of_machine() -> int:
    """Return the cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
