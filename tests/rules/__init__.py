"""One file a rule: its limits, both sides, and its messages."""
