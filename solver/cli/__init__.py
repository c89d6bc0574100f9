"""The command ``villages-first``. It loads no solver and no rule: each command loads what it needs."""

from solver.cli.entry import main

__all__ = ["main"]
