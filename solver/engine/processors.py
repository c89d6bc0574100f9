"""The same sums on every processor: what differs in the last digit leads to another plan (§7.5).

OpenBLAS, which SciPy and NumPy bring along, sums in another order on each kind of processor. Prices then differ by
rounding, other teams are priced, and another plan comes out: as well certified, but not the same.
"""

from __future__ import annotations

import os
import warnings
from functools import cache
from importlib import import_module

from llvmlite.binding import get_host_cpu_features
from threadpoolctl import threadpool_info

CHOICE = "OPENBLAS_CORETYPE"
KERNELS = "Haswell"
"""Of OpenBLAS, for every processor with AVX2 and FMA; on newer ones as fast here as those of its own choice."""


@cache
def load_linear_algebra() -> None:
    """Load SciPy's OpenBLAS, so that it uses the same kernels on every processor; call it before others do.

    Where somebody has chosen some already, or the processor has not got them, it uses what it would: OpenBLAS takes a
    choice at its word.
    """
    features = get_host_cpu_features()
    ours = CHOICE not in os.environ and features.get("avx2") and features.get("fma")
    if ours:
        os.environ[CHOICE] = KERNELS
    try:
        import_module("scipy.linalg.cython_blas")
    finally:
        if ours:
            del os.environ[CHOICE]
    if ours and kernels_of_scipy() - {KERNELS}:
        warnings.warn(
            "scipy.linalg was loaded before solver.api: a plan of several counties may not be that of other machines",
            RuntimeWarning,
            stacklevel=2,
        )


def kernels_of_scipy() -> set[str]:
    """Return which kernels OpenBLAS uses for SciPy; none if SciPy is not loaded, or has another library."""
    loaded = [library for library in threadpool_info() if library["internal_api"] == "openblas"]
    return {library["architecture"] for library in loaded if "numpy.libs" not in library["filepath"]}
