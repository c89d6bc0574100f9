"""The engine: stage 1, the relaxation by team columns, dives, neighbourhoods and the exact core (§7)."""
