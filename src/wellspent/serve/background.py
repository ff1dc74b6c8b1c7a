"""Long work beside pages and API: a thread for each name, with progress, and a way to stop.

What is known of it lives as long as the server: what it did is in the store.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from wellspent.errors import WellspentError
from wellspent.records.imports import Progress

_log = logging.getLogger("wellspent.serve")
MOST_REMEMBERED = 200
UNEXPECTED = WellspentError(
    "The work stopped for a reason that nobody foresaw; nothing that was acknowledged is lost.",
    next_step="Try again; if it stays, look at the server's log.",
)


@dataclass(slots=True)
class Task:
    """One piece of long work: how far it is, and how it ended."""

    name: str
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    started: float = field(default_factory=time.monotonic)
    progress: Progress | None = None
    error: WellspentError | None = None
    result: object = None
    done: bool = False
    ended: threading.Event = field(default_factory=threading.Event)
    again: bool = False
    stopping: bool = False

    def note(self, progress: Progress) -> None:
        """Remember the latest progress (called by the work)."""
        self.progress = progress

    def should_stop(self) -> bool:
        """Return whether a person asked to stop (asked by the work)."""
        return self.stopping

    def seconds(self) -> float:
        """Return how long it has been going on."""
        return time.monotonic() - self.started

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, at most so long; return whether it has."""
        return self.ended.wait(seconds)


Work = Callable[[Task], object]


class Background:
    """The long work of this server, by name; one at a time for each name."""

    def __init__(self) -> None:
        self._tasks: dict[str, Task] = {}
        self._lock = threading.Lock()

    def find(self, name: str) -> Task | None:
        """Return the latest work of that name, running or done."""
        return self._tasks.get(name)

    def find_by_id(self, task_id: str) -> Task | None:
        """Return work by its id, running or done; None once it is forgotten."""
        with self._lock:
            return next((task for task in self._tasks.values() if task.id == task_id), None)

    def start(self, name: str, work: Work, *, again: bool = False) -> Task:
        """Start work unless work of that name is running; return the one that runs.

        With `again` the one that runs does its work once more at its end: what changed after it
        began is not missed.
        """
        with self._lock:
            running = self._tasks.get(name)
            if running is not None and not running.done:
                running.again = running.again or again
                return running
            task = self._tasks[name] = Task(name)
            self._forget_oldest()
        args = (self._lock, task, work)
        threading.Thread(target=_run, args=args, name=name, daemon=True).start()
        return task

    def _forget_oldest(self) -> None:
        done = [name for name, task in self._tasks.items() if task.done]
        for name in done[: max(0, len(done) - MOST_REMEMBERED)]:
            del self._tasks[name]


def _run(lock: threading.Lock, task: Task, work: Work) -> None:
    try:
        task.result = work(task)
        while _once_more(lock, task):
            task.result = work(task)
    except WellspentError as error:
        task.error = error
    except Exception:
        # A thread has nobody above it: without this the page would wait for ever.
        _log.exception("%s failed", task.name)
        task.error = UNEXPECTED
    finally:
        task.done = True
        task.ended.set()


def _once_more(lock: threading.Lock, task: Task) -> bool:
    """Return whether it was asked for again meanwhile; if not, nobody can ask any more."""
    with lock:
        asked, task.again = task.again, False
        task.done = not asked
        return asked
