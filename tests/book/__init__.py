"""The rule book at work."""
