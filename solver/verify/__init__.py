"""Solver-free re-check of a plan and its certificate (§7.4): rules, points, exceptions and bounds in integers."""
