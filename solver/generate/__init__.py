"""Fictional counties to try the program on (domain.md C.4): drawn from a seed, written as planners write them."""
