"""The oracle: the rule book once more, from its statements, with brute force instead of a solver."""
