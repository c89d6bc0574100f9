"""Put a run that wrote a plan into the history; a history that fails never fails the run."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from solver.cli.output import Output
from solver.errors import OutputError
from solver.text import Text, show

NOT_KEPT = Text("方案已写出，但这次运行没有记下。{why}", "The plan is written, but the run is not recorded. {why}")


def keep(args: Namespace, out: Output, folder: Path, seconds: float, command: str = "solve") -> None:
    """Record a run unless ``--no-history``; say on stderr what prevents it.

    Parameters
    ----------
    args
        With ``history`` (a file or ``None``) and ``no_history``, as the options of the parser give them.
    """
    if args.no_history:
        return
    from solver.api.recording import record_run

    try:
        record_run(folder, command=command, seconds=seconds, history=args.history)
    except OutputError as error:
        out.error(out.say(NOT_KEPT, why=" ".join(show(part, out.lang) for part in error.args)))
