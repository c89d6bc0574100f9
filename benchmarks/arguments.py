"""The command line of the benchmarks."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.cases import Case
from benchmarks.registry import METHODS, PRESETS, Block, method_named
from solver.engine.effort import EFFORTS

FOLDER = Path("out") / "benchmarks"
"""Where results go unless told otherwise: one file a preset."""

_EXAMPLES = """examples:
  python -m benchmarks run --preset race-m
  python -m benchmarks run --cases county-s:1 county-m:1:ratio=1.5 --methods engine cpsat-default --seconds 20
  python -m benchmarks phases --cases county-m:1
  python -m benchmarks figures out/benchmarks/*.json
  python -m benchmarks table out/benchmarks/race-m.json --append
  python -m benchmarks release 0.2.0 out/benchmarks/*.json
exit codes: 0 measured; 1 a method failed, or a plan disproves a bound; 2 bad arguments; 130 stopped"""


def parser() -> argparse.ArgumentParser:
    """Return the parser."""
    top = argparse.ArgumentParser(
        "python -m benchmarks",
        description="Measure the engine beside plain solvers and the hand method, on the same models.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", required=True)
    run = commands.add_parser(
        "run",
        help="measure cases × methods",
        epilog=_methods_listed(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    run.add_argument("--preset", choices=tuple(PRESETS), help="cases and methods by name (default: small)")
    run.add_argument(
        "--cases", nargs="+", metavar="CASE", help="SIZE:SEED[:ratio=…,counties=…,coupling=…] (default: county-s:1)"
    )
    run.add_argument("--methods", nargs="+", metavar="METHOD", help="instead of a preset (default: all)")
    _add_effort(
        run,
        "wall clock of every method, the engine too; without it the engine goes by its effort and each peer gets what "
        "the preset gives it, else the time that the engine took on the case",
    )
    phases = commands.add_parser("phases", help="the whole product from files to files, phase by phase")
    phases.add_argument("--cases", nargs="+", metavar="CASE", default=["county-s:1", "county-m:1", "county-l:1"])
    _add_effort(phases, "wall clock of the search")
    table = commands.add_parser("table", help="show results as markdown")
    table.add_argument("results", type=Path, nargs="+")
    table.add_argument("--append", action="store_true", help="also append the sections to benchmarks/RESULTS.md")
    release = commands.add_parser("release", help="put the headline figures of a release into benchmarks/RESULTS.md")
    release.add_argument("release", help="its number")
    release.add_argument("results", type=Path, nargs="+")
    figures = commands.add_parser("figures", help="draw the plots of some results")
    figures.add_argument("results", type=Path, nargs="+")
    figures.add_argument("--folder", type=Path, help="where to (default: benchmarks/figures)")
    return top


def blocks_of(asked: argparse.Namespace) -> tuple[str, tuple[Block, ...]]:
    """Return what a run was asked for, and its title.

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


def out_of(asked: argparse.Namespace) -> Path:
    """Return the file that a run writes: the one asked for, else one by the name of what is measured."""
    if asked.out is not None:
        return Path(asked.out)
    if asked.command == "phases":
        return FOLDER / "phases.json"
    return FOLDER / f"{'run' if asked.cases or asked.methods else asked.preset or 'small'}.json"


def _add_effort(command: argparse.ArgumentParser, seconds: str) -> None:
    command.add_argument("--workers", type=int, default=2, help="worker processes of the engine (default: 2)")
    command.add_argument("--effort", choices=tuple(EFFORTS), default="default", help="effort of the engine")
    command.add_argument("--seconds", type=float, help=seconds)
    command.add_argument("--out", type=Path, help=f"results as JSON (default: a file in {FOLDER.as_posix()}/)")
    command.add_argument("--resume", action="store_true", help="keep what the file has already, measure the rest")


def _methods_listed() -> str:
    width = max(len(m.name) for m in METHODS)
    return "methods:\n" + "\n".join(f"  {m.name:{width}}  {m.says}" for m in METHODS)
