"""Ctrl-C and SIGTERM: stop the search, keep the plan; once the plan is being saved, finish that first."""

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
        self._searching, self._warned = True, False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._handle)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def finish(self) -> None:
        """From now on a first signal is not followed: the plan is being checked and saved."""
        self._searching = False

    def _handle(self, _: int, __: FrameType | None) -> None:
        if self._searching:
            self._searching, self.stopped = False, True
        elif not self._warned:
            self._warned = True
            self._tell(SAVING)
            return
        raise KeyboardInterrupt
