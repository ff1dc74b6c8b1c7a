"""Group commit: what waits to be written is written together, in one transaction.

A disk takes some time to say that something is kept, whether that is one row or a hundred. While
one transaction is on its way to the disk, whatever comes in waits, and then goes together. Whoever
waits hears of it after the commit, never before.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from sqlalchemy import Connection

from wellspent.errors import StoreUnavailable, WellspentError
from wellspent.store.connect import Store

MOST_WAITING = 2000
"""Beyond this a sender is told to come again: a queue without end would only hide that."""

MOST_TOGETHER = 256

Item = TypeVar("Item")
Result = TypeVar("Result")
Write = Callable[[Connection, Sequence[Item]], Sequence[Result]]

_log = logging.getLogger("wellspent.store")


class GroupCommit(Generic[Item, Result]):
    """Writes what threads add, many together; its own thread starts with the first.

    `write` is given a connection within a transaction and the items, and returns one result each.
    An item that can't be written fails alone: the others are written without it.
    """

    def __init__(
        self,
        store: Store,
        write: Write[Item, Result],
        *,
        most_waiting: int = MOST_WAITING,
        most_together: int = MOST_TOGETHER,
    ) -> None:
        self._store = store
        self._write = write
        self._most_waiting = most_waiting
        self._most_together = most_together
        self._queue: SimpleQueue[tuple[Item, Future[Result]] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    def add(self, item: Item) -> Future[Result]:
        """Let an item be written; the future is done once it is on disk, or has failed.

        StoreUnavailable at once when too many wait already, or this was closed.
        """
        if self.waiting >= self._most_waiting:
            raise StoreUnavailable(
                "more is coming in than can be written now",
                tried=f"{self._most_waiting:,} are waiting already",
                next_step="Send it again in a few seconds.",
            )
        future: Future[Result] = Future()
        future.set_running_or_notify_cancel()  # what came in is written, whoever has left
        with self._lock:
            self._check_open()
            self._queue.put((item, future))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="group-commit", daemon=True)
                self._thread.start()
        return future

    @property
    def waiting(self) -> int:
        """Return how many items wait to be written."""
        return self._queue.qsize()

    def close(self) -> None:
        """Write what waits, and take nothing more."""
        with self._lock:
            self._closed = True
            self._queue.put(None)
        if self._thread is not None:
            self._thread.join()

    def _check_open(self) -> None:
        if self._closed:
            raise StoreUnavailable(
                "the server is stopping", next_step="Send it again in a few seconds."
            )

    def _run(self) -> None:
        while (group := self._next_group()) is not None:
            self._write_group(group)

    def _next_group(self) -> list[tuple[Item, Future[Result]]] | None:
        """Wait for an item, and take those that wait with it; None at the end."""
        first = self._queue.get()
        if first is None:
            return None
        group = [first]
        while len(group) < self._most_together:
            try:
                more = self._queue.get_nowait()
            except Empty:
                break
            if more is None:
                self._queue.put(None)
                break
            group.append(more)
        return group

    def _write_group(self, group: list[tuple[Item, Future[Result]]]) -> None:
        try:
            with self._store.writing() as connection:
                results = self._write(connection, [item for item, _ in group])
        except Exception as error:
            self._fail(group, error)
            return
        for (_, future), result in zip(group, results, strict=True):
            future.set_result(result)

    def _fail(self, group: list[tuple[Item, Future[Result]]], error: Exception) -> None:
        """Find out which items can't be written, unless nothing can."""
        if len(group) == 1 or isinstance(error, StoreUnavailable):
            if not isinstance(error, WellspentError):
                _log.error("an item can't be written", exc_info=error)
            for _, future in group:
                future.set_exception(error)
            return
        for each in group:
            self._write_group([each])
