"""The door: choose the language, read the command, run it, turn errors into words and an exit code."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import traceback
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from solver import __version__
from solver.cli.exits import BAD_INPUT, DEFECT, INTERRUPTED, NOT_VERIFIED, PIPE_CLOSED
from solver.cli.languages import language_asked, language_of_file, language_of_locale
from solver.cli.output import Output, fault_documents, fault_lines
from solver.cli.parser import PROGRAM, make_parser
from solver.errors import EngineError, InputError, OutputError, VerificationError
from solver.text import Lang, Text, show

INTERRUPTED_TEXT = Text("已中断，尚无方案。", "Interrupted; there was no plan yet.")
FAULTY = Text("输入有误，没有求解：", "The inputs have faults; nothing was solved:")
DEFECT_TEXT = Text(
    "程序内部错误：{error}\n详情已写入{log}，请连同配置文件一起反馈。",
    "A defect of this program: {error}\nDetails are in {log}; please report it together with the scenario.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        Without the name of the program; ``None`` takes those of this process.

    Returns
    -------
    int
        The exit code, see ``exits``.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    _prepare_streams()
    asked = language_asked(given)
    args = make_parser(asked or language_of_locale(os.environ), f"{PROGRAM} {__version__}").parse_args(given)
    out = Output(
        _first_language(args, asked), json_wanted=getattr(args, "json", False), quiet=getattr(args, "quiet", False)
    )
    try:
        code = _run(args, out)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has gone: nothing is left to say, also not when Python flushes at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code


def _run(args: Namespace, out: Output) -> int:
    command = importlib.import_module(f"solver.cli.commands.{args.command}")
    try:
        code: int = command.run(args, out)
        return code
    except InputError as error:
        out.error(out.say(FAULTY))
        out.error("\n".join(fault_lines(error.faults, out.lang)))
        out.document("error", exit_code=BAD_INPUT, faults=fault_documents(error.faults, out.lang))
        return BAD_INPUT
    except (OutputError, EngineError, VerificationError) as error:
        code = NOT_VERIFIED if isinstance(error, VerificationError) else BAD_INPUT
        message = " ".join(show(part, out.lang) for part in error.args)
        out.error(message)
        out.document("error", exit_code=code, message=message)
        return code
    except KeyboardInterrupt:
        out.error(out.say(INTERRUPTED_TEXT))
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        log = _keep_traceback()
        out.error(out.say(DEFECT_TEXT, error=f"{type(error).__name__}: {error}", log=log))
        return DEFECT


def _first_language(args: Namespace, asked: Lang | None) -> Lang:
    """Return the language to speak until the scenario is read."""
    scenario = getattr(args, "scenario", None)
    of_file = language_of_file(scenario) if isinstance(scenario, Path) else None
    return asked or of_file or language_of_locale(os.environ)


def _keep_traceback() -> str:
    """Write the traceback into a log of its own; return where it is."""
    for folder in (Path.cwd(), Path(tempfile.gettempdir())):
        try:
            descriptor, name = tempfile.mkstemp(prefix=f"{PROGRAM}-error-", suffix=".log", dir=folder)
        except OSError:
            continue
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{PROGRAM} {__version__}\n{traceback.format_exc()}")
        return name
    return "-"


def _prepare_streams() -> None:
    """Let streams take Chinese: on consoles of another encoding, what cannot be shown becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = (getattr(stream, "encoding", "") or "").lower()
            unicode = encoding.startswith(("utf", "gb"))
            reconfigure(encoding=None if unicode else "utf-8", errors="replace")
