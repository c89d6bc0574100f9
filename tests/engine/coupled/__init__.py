"""Tests of several counties in one run."""
