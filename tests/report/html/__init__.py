"""Tests of the HTML report: its text, its safety, its privacy, and how it behaves in a browser."""
