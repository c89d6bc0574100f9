"""Tests of where tasks run."""
