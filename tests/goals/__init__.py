"""One file a goal: its arithmetic, both sides of its limits."""
