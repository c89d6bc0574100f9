"""Settings of all tests: hypothesis draws the same cases on every machine, and time never fails a test."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same_everywhere", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("same_everywhere")

os.environ["VILLAGES_FIRST_HISTORY"] = "off"  # no test writes into a home, nor does a process that one starts
