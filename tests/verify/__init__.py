"""Tests of the solver-free re-check."""
