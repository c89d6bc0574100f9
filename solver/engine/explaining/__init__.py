"""What a change to a plan would cost, re-optimised: forced seats, the next best, shortages, repairs (§8)."""
