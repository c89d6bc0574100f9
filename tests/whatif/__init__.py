"""The thirty what-if questions."""
