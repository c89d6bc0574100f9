"""Progress of a solve: one live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from solver.cli.output import Output
from solver.text import Lang, Text

if TYPE_CHECKING:
    from solver.engine.county import Progress

EVERY = 20.0
"""Seconds between plain lines."""

PHASES: dict[str, Text] = {
    "generate": Text("生成", "writing"),
    "read": Text("读取输入", "reading the inputs"),
    "villages": Text("定村", "villages first"),
    "build": Text("建立模型", "building the model"),
    "greedy": Text("初步方案", "first plan"),
    "severity": Text("最少例外", "least exceptions"),
    "relax": Text("得分上界", "bound of the value"),
    "dive": Text("构造方案", "making plans"),
    "core": Text("精确求例外", "exceptions, exactly"),
    "prove": Text("搜索上界", "bounding by search"),
    "improve": Text("改进方案", "improving"),
    "branch": Text("收紧界限", "tightening the bound"),
    "check": Text("核对方案", "checking the plan"),
    "batch": Text("逐场景求解", "solving the scenarios"),
    "explain": Text("逐项求解", "answering"),
    "compare": Text("比较方案", "comparing"),
    "write": Text("写出方案", "writing the plan"),
    "reprint": Text("重新生成各表", "printing the tables again"),
}

ANOTHER_RUN = ("read", "batch")
"""Phases that begin another run."""

COUNTIES = Text("{done}/{of}个县", "{done} of {of} counties")
"""How far the check of a plan of several counties is."""


class Display(Protocol):
    """Shows how far a solve is."""

    def phase(self, name: str) -> None:
        """Say what is being done now."""

    def step(self, done: int, of: int) -> None:
        """Note how far this phase is."""

    def tell(self, progress: Progress) -> None:
        """Show the best plan so far."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class State:
    """What is shown: phase, best plan so far, what is proved, seconds."""

    def __init__(self, lang: Lang, name: str) -> None:
        self.lang = lang
        self.name = name
        self.steps = (0, 0, 0)
        self.best: Progress | None = None
        self._start = time.monotonic()

    def begin(self, name: str) -> None:
        """Begin a phase; what was best before says nothing of a run that begins to read."""
        self.name, self.steps = name, (0, 0, 0)
        if name in ANOTHER_RUN:
            self.best = None

    def line(self) -> str:
        """Return the state in one line."""
        parts = [PHASES.get(self.name, Text(self.name, self.name)).to(self.lang)]
        done, of, round_no = self.steps
        if round_no:
            parts[0] += Text(" 第 {n} 轮", ", round {n}", {"n": round_no}).to(self.lang)
        if done and of > 1 and self.name == "check":
            parts[0] += " " + COUNTIES.with_values(done=done, of=of).to(self.lang)
        elif done and of > 1:
            parts[0] += f" {done}/{of}"
        if self.best is not None and self.best.planned:
            parts += figures(self.best, self.lang)
        seconds = Text("用时 {n} 秒", "{n} s", {"n": round(time.monotonic() - self._start)})
        return " · ".join([*parts, seconds.to(self.lang)])


def figures(progress: Progress, lang: Lang) -> list[str]:
    """Return exceptions, value, bound and gap in words.

    Bound and gap of the value are shown once the exceptions are proved least: before, they speak of other plans.
    """
    from solver.report.wording import percent_up

    least = progress.severity_bound
    if least is not None and progress.severity <= least:
        exceptions = Text("例外严重度 {n}(已证最低)", "exceptions {n} (proved least)", {"n": progress.severity})
    elif least is None:
        exceptions = Text("例外严重度 {n}", "exceptions {n}", {"n": progress.severity})
    else:
        values: dict[str, object] = {"n": progress.severity, "least": least}
        exceptions = Text("例外严重度 {n}(至少 {least})", "exceptions {n} (at least {least})", values)
    parts = [exceptions, Text("得分 {n}", "value {n}", {"n": f"{progress.value:,}"})]
    bound = progress.value_bound
    if bound is not None and least is not None and progress.severity <= least:
        values = {"bound": f"{bound:,}", "gap": percent_up(bound - progress.value, progress.value)}
        parts.append(Text("上界 {bound} · 差距 {gap}", "bound {bound} · gap {gap}", values))
    return [part.to(lang) for part in parts]


class Silent:
    """Shows nothing."""

    def phase(self, name: str) -> None:
        """Show nothing."""

    def step(self, done: int, of: int) -> None:
        """Show nothing."""

    def tell(self, progress: Progress) -> None:
        """Show nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class PlainLines:
    """A line at the start, at the first plan, and every ``every`` seconds: these lines stay on the screen."""

    def __init__(self, out: Output, every: float = EVERY, first: str = "read") -> None:
        self._out, self._state, self._every = out, State(out.lang, first), every
        self._started = False
        self._done = threading.Event()
        self._ticker = threading.Thread(target=self._tick, name="progress", daemon=True)

    def phase(self, name: str) -> None:
        """Note what is being done now; the first phase is said."""
        self._state.begin(name)
        if not self._started:
            self._started = True
            self._out.note(self._state.line())

    def step(self, done: int, of: int) -> None:
        """Note how far this phase is; the next line says it."""
        self._state.steps = (done, of, 0)

    def tell(self, progress: Progress) -> None:
        """Show the best plan so far."""
        first = progress.planned and (self._state.best is None or not self._state.best.planned)
        self._state.name, self._state.best, self._state.steps = progress.phase, progress, progress.steps
        if first:
            self._out.note(self._state.line())

    def __enter__(self) -> Self:
        self._ticker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()

    def _tick(self) -> None:
        while not self._done.wait(self._every):
            self._out.note(self._state.line())


class LiveLine:
    """One line on the terminal that is written over."""

    def __init__(self, out: Output, first: str = "read") -> None:
        from rich.console import Console
        from rich.live import Live
        from rich.text import Text as RichText

        self._state = State(out.lang, first)
        self._live = Live(
            console=Console(stderr=True),
            get_renderable=lambda: RichText(self._state.line(), no_wrap=True, overflow="ellipsis"),
            refresh_per_second=4,
            transient=True,
            redirect_stdout=False,
        )

    def phase(self, name: str) -> None:
        """Say what is being done now."""
        self._state.begin(name)

    def step(self, done: int, of: int) -> None:
        """Say how far this phase is."""
        self._state.steps = (done, of, 0)

    def tell(self, progress: Progress) -> None:
        """Show the best plan so far."""
        self._state.name, self._state.best, self._state.steps = progress.phase, progress, progress.steps

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()


def display_for(out: Output, first: str = "read") -> Display:
    """Return the display that suits stderr; ``first`` is the phase that begins."""
    if out.quiet:
        return Silent()
    live = sys.stderr.isatty() and os.environ.get("TERM", "") not in ("", "dumb", "unknown")
    return LiveLine(out, first) if live else PlainLines(out, first=first)
