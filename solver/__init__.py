"""Villages first, then people: certified allocation of first secretaries and work teams.

The names that notebooks use live in :mod:`solver.api`; importing this package imports no solver.
"""

__version__ = "0.1.0"
