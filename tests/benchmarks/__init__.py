"""Tests of the benchmarks: the registry, the tables, and every method once on the smallest case."""
