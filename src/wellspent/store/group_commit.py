"""Group commit: what waits to be written is written together, in one transaction.

A disk takes some time to say that something is kept, whether that is one row or a hundred. While
one transaction is on its way to the disk, whatever comes in waits, and then goes together. Whoever
waits hears of it after the commit, never before.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from itertools import islice
from queue import SimpleQueue
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
Tell = Callable[[Sequence[Result | Exception]], None]
"""Is told what came of the items that were added together, in their order."""

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
        self._queue: SimpleQueue[tuple[Sequence[Item], Tell[Result]] | None] = SimpleQueue()
        self._waiting = 0
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    def add(self, item: Item) -> Future[Result]:
        """Let an item be written; the future is done once it is on disk, or has failed.

        StoreUnavailable at once when too many wait already, or this was closed.
        """
        future: Future[Result] = Future()
        future.set_running_or_notify_cancel()  # what came in is written, whoever has left
        self.add_all([item], lambda outcomes: _settle(future, outcomes[0]))
        return future

    def add_all(self, items: Sequence[Item], tell: Tell[Result]) -> None:
        """Let items be written; `tell` is called once they are on disk, or have failed.

        It is called by the thread that writes, so it must be short. StoreUnavailable as `add`.
        """
        with self._lock:
            self._check_room()
            self._waiting += len(items)
            self._queue.put((items, tell))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="group-commit", daemon=True)
                self._thread.start()

    @property
    def waiting(self) -> int:
        """Return how many items wait to be written."""
        return self._waiting

    def open(self) -> None:
        """Take items again after a `close`; changes nothing where it is open."""
        with self._lock:
            self._closed = False

    def close(self) -> None:
        """Write what waits, and take nothing more until `open`."""
        with self._lock:
            self._closed = True
            thread, self._thread = self._thread, None
            if thread is not None:
                self._queue.put(None)
        if thread is not None:
            thread.join()

    def _check_room(self) -> None:
        if self._waiting >= self._most_waiting:
            raise StoreUnavailable(
                "more is coming in than can be written now",
                tried=f"{self._most_waiting:,} are waiting already",
                next_step="Send it again in a few seconds.",
            )
        if self._closed:
            raise StoreUnavailable(
                "the server is stopping", next_step="Send it again in a few seconds."
            )

    def _run(self) -> None:
        while group := self._next_group():
            outcomes = iter(self._written([item for items, _ in group for item in items]))
            for items, tell in group:
                tell(list(islice(outcomes, len(items))))

    def _next_group(self) -> list[tuple[Sequence[Item], Tell[Result]]]:
        """Wait for items, and take those that wait with them; nothing at the end."""
        group: list[tuple[Sequence[Item], Tell[Result]]] = []
        size = 0
        while size < self._most_together and not (group and self._queue.empty()):
            added = self._queue.get()
            if added is None:
                if group:
                    self._queue.put(None)
                break
            group.append(added)
            size += len(added[0])
        with self._lock:
            self._waiting -= size
        return group

    def _written(self, items: Sequence[Item]) -> Sequence[Result | Exception]:
        """Write items together; where that fails, each by itself, unless nothing can be written."""
        try:
            with self._store.writing() as connection:
                return self._write(connection, items)
        except Exception as error:
            if len(items) == 1 or isinstance(error, StoreUnavailable):
                if not isinstance(error, WellspentError):
                    _log.error("an item can't be written", exc_info=error)
                return [error] * len(items)
        return [outcome for each in items for outcome in self._written([each])]


def _settle(future: Future[Result], outcome: Result | Exception) -> None:
    if isinstance(outcome, Exception):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
