"""``python -m benchmarks run`` measures, ``python -m benchmarks table`` shows what was measured.

Without a command it measures the preset ``small``: that is ``make bench``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.answer import Limits
from benchmarks.cases import Case
from benchmarks.registry import METHODS, PRESETS, Block, method_named
from benchmarks.results import Results, contradictions, read_results
from benchmarks.running import check_block, run_benchmarks
from benchmarks.table import methods_table, section
from solver.engine.effort import EFFORTS

RESULTS_PAGE = Path(__file__).parent / "RESULTS.md"
OUT = Path("out") / "benchmarks.json"

_EXAMPLES = """examples:
  python -m benchmarks run --preset small
  python -m benchmarks run --cases county-s:1 county-s:11 --methods engine cpsat-default --seconds 20
  python -m benchmarks table out/benchmarks.json --append
exit codes: 0 measured; 1 a method failed, or a plan disproves a bound; 2 bad arguments; 130 stopped"""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit code."""
    parser = _parser()
    asked = parser.parse_args((sys.argv[1:] if arguments is None else arguments) or ["run"])
    if asked.command == "table":
        return _table(asked.results, append=asked.append)
    limits = Limits(asked.workers, asked.effort, asked.seconds)
    try:
        title, blocks = _blocks(asked)
        for block in blocks:
            check_block(block, limits)
    except ValueError as problem:
        parser.error(str(problem))
    try:
        results = run_benchmarks(
            title, blocks, limits, asked.out, lambda line: print(line, file=sys.stderr, flush=True)
        )
    except KeyboardInterrupt:
        print(f"stopped; what is finished stands in {asked.out}", file=sys.stderr)
        return 130
    return _show(results)


def _blocks(asked: argparse.Namespace) -> tuple[str, tuple[Block, ...]]:
    """Return what was asked for, and its title.

    Raises
    ------
    ValueError
        If there is no such case or method, or a preset comes with cases or methods.
    """
    if not asked.cases and not asked.methods:
        name = asked.preset or "small"
        return f"preset {name}", PRESETS[name]
    if asked.preset:
        raise ValueError("a preset has its own cases and methods")
    cases = tuple(Case.parse(text) for text in asked.cases or ["county-s:1"])
    names = tuple(method_named(name).name for name in asked.methods or [m.name for m in METHODS])
    return f"{len(cases)} cases × {len(names)} methods", (Block(cases, names),)


def _show(results: Results) -> int:
    print(methods_table(results))
    alarms = contradictions(results.rows)
    for text in alarms:
        print(f"CONTRADICTION {text}", file=sys.stderr)
    return int(bool(alarms) or any(row.error for row in results.rows))


def _table(source: Path, *, append: bool) -> int:
    results = read_results(source)
    text = section(results)
    print(text)
    if append:
        page = RESULTS_PAGE.read_text(encoding="utf-8")
        RESULTS_PAGE.write_text(f"{page.rstrip()}\n\n{text}", encoding="utf-8")
    return int(bool(contradictions(results.rows)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m benchmarks",
        description="Measure the engine beside plain CP-SAT and the hand method, on the same models.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser(
        "run",
        help="measure cases × methods",
        epilog=_methods_listed(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    run.add_argument("--preset", choices=tuple(PRESETS), help="cases and methods by name (default: small)")
    run.add_argument("--cases", nargs="+", metavar="SIZE:SEED", help="instead of a preset (default: county-s:1)")
    run.add_argument("--methods", nargs="+", metavar="METHOD", help="instead of a preset (default: all)")
    run.add_argument("--workers", type=int, default=2, help="worker processes of the engine (default: 2)")
    run.add_argument("--effort", choices=tuple(EFFORTS), default="default", help="effort of the engine")
    run.add_argument(
        "--seconds",
        type=float,
        help="wall clock of every method, the engine too; without it the "
        "engine goes by its effort and plain CP-SAT gets the time that the engine took on the case",
    )
    run.add_argument("--out", type=Path, default=OUT, help=f"results as JSON, replaced (default: {OUT.as_posix()})")
    table = commands.add_parser("table", help="show results as markdown")
    table.add_argument("results", type=Path)
    table.add_argument(
        "--append", action="store_true", help=f"also append the section to benchmarks/{RESULTS_PAGE.name}"
    )
    return parser


def _methods_listed() -> str:
    width = max(len(m.name) for m in METHODS)
    return "methods:\n" + "\n".join(f"  {m.name:{width}}  {m.says}" for m in METHODS)


if __name__ == "__main__":
    sys.exit(main())
