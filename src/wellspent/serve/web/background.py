"""Long work beside the pages: a thread for each name, with progress, and a way to stop."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from wellspent.errors import WellspentError
from wellspent.records.imports import Progress

_log = logging.getLogger("wellspent.serve")
UNEXPECTED = WellspentError(
    "The work stopped for a reason that nobody foresaw; nothing that was acknowledged is lost.",
    next_step="Try again; if it stays, look at the server's log.",
)


@dataclass(slots=True)
class Task:
    """One piece of long work: how far it is, and how it ended."""

    name: str
    started: float = field(default_factory=time.monotonic)
    progress: Progress | None = None
    error: WellspentError | None = None
    result: object = None
    done: bool = False
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


Work = Callable[[Task], object]


class Background:
    """The long work of this server, by name; one at a time for each name."""

    def __init__(self) -> None:
        self._tasks: dict[str, Task] = {}
        self._lock = threading.Lock()

    def find(self, name: str) -> Task | None:
        """Return the latest work of that name, running or done."""
        return self._tasks.get(name)

    def start(self, name: str, work: Work) -> Task:
        """Start work unless work of that name is running; return the one that runs."""
        with self._lock:
            running = self._tasks.get(name)
            if running is not None and not running.done:
                return running
            task = self._tasks[name] = Task(name)
        threading.Thread(target=_run, args=(task, work), name=name, daemon=True).start()
        return task

    def forget(self, name: str) -> None:
        """Forget work that is done."""
        with self._lock:
            if name in self._tasks and self._tasks[name].done:
                del self._tasks[name]


def _run(task: Task, work: Work) -> None:
    try:
        task.result = work(task)
    except WellspentError as error:
        task.error = error
    except Exception:
        # A thread has nobody above it: without this the page would wait for ever.
        _log.exception("%s failed", task.name)
        task.error = UNEXPECTED
    finally:
        task.done = True
