"""What notebooks and programs use: ``load``, ``freeze``, ``solve``, ``verify``, ``compare``, ``report``, and so on.

Importing this package loads no solver and no pandas; they come with the first call that needs them.
"""

from solver.api.batching import Batch, Watcher, batch
from solver.api.causing import causes
from solver.api.charting import use_chart_font
from solver.api.checking import Verified, verify
from solver.api.comparing import Comparison, compare
from solver.api.comparison_files import write_comparison
from solver.api.explaining import Answer, Explainer, Explanation, explain
from solver.api.finding import find_scenario
from solver.api.listing import VillageList, freeze, write_village_list
from solver.api.measuring import Measures, measure
from solver.api.recording import compare_runs, record_run, recorded_run, runs
from solver.api.reopening import reopen
from solver.api.replanned import Replanned
from solver.api.replanning import replan
from solver.api.reporting import report, report_answers, report_comparison, report_measures
from solver.api.results import Solution
from solver.api.rounds import Round, load
from solver.api.solving import solve
from solver.api.sources import generate, rules
from solver.api.supposing import one_more, what_if
from solver.api.trading import Trade, trade_off

__all__ = [
    "Answer",
    "Batch",
    "Comparison",
    "Explainer",
    "Explanation",
    "Measures",
    "Replanned",
    "Round",
    "Solution",
    "Trade",
    "Verified",
    "VillageList",
    "Watcher",
    "batch",
    "causes",
    "compare",
    "compare_runs",
    "explain",
    "find_scenario",
    "freeze",
    "generate",
    "load",
    "measure",
    "one_more",
    "record_run",
    "recorded_run",
    "reopen",
    "replan",
    "report",
    "report_answers",
    "report_comparison",
    "report_measures",
    "rules",
    "runs",
    "solve",
    "trade_off",
    "use_chart_font",
    "verify",
    "what_if",
    "write_comparison",
    "write_village_list",
]
