"""Sections of the report: one module each, with one function from a page to a section, or to ``None`` if empty."""
