"""Tests of stage 1, villages first."""
