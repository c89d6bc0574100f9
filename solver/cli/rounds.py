"""Open a scenario for a command."""

from __future__ import annotations

import os
import shlex
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.cli.languages import language_of_locale
from solver.cli.output import Output
from solver.cli.parser import PROGRAM
from solver.cli.progress import display_for
from solver.errors import Fault, InputError
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.rounds import Round

TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv"})
NO_SCENARIO = Text("这是花名册，不是配置文件", "these are rosters, not a scenario")
SCENARIO_WANTED = Text(
    "给出写有 rosters: 的 YAML 配置文件；“villages-first generate tiny”可得到样本。",
    "give the YAML scenario that names them under `rosters:`; “villages-first generate tiny” writes a sample.",
)

NOTED = Text(
    "输入已修正 {repairs} 处、提示 {notes} 处，逐条见 {program} check {scenario}",
    "Inputs: {repairs} repaired, {notes} noted; see {program} check {scenario}",
)


def open_round(args: Namespace, out: Output) -> Round:
    """Load the scenario; from now on its language is spoken, unless another was asked for.

    Raises
    ------
    InputError
        With every fault of the inputs.
    """
    from solver.api.rounds import load

    if args.scenario.is_dir() or args.scenario.suffix.lower() in TABLES:
        raise InputError([Fault("no_scenario", NO_SCENARIO, SCENARIO_WANTED, value=str(args.scenario))])
    with display_for(out) as display:  # many workbooks take a while
        the_round = load(args.scenario, args.lang, tell=display.step)
    if the_round.opened.lang is None:
        the_round = replace(the_round, lang=language_of_locale(os.environ))
    out.lang = the_round.lang
    return the_round


def count_faults(the_round: Round, out: Output, path: Path) -> None:
    """Say in one line how much was repaired or noted in the inputs, and where each is listed.

    Nothing is repaired in silence; but a workbook with a hundred dates in old forms must not push the result off the
    screen. All are listed by ``check``, in the plan's workbook and in ``run.log``.
    """
    if not the_round.faults:
        return
    repairs = sum(fault.severity == "repair" for fault in the_round.faults)
    notes = len(the_round.faults) - repairs
    out.note(out.say(NOTED, repairs=repairs, notes=notes, program=PROGRAM, scenario=shlex.quote(str(path))))
