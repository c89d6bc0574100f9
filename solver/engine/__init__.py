"""The engine: stage 1 freezes the villages, stage 2 finds the people (§2, §7)."""
