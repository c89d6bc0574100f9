"""What-if: rosters as if they were otherwise (§9)."""
