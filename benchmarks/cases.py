"""Cases: rounds of the product's own generator, taken through the product's own door.

A case is generated, written as workbooks, opened and frozen by stage 1 once, in a process of its own; every method then
gets the same *work*: problem and rule book. A county's model is compiled there, too; a prefecture's or province's is
compiled by the methods that want it, as it may be too large.
"""

from __future__ import annotations

import pickle
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from solver.book.compile import compile_model
from solver.book.rule_book import RuleBook
from solver.domain.plan import Problem
from solver.domain.words import ROLES
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate, region_size
from solver.generate.region_shipping import ship_region
from solver.generate.shipping import ship
from solver.generate.sizes import REGIONS, SIZE_NAMES
from solver.modelling.model import AllocationModel
from solver.scenario.opening import Opened, open_scenario
from solver.scenario.rosters import writing
from solver.scenario.rosters.sheets import SHEETS


@dataclass(frozen=True)
class Case:
    """A round: a size of the generator, a seed, and figures other than the size's.

    Attributes
    ----------
    ratio
        Nominees per open post; ``None`` as the size has it.
    counties, coupling
        Number of counties, and share of the nominees who may serve several, 0 to 0.3; only of a prefecture or province.
    """

    size: str
    seed: int = 1
    ratio: float | None = None
    counties: int | None = None
    coupling: float | None = None

    def __post_init__(self) -> None:
        if self.size not in SIZE_NAMES:
            raise ValueError(f"no size {self.size!r}: one of {', '.join(SIZE_NAMES)}")
        if self.seed < 0:
            raise ValueError(f"a seed must not be negative: {self.seed}")
        if not self.is_region and (self.counties is not None or self.coupling is not None):
            raise ValueError(f"{self.size} is no prefecture or province: no counties, no coupling")

    @classmethod
    def parse(cls, text: str) -> Case:
        """Read ``size``, ``size:seed`` or ``size:seed:ratio=1.5,counties=3,coupling=0.2``.

        Raises
        ------
        ValueError
            If there is no such size or figure, or the seed or a figure is no number.
        """
        size, _, rest = text.partition(":")
        seed, _, figures = rest.partition(":")
        given = dict(figure.partition("=")[::2] for figure in figures.split(",")) if figures else {}
        unknown = set(given) - {"ratio", "counties", "coupling"}
        if unknown:
            raise ValueError(f"{text}: no figure {', '.join(sorted(unknown))}: one of ratio, counties, coupling")
        return cls(
            size,
            int(seed) if seed else 1,
            float(given["ratio"]) if "ratio" in given else None,
            int(given["counties"]) if "counties" in given else None,
            float(given["coupling"]) if "coupling" in given else None,
        )

    @property
    def name(self) -> str:
        """``size:seed``, and the figures that are not the size's; :meth:`parse` reads it back."""
        figures = {"ratio": self.ratio, "counties": self.counties, "coupling": self.coupling}
        told = ",".join(f"{name}={figure:g}" for name, figure in figures.items() if figure is not None)
        return f"{self.size}:{self.seed}" + (f":{told}" if told else "")

    @property
    def is_region(self) -> bool:
        """Whether it is a prefecture or province: several counties, coupled by upper-level people."""
        return self.size in REGIONS

    def ship(self, folder: Path) -> Path:
        """Generate the round and write it into a new folder; return the scenario that reads the workbooks.

        Raises
        ------
        ValueError
            If a figure is out of range.
        """
        if self.is_region:
            region = region_size(self.size, self.counties, self.ratio, self.coupling)
            return ship_region(region, self.seed, folder, SHEETS, writing)[0]
        return ship(generate(self.size, self.seed, nominees_per_post=self.ratio), folder, SHEETS, writing)[0]


@dataclass(frozen=True)
class CaseFacts:
    """How big a case is, and what the way to its model cost.

    Attributes
    ----------
    nominees
        Candidates of the rosters; ``seated`` of them have a seat in the model.
    posts
        Places to fill: of the frozen posts, those that no staying incumbent holds.
    seated, seats, counts
        Of the compiled model; ``None`` where it is not compiled here.
    phases
        Seconds to write (generating included), read, decide stage 1 and compile.
    """

    name: str
    villages: int
    nominees: int
    seated: int | None
    posts: int
    seats: int | None
    counts: int | None
    phases: dict[str, float] = field(default_factory=dict)
    peak_bytes: int = 0


@dataclass(frozen=True)
class Work:
    """What a method gets: the round as it stands after stage 1."""

    problem: Problem
    book: RuleBook

    @classmethod
    def of(cls, opened: Opened) -> Work:
        """Take a scenario through stage 1, unless it brings its list of villages."""
        posts = opened.posts or freeze_villages(opened.instance, opened.rule_book).posts
        return cls(Problem(opened.instance, posts), opened.rule_book)

    @cached_property
    def model(self) -> AllocationModel:
        """The model of the whole; compiled before the clock starts for a county, else when it is asked for."""
        return compile_model(self.problem, self.book)


def prepare(case: Case, target: Path) -> CaseFacts:
    """Make a case's work and pickle it to a file of our own.

    Raises
    ------
    InputError
        If the product refuses what its generator wrote.
    """
    phases: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        with _phase(phases, "write"):
            scenario = case.ship(Path(folder) / case.size)
        with _phase(phases, "read"):
            opened = open_scenario(scenario)
    with _phase(phases, "stage 1"):
        work = Work.of(opened)
    model = None
    if not case.is_region:
        with _phase(phases, "compile"):
            model = work.model  # kept in the work, so pickled with it
    target.write_bytes(pickle.dumps(work))
    return CaseFacts(
        name=case.name,
        villages=len(opened.instance.villages),
        nominees=len(opened.instance.candidates),
        seated=None if model is None else len(set(model.seats.person.tolist())),
        posts=open_posts(work.problem),
        seats=None if model is None else len(model.seats),
        counts=None if model is None else len(model.all_counts),
        phases=phases,
    )


def open_posts(problem: Problem) -> int:
    """Return how many places no staying incumbent holds."""
    return sum(
        max(0, post.places(role) - problem.n_staying(v, role)) for v, post in enumerate(problem.posts) for role in ROLES
    )


def load_work(source: Path) -> Work:
    """Read back what :func:`prepare` wrote."""
    work = pickle.loads(source.read_bytes())
    assert isinstance(work, Work)
    return work


def load_model(source: Path) -> AllocationModel:
    """Read back the model of the whole."""
    return load_work(source).model


@contextmanager
def _phase(phases: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    phases[name] = time.perf_counter() - start
