"""What notebooks and programs use: ``load``, ``freeze``, ``solve``, ``verify``, ``compare``, ``report``, and so on.

Importing this package loads no solver and no pandas; they come with the first call that needs them.
"""

from solver.api.checking import Verified, verify
from solver.api.comparing import Comparison, compare
from solver.api.explaining import Explainer, Explanation, explain
from solver.api.finding import find_scenario
from solver.api.listing import VillageList, freeze, write_village_list
from solver.api.reopening import reopen
from solver.api.replanning import Replanned, replan
from solver.api.reporting import report, report_comparison
from solver.api.results import Solution
from solver.api.rounds import Round, load
from solver.api.solving import solve
from solver.api.sources import generate, rules

__all__ = [
    "Comparison",
    "Explainer",
    "Explanation",
    "Replanned",
    "Round",
    "Solution",
    "Verified",
    "VillageList",
    "compare",
    "explain",
    "find_scenario",
    "freeze",
    "generate",
    "load",
    "reopen",
    "replan",
    "report",
    "report_comparison",
    "rules",
    "solve",
    "verify",
    "write_village_list",
]
