"""The counties of a problem asked one by one: in this process, or side by side in worker processes.

What is asked of a county is a pure function of the problem and the question, and answers come in the order of the
counties: neither the number of workers nor the death of one changes anything. Problem and question are sent once to
each worker, counties as mere numbers, so memory is that of one county's model a worker.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context, parent_process
from typing import Any, Protocol, TypeVar

from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.plan import Problem
from solver.errors import ModelError, VillagesFirstError

Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)

FEW = 400
"""Villages up to which workers would take longer to start than they save."""

Tell = Callable[[int, int], None]
"""Told after each county how many are done, and of how many."""


class Question(Protocol[Answer_co]):
    """What is asked of every county; plain values, so that it can be sent."""

    def ask(self, split: Split, number: int) -> Answer_co:
        """Answer for one county."""


def silent(done: int, of: int) -> None:
    """Tell nobody."""


def each_county(
    problem: Problem, book: RuleBook, question: Question[Answer], workers: int = 1, tell: Tell = silent
) -> Iterator[Answer]:
    """Yield the answer of every county, in their order.

    Parameters
    ----------
    workers
        Processes that answer; 1 does everything here, and so does any number for a problem of few villages. With more
        than one, a script must guard its start with ``if __name__ == "__main__":``.

    Raises
    ------
    ModelError
        If a county cannot be answered for: a defect of this program. It names the county.
    """
    split = Split(problem, book)
    done = 0
    if workers > 1 and len(split) > 1 and len(problem.posts) > FEW:
        for answer in _side_by_side(split, question, min(workers, len(split))):
            done += 1
            yield answer
            tell(done, len(split))
    # all of them, or those that a worker that died has left
    for number in range(done, len(split)):
        yield _answer(split, number, question)
        tell(number + 1, len(split))


def _side_by_side(split: Split, question: Question[Answer], workers: int) -> Iterator[Answer]:
    """Yield answers of workers, until all are there or a worker has died."""
    whole = split.problem
    # what was looked up before is not sent: it is large, and quickly looked up again
    bare = Problem(replace(whole.instance, _arrays={}), whole.posts)
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (bare, split.book, question))
    try:
        futures = [pool.submit(_work, number) for number in range(len(split))]
        for future in futures:
            yield future.result()
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _answer(split: Split, number: int, question: Question[Answer]) -> Answer:
    try:
        return question.ask(split, number)
    except VillagesFirstError:
        raise
    except Exception as error:
        name = "".join(split.areas[number])
        raise ModelError(f"county {name} cannot be worked through: {type(error).__name__}: {error}") from error


_desk: list[tuple[Split, Question[Any]]] = []
"""What a worker process works at."""


def _begin(problem: Problem, book: RuleBook, question: Question[Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    threading.Thread(target=_end_with_parent, name="watch", daemon=True).start()
    _desk[:] = [(Split(problem, book), question)]


def _end_with_parent() -> None:
    """End this process as soon as the main process is no more: nobody waits for its answers."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(number: int) -> Any:
    split, question = _desk[0]
    return _answer(split, number, question)
