"""Tests of the functions that notebooks use."""
