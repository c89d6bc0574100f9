"""Tests of the indicators by which plans are compared."""
