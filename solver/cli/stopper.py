"""Ctrl-C, SIGTERM and the time limit: stop the search, keep the plan; once it is being saved, finish that first."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Self

from solver.text import Text

SAVING = Text("正在保存方案；再按一次则放弃。", "Saving the plan; once more to give it up.")


class Stopper:
    """Turns signals into ``KeyboardInterrupt`` while there is something to stop.

    Attributes
    ----------
    stopped
        Whether a signal stopped the search.

    Parameters
    ----------
    tell
        Told when a signal is not followed because a plan is being saved.
    """

    def __init__(self, tell: Callable[[Text], None]) -> None:
        self.stopped = False
        self._tell = tell
        self._searching, self._warned, self._asked = True, False, False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._handle)
        return self

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def limit(self, seconds: float) -> None:
        """Stop the search in so many seconds, wherever it is; where there are no timers, the engine looks by itself."""
        if signal.SIGINT in self._before and hasattr(signal, "setitimer"):
            self._before.setdefault(signal.SIGALRM, signal.signal(signal.SIGALRM, self._time_is_up))
            signal.setitimer(signal.ITIMER_REAL, max(0.01, seconds))

    def look(self) -> None:
        """Stop the search if it was to be stopped and is still going on: code in C may swallow the exception."""
        if self._asked:
            raise KeyboardInterrupt

    def begin(self) -> None:
        """From now on a signal stops a search again: the next of several begins."""
        if self.stopped:
            raise KeyboardInterrupt
        self._searching, self._warned = True, False

    def finish(self) -> None:
        """From now on a first signal is not followed: the plan is being checked and saved."""
        self._searching = self._asked = False

    def _time_is_up(self, _: int, __: FrameType | None) -> None:
        if self._searching:
            self._searching, self._asked = False, True
            raise KeyboardInterrupt

    def _handle(self, _: int, __: FrameType | None) -> None:
        if self._searching:
            self._searching, self._asked, self.stopped = False, True, True
        elif not self._warned:
            self._warned = True
            self._tell(SAVING)
            return
        raise KeyboardInterrupt
