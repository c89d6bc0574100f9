"""The planner's tables: their columns, reading them, and writing them (§9, domain.md D.1)."""
