"""Cases: counties of the product's own generator, taken through the product's own door.

A case is generated, written as a workbook, opened, frozen by stage 1 and compiled once, in a process of its own; every
method then gets the same compiled model.
"""

from __future__ import annotations

import pickle
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from solver.book.compile import compile_model
from solver.domain.plan import Problem
from solver.domain.words import ROLES
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.shipping import ship
from solver.generate.sizes import SIZE_NAMES
from solver.modelling.model import AllocationModel
from solver.scenario.opening import open_scenario
from solver.scenario.rosters import writing
from solver.scenario.rosters.sheets import SHEETS


@dataclass(frozen=True, order=True)
class Case:
    """A county: a size of the generator and a seed."""

    size: str
    seed: int = 1

    def __post_init__(self) -> None:
        if self.size not in SIZE_NAMES:
            raise ValueError(f"no size {self.size!r}: one of {', '.join(SIZE_NAMES)}")
        if self.seed < 0:
            raise ValueError(f"a seed must not be negative: {self.seed}")

    @classmethod
    def parse(cls, text: str) -> Case:
        """Read ``size`` or ``size:seed``.

        Raises
        ------
        ValueError
            If there is no such size, or the seed is no number.
        """
        size, _, seed = text.partition(":")
        return cls(size, int(seed) if seed else 1)

    @property
    def name(self) -> str:
        """``size:seed``."""
        return f"{self.size}:{self.seed}"


@dataclass(frozen=True)
class CaseFacts:
    """How big a case is, and what the way to its model cost.

    Attributes
    ----------
    nominees
        Candidates of the rosters; ``seated`` of them have a seat in the model.
    posts
        Places to fill: of the frozen posts, those that no staying incumbent holds.
    seats, counts
        Of the compiled model.
    phases
        Seconds to generate, write, read, decide stage 1 and compile.
    """

    name: str
    villages: int
    nominees: int
    seated: int
    posts: int
    seats: int
    counts: int
    phases: dict[str, float] = field(default_factory=dict)
    peak_bytes: int = 0


def prepare(case: Case, target: Path) -> CaseFacts:
    """Make a case's model and pickle it to a file of our own.

    Raises
    ------
    InputError
        If the product refuses what its generator wrote.
    """
    phases: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        with _phase(phases, "generate"):
            generated = generate(case.size, case.seed)
        with _phase(phases, "write"):
            scenario = ship(generated, Path(folder) / case.size, SHEETS, writing)[0]
        with _phase(phases, "read"):
            opened = open_scenario(scenario)
    with _phase(phases, "stage 1"):
        posts = opened.posts or freeze_villages(opened.instance, opened.rule_book).posts
    with _phase(phases, "compile"):
        problem = Problem(opened.instance, posts)
        model = compile_model(problem, opened.rule_book)
    target.write_bytes(pickle.dumps(model))
    return CaseFacts(
        name=case.name,
        villages=len(opened.instance.villages),
        nominees=len(opened.instance.candidates),
        seated=len(set(model.seats.person.tolist())),
        posts=open_posts(problem),
        seats=len(model.seats),
        counts=len(model.all_counts),
        phases=phases,
    )


def open_posts(problem: Problem) -> int:
    """Return how many places no staying incumbent holds."""
    return sum(
        max(0, post.places(role) - problem.n_staying(v, role)) for v, post in enumerate(problem.posts) for role in ROLES
    )


def load_model(source: Path) -> AllocationModel:
    """Read back what :func:`prepare` wrote."""
    model = pickle.loads(source.read_bytes())
    assert isinstance(model, AllocationModel)
    return model


@contextmanager
def _phase(phases: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    phases[name] = time.perf_counter() - start
