"""The same sums on every processor: other processes stand for other processors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from llvmlite.binding import get_host_cpu_features

from solver.engine.processors import CHOICE, KERNELS

ROOT = Path(__file__).parents[2]
OLD = "Nehalem"
"""Kernels of 2008, without fused operations: another order, other roundings."""

with_avx2 = pytest.mark.skipif(
    not (get_host_cpu_features().get("avx2") and get_host_cpu_features().get("fma")),
    reason="this processor has not got the kernels",
)


def told(first: str, **environment: str) -> str:
    """Return what a new process prints that runs some lines first."""
    own = {name: value for name, value in os.environ.items() if name != CHOICE}
    code = f"{first}\nfrom tests.engine import same_sums\nsame_sums.main()"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=own | environment, capture_output=True, text=True, check=True
    )
    return run.stdout + run.stderr


def loaded_for(kernels: str, library: str) -> str:
    """Return lines that load a library with the kernels of a processor, and say nothing to those that come later."""
    return f"import os\nos.environ['{CHOICE}'] = '{kernels}'\nimport {library}\ndel os.environ['{CHOICE}']"


@with_avx2
def test_sums_do_not_depend_on_what_numpy_uses() -> None:
    assert told(loaded_for(OLD, "numpy")) == told("")


@with_avx2
def test_whoever_has_chosen_kernels_gets_them_and_their_sums() -> None:
    ours = told("")
    assert told("", **{CHOICE: KERNELS}) == ours
    assert told("", **{CHOICE: OLD}) != ours


@with_avx2
def test_where_scipy_came_first_with_other_kernels_it_is_said() -> None:
    assert "scipy.linalg was loaded before solver.api" in told(loaded_for(OLD, "scipy.linalg"))
    assert "scipy.linalg" not in told(loaded_for(KERNELS, "scipy.linalg"))


@with_avx2
def test_a_kernel_of_numba_that_comes_first_changes_nothing() -> None:
    """Numba loads SciPy's linear algebra with the first kernel it compiles: a county before a region."""
    asked = f"""
import os
import numpy as np
from solver.engine.compiled import kernel
kernel(lambda x: x.sum())(np.ones(3))
from solver.engine.processors import kernels_of_scipy
print(kernels_of_scipy(), os.environ.get("{CHOICE}"))
"""
    assert told(asked) == f"{ {KERNELS} } None\n" + told("")
