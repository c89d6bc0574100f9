"""Random small counties, possible and impossible: solve, then re-check as a stranger would."""
