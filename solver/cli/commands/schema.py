"""``schema``: the JSON Schema of scenario files."""

from __future__ import annotations

from argparse import Namespace

from solver.cli.exits import DONE
from solver.cli.output import Output


def run(_: Namespace, out: Output) -> int:
    """Print the schema."""
    from solver.scenario.schema import schema_text

    out.result(schema_text())
    return DONE
