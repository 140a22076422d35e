"""Extraction in several processes: each loads its extractors once, results come back in the order of the work.

Processes are spawned, not forked, so that it works the same on every system and beside threads. Whoever writes is the one that asked, so
the store sees the same calls as with one process. The processes end when their Team is closed, also when its process is killed.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread
from types import TracebackType
from typing import Self, TypeAlias, TypeVar

from graph.model import Article
from loaders.extractors import Extracted, Extractor, ExtractorError, extract_all

Make: TypeAlias = Callable[[], Sequence[Extractor]]
_AHEAD = 4  # articles a process that are read before they are needed: enough that none waits, few enough that an archive of any size passes
_Item = TypeVar("_Item")


class Team:
    """So many processes that extract. ``make`` gives the extractors; it is called once in each process, so it must be picklable.

    A context manager: at its end the processes end, at once when it ends by an exception (Ctrl-C too).
    """

    def __init__(self, make: Make, workers: int) -> None:
        self._make = make
        self._workers = workers
        context = get_context("spawn")
        reader, self._alive = context.Pipe(duplex=False)
        self._reader = reader
        self._pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(reader,))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            self._alive.close()  # ends the processes in the middle of what they do
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._alive.close()
        self._reader.close()

    def run(self, work: Iterable[tuple[_Item, Article | None]]) -> Iterator[tuple[_Item, list[Extracted]]]:
        """See :func:`extracted`."""
        waiting: deque[tuple[_Item, Article | None, Future[list[Extracted]] | None]] = deque()
        for item, article in work:
            waiting.append((item, article, self._submit(article) if article else None))
            while waiting and len(waiting) > self._workers * _AHEAD:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())

    def _submit(self, article: Article) -> Future[list[Extracted]]:
        try:
            return self._pool.submit(_extract, self._make, article)
        except BrokenProcessPool as error:
            raise _dead(article) from error


def extracted(work: Iterable[tuple[_Item, Article | None]], by: Sequence[Extractor] | Team) -> Iterator[tuple[_Item, list[Extracted]]]:
    """Each item of the work with what was found in its article (nothing without one), in the order of the work.

    Raises ExtractorError when a process of a team dies or cannot load its extractors, and what the extractors raise.
    """
    if isinstance(by, Team):
        yield from by.run(work)
    else:
        for item, article in work:
            yield item, extract_all(article, by) if article else []


def _result(item: _Item, article: Article | None, future: Future[list[Extracted]] | None) -> tuple[_Item, list[Extracted]]:
    if article is None or future is None:
        return item, []
    try:
        return item, future.result()
    except BrokenProcessPool as error:
        raise _dead(article) from error


def _dead(article: Article) -> ExtractorError:
    return ExtractorError(
        f"an extracting process ended of itself (killed, or out of memory?) at {article.id} ({article.title}) or an article soon behind it; "
        "what was stored before stays: run it again with fewer --workers to go on"
    )


def _begin(alive: Connection) -> None:
    """In a new process: leave Ctrl-C to the one that asked, and end when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(alive,), daemon=True).start()


def _end_with(alive: Connection) -> None:
    alive.poll(None)  # nothing is ever sent: this returns when the other end is closed
    os._exit(1)


@cache
def _made(make: Make) -> Sequence[Extractor]:
    return make()


def _extract(make: Make, article: Article) -> list[Extracted]:
    return extract_all(article, _made(make))
