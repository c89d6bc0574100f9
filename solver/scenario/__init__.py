"""The scenario: YAML, overlays, rosters; what a planner writes, read strictly and reported with its place (§9)."""
