"""Tests of seats, counts and their translations."""
