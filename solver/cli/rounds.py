"""Open a scenario for a command."""

from __future__ import annotations

import os
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.cli.languages import language_of_locale
from solver.cli.output import Output, fault_lines
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.rounds import Round

MOST = 20
"""Repairs that are listed on the screen; all are in the plan's workbook."""

MORE = Text(
    "  另有 {n} 处，见 check 或方案的“输入修正”表", "  and {n} more: see `check`, or “Input repairs” in the plan"
)


def open_round(args: Namespace, out: Output, path: Path | None = None) -> Round:
    """Load the scenario; from now on its language is spoken, unless another was asked for.

    Raises
    ------
    InputError
        With every fault of the inputs.
    """
    from solver.api.rounds import load

    the_round = load(path or args.scenario, args.lang)
    if the_round.opened.lang is None:
        the_round = replace(the_round, lang=language_of_locale(os.environ))
    out.lang = the_round.lang
    return the_round


def tell_repairs(the_round: Round, out: Output) -> None:
    """List what was repaired in the inputs: nothing is repaired in silence. Notes are left to ``check``."""
    repairs = [fault for fault in the_round.faults if fault.severity == "repair"]
    lines = fault_lines(repairs[:MOST], out.lang)
    if len(repairs) > MOST:
        lines.append(out.say(MORE, n=len(repairs) - MOST))
    if lines:
        out.note("\n".join(lines))
