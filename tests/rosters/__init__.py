"""Tests of reading and writing the planner's tables."""
