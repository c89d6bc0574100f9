"""Tests of ``solver.report``."""
