"""A plan mended after people left it: the fewest changes first (§8)."""
