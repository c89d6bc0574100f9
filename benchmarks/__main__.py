"""``python -m benchmarks run`` measures, ``table``, ``figures`` and ``release`` show what was measured.

Without a command it measures the preset ``small``: that is ``make bench``.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from benchmarks.answer import Limits
from benchmarks.arguments import blocks_of, out_of, parser
from benchmarks.cases import Case
from benchmarks.headline import release_row, with_release
from benchmarks.race import race_table
from benchmarks.results import Results, contradictions, read_results
from benchmarks.running import check_block, run_benchmarks
from benchmarks.table import methods_table, section, wholes_table
from benchmarks.whole import run_wholes

RESULTS_PAGE = Path(__file__).parent / "RESULTS.md"
FIGURES = Path(__file__).parent / "figures"


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit code."""
    reader = parser()
    asked = reader.parse_args((sys.argv[1:] if arguments is None else arguments) or ["run"])
    command: Callable[[argparse.Namespace], int] = _COMMANDS[asked.command]
    try:
        return command(asked)
    except ValueError as problem:
        reader.error(str(problem))
    except KeyboardInterrupt:
        print("stopped; what is finished stands in the results: --resume goes on", file=sys.stderr)
        return 130


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _run(asked: argparse.Namespace) -> int:
    limits = Limits(asked.workers, asked.effort, asked.seconds)
    title, blocks = blocks_of(asked)
    for block in blocks:
        check_block(block, limits)
    results = run_benchmarks(title, blocks, limits, out_of(asked), _say, resume=asked.resume)
    print(methods_table(results))
    raced = [case.name for block in blocks for case in block.cases if len(block.methods) > 1]
    if raced:
        print(f"\n{race_table(results, raced)}")
    alarms = contradictions(results.rows)
    for text in alarms:
        _say(f"CONTRADICTION {text}")
    return int(bool(alarms) or any(row.error for row in results.rows))


def _phases(asked: argparse.Namespace) -> int:
    cases = [Case.parse(text) for text in asked.cases]
    limits = Limits(asked.workers, asked.effort, asked.seconds)
    results = run_wholes("files to files", cases, limits, out_of(asked), _say, resume=asked.resume)
    print(wholes_table(results.wholes))
    return int(any(whole.error for whole in results.wholes))


def _table(asked: argparse.Namespace) -> int:
    runs = _read(asked.results)
    sections = [section(results) for results in runs]
    print("\n".join(sections))
    if asked.append:
        page = RESULTS_PAGE.read_text(encoding="utf-8")
        RESULTS_PAGE.write_text("\n\n".join([page.rstrip(), *(text.rstrip() for text in sections)]) + "\n", "utf-8")
    return int(any(contradictions(results.rows) for results in runs))


def _figures(asked: argparse.Namespace) -> int:
    from benchmarks.charts.drawn import draw_all  # here: every measured process imports this module

    for file in draw_all(_read(asked.results), asked.folder or FIGURES):
        print(file)
    return 0


def _release(asked: argparse.Namespace) -> int:
    row = release_row(asked.release, _read(asked.results))
    RESULTS_PAGE.write_text(with_release(RESULTS_PAGE.read_text(encoding="utf-8"), row), encoding="utf-8")
    print(" | ".join(row))
    return 0


def _read(files: Sequence[Path]) -> list[Results]:
    """Read results, oldest first; of a case measured twice the later counts."""
    return sorted((read_results(file) for file in files), key=lambda results: results.started)


_COMMANDS = {"run": _run, "phases": _phases, "table": _table, "figures": _figures, "release": _release}


def _stop(signal_number: int, frame: object) -> NoReturn:
    """End like Ctrl-C, so that the process measured now ends, too."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(main())
