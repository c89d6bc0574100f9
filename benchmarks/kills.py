"""``python -m benchmarks.kills SCENARIO``: kill -9 at random moments; the plan must be that of an undisturbed run.

A run is begun, and a worker, the scheduler of its cluster, or its main process is killed again and again, at moments
drawn from a seed. Where that ends the run, it goes on with ``--resume``; where the run ends before the kills are used
up, another is begun. What was kept of a finished task must never be written again.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.local_cluster import Cluster, spawned_by, started_cluster

ROOT = Path(__file__).parents[1]
GOOD = (0, 1)
"""Exit codes of a solve that wrote a plan."""
LONGEST_PAUSE = 3.0
"""Seconds that a kill may come after the task it waited for; mostly in the middle of another."""
LOG = "run.log"
"""The one file of a plan that may differ: it holds seconds."""

_EXAMPLES = """examples:
  python -m benchmarks.kills scenarios/county-s/county-s.yaml --times 20
  python -m benchmarks.kills scenarios/county-s/county-s.yaml --times 20 --engine cluster --effort quick
exit codes: 0 all plans are the same and nothing was lost; 1 not so"""


@dataclass
class Kill:
    """One kill: seconds since its process began, what was kept then, and how much of that was done again."""

    target: str
    after: float
    kept: int
    lost: int = 0


@dataclass
class Report:
    """What came of it."""

    undisturbed: float
    kills: list[Kill] = field(default_factory=list)
    runs: int = 0
    seconds: float = 0.0
    different: list[str] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """Finished tasks that were done again."""
        return sum(kill.lost for kill in self.kills)

    @property
    def good(self) -> bool:
        """Whether every plan is that of the undisturbed run, and nothing was lost."""
        return not self.different and not self.lost

    def table(self) -> str:
        """Return the report as markdown."""
        lines = ["| kill | target | after s | tasks kept | of them lost |", "|---:|---|---:|---:|---:|"]
        lines += [f"| {i} | {k.target} | {k.after:.1f} | {k.kept} | {k.lost} |" for i, k in enumerate(self.kills, 1)]
        by_target = {target: sum(k.target == target for k in self.kills) for target in sorted(TARGETS)}
        counted = ", ".join(f"{target} {n}" for target, n in by_target.items() if n)
        lines += [
            "",
            f"{len(self.kills)} kills ({counted}) in {self.runs} run(s), {self.seconds:.0f} s; undisturbed "
            f"{self.undisturbed:.0f} s a run. Finished tasks lost: {self.lost}. "
            f"Files that differ: {', '.join(self.different) or 'none'}.",
        ]
        return "\n".join(lines)


TARGETS = ("worker", "scheduler", "main")


class Trial:
    """Kills runs of one scenario.

    Parameters
    ----------
    options
        Of ``solve``, apart from places, engine and ``--resume``.
    """

    def __init__(self, options: list[str], folder: Path, cluster: Cluster | None, rng: random.Random) -> None:
        self._options, self._folder, self._cluster, self._rng = options, folder, cluster, rng

    def undisturbed(self) -> tuple[Path, float]:
        """Return the plan that all runs must end with, made on this machine, and its seconds."""
        start = time.monotonic()
        plan = self._folder / "undisturbed"
        code = self._solve(plan, resume=False, engine="local").wait()
        if code not in GOOD:
            raise SystemExit(f"the undisturbed run ended with {code}: see {self._folder / 'solve.log'}")
        return plan, time.monotonic() - start

    def run(self, report: Report, reference: Path, times: int, targets: list[str], most: int) -> None:
        """Run until the kills are used up and a plan is there."""
        start = time.monotonic()
        while not report.runs or len(report.kills) < times:
            report.runs += 1
            plan = self._folder / f"run-{report.runs:02d}"
            self._one_run(plan, report, times, targets, most)
            report.different += [f"{plan.name}/{name}" for name in differences(reference, plan)]
        report.seconds = time.monotonic() - start

    def _one_run(self, plan: Path, report: Report, times: int, targets: list[str], most: int) -> None:
        part = plan.with_name(f"{plan.name}.part")
        resume = False
        while True:
            process = self._solve(plan, resume=resume)
            for kept in self._kills(process, part, report, times, targets, most):
                self._count_lost(part, kept, report)
            code = process.wait()
            if plan.exists():  # written, though it may have been killed before the rest was removed
                return
            if code in GOOD:
                raise SystemExit(f"no plan in {plan}")
            broken = self._cluster is not None and not self._cluster.is_whole()
            if code != -signal.SIGKILL and not broken:
                raise SystemExit(f"{plan.name} ended with {code}: see {self._folder / 'solve.log'}")
            if self._cluster is not None and broken:
                self._cluster.stop()
                self._cluster.start()
            resume = True

    def _kills(
        self, process: subprocess.Popen[bytes], part: Path, report: Report, times: int, targets: list[str], most: int
    ) -> Iterator[dict[str, int]]:
        """Kill this process or its helpers while it runs; yield what was kept before, time and again."""
        begun, kept = time.monotonic(), kept_in(part)
        target, wanted, pause = self._draw(targets, most)
        wanted += len(kept)
        at = math.inf
        while process.poll() is None:
            time.sleep(0.02)
            yield kept
            if self._cluster is not None and not self._cluster.is_whole():
                self._cluster.stop()  # without nannies the run would wait for workers
            before = kept_in(part)
            if len(before) >= wanted:
                at = min(at, time.monotonic() + pause)
            if len(report.kills) < times and time.monotonic() >= at:
                if not self._kill(target, process):
                    at = time.monotonic() + 0.1  # no such process yet
                    continue
                report.kills.append(Kill(target, time.monotonic() - begun, len(before)))
                kept = before
                if target != "worker":
                    process.wait()
                target, wanted, pause = self._draw(targets, most)
                wanted, at = wanted + len(before), math.inf

    def _draw(self, targets: list[str], most: int) -> tuple[str, int, float]:
        """Draw whom to kill, after how many newly finished tasks, and how many seconds after that."""
        return self._rng.choice(targets), self._rng.randint(0, most), self._rng.uniform(0.0, LONGEST_PAUSE)

    def _count_lost(self, part: Path, kept: dict[str, int], report: Report) -> None:
        """Count answers that were kept and are there no more, or were written anew."""
        now = kept_in(part)
        lost = sum(now.get(name) != inode for name, inode in kept.items())
        if lost and part.exists() and report.kills:  # a folder that is being removed lost nothing
            time.sleep(0.5)
            if part.exists():
                report.kills[-1].lost = max(report.kills[-1].lost, lost)

    def _kill(self, target: str, process: subprocess.Popen[bytes]) -> bool:
        if target == "scheduler":
            assert self._cluster is not None
            self._cluster.kill_scheduler()
            return True
        if target == "main":
            process.kill()
            return True
        workers = self._cluster.worker_pids() if self._cluster else spawned_by(process.pid)
        if not workers:
            return False
        with suppress(ProcessLookupError):
            os.kill(self._rng.choice(workers), signal.SIGKILL)
        return True

    def _solve(self, plan: Path, *, resume: bool, engine: str | None = None) -> subprocess.Popen[bytes]:
        engine = engine or (self._cluster.address if self._cluster else "local")
        command = [sys.executable, "-m", "solver.cli", "solve", *self._options, "--out", str(plan), "--engine", engine]
        log = (self._folder / "solve.log").open("ab")
        return subprocess.Popen(
            [*command, *(["--resume"] if resume else [])],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
        )


def kept_in(part: Path) -> dict[str, int]:
    """Return the answers in a folder of unfinished work, each with its inode, which is new if it is written again."""
    found = {}
    for file in part.rglob("*.npz"):
        with suppress(FileNotFoundError):
            found[str(file.relative_to(part))] = file.stat().st_ino
    return found


def differences(one: Path, other: Path) -> list[str]:
    """Return the files of two plan folders that are not the same byte for byte; the log may differ, and its digest."""
    contents = [_contents(folder) for folder in (one, other)]
    return sorted(name for name in contents[0].keys() | contents[1].keys() if _differ(name, *contents))


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _differ(name: str, one: dict[str, bytes], other: dict[str, bytes]) -> bool:
    if name == LOG and name in one and name in other:
        return False
    lines = [(found.get(name) or b"").splitlines() for found in (one, other)]
    if name == "SHA256SUMS":
        lines = [[line for line in found if not line.endswith(LOG.encode())] for found in lines]
    return lines[0] != lines[1] or (name in one) != (name in other)


def main(arguments: list[str] | None = None) -> int:
    """Make the trial; return the exit code."""
    asked = _parser().parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="kills-", dir=asked.folder))
    options = [str(asked.scenario), "--effort", asked.effort, "--workers", str(asked.workers), "--quiet"]
    targets = [target for target in asked.targets or TARGETS if target != "scheduler" or asked.engine == "cluster"]
    place = folder / "cluster"
    place.mkdir()
    with started_cluster(place, asked.workers) if asked.engine == "cluster" else nullcontext(None) as cluster:
        trial = Trial(options, folder, cluster, random.Random(asked.seed))
        reference, seconds = trial.undisturbed()
        print(f"undisturbed: {seconds:.0f} s", file=sys.stderr, flush=True)
        report = Report(seconds)
        trial.run(report, reference, asked.times, targets, asked.most)
    print(report.table())
    if report.good:
        shutil.rmtree(folder)
        return 0
    print(f"see {folder}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.kills",
        description=__doc__,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("scenario", metavar="SCENARIO", type=Path)
    parser.add_argument("--times", metavar="N", type=int, default=20, help="kills; default 20")
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="of targets and moments; default 1")
    parser.add_argument("--effort", metavar="LEVEL", default="default", help="as of solve")
    parser.add_argument("--workers", metavar="N", type=int, default=2, help="worker processes; default 2")
    parser.add_argument("--engine", choices=("local", "cluster"), default="local", help="cluster: one started here")
    parser.add_argument("--targets", choices=TARGETS, nargs="+", help="default: all that the engine has")
    parser.add_argument(
        "--most",
        metavar="N",
        type=int,
        default=6,
        help="tasks that may be finished between two kills, at most; default 6",
    )
    parser.add_argument("--folder", metavar="DIR", type=Path, help="where plans are made; default: a temporary one")
    return parser


if __name__ == "__main__":
    sys.exit(main())
