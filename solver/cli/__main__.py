"""``python -m solver.cli`` is ``villages-first``."""

import sys

from solver.cli.entry import main

if __name__ == "__main__":  # worker processes import this module again
    sys.exit(main())
