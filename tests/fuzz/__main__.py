"""``python -m tests.fuzz --n 2000 --seed 1``: the long run; exit code 1 if anything failed."""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.run import run_all


def main() -> int:
    """Run and print one summary line, and each failure before it."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--n", type=int, default=2000, help="how many instances")
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    arguments = parser.parse_args()
    summary = run_all(range(arguments.seed, arguments.seed + arguments.n))
    sys.stdout.write("".join(f"{failure}\n" for failure in summary.failures) + summary.line() + "\n")
    return int(bool(summary.failures))


if __name__ == "__main__":
    sys.exit(main())
