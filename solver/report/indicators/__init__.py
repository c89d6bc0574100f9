"""Indicators: the figures by which plans are compared (domain.md D.2), each a small function of a measured plan.

When to modify
    A figure is added: a line in the module of its group, and nothing else; tables, pages and notebooks show it.
"""
