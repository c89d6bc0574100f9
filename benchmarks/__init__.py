"""Benchmarks: cases × methods on the same model, each in a process of its own. Run with ``python -m benchmarks``."""
