"""From the planner's files to an instance: YAML, overlays, rosters (§9)."""
