"""Seats and counts: the one shape in which every rule and goal reaches the engine (§4.1)."""
