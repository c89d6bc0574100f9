"""A barrier method that knows how the relaxation is built: one team a village, villages in counties (§7.6)."""
