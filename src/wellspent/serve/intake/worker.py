"""The worker: threads of the server that work through what came in, and tell others of it.

It gives way to arrivals: while enquiries pour in it only takes one now and then, so that whoever
sends one doesn't wait for the thinking about another.
"""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from wellspent.errors import WellspentError
from wellspent.jobs.learn_for_reach import learn_for_reach
from wellspent.jobs.send_next_step import send_by_themselves
from wellspent.jobs.tell_hooks import send_waiting
from wellspent.jobs.work_through import work_through
from wellspent.wiring import Wellspent

LOOKS_EVERY_SECONDS = 2.0
AFTER_TROUBLE_SECONDS = 5.0
GIVES_WAY_SECONDS = 1.0
LEARNS_EVERY_SECONDS = 60.0
AT_A_TIME = 25
PATIENCE_SECONDS = 10.0
"""How long the end waits for what is on its way to others; it is tried again after the start."""

Step = Callable[[], float]
"""Does a piece of work and returns how many seconds to pause."""

_log = logging.getLogger("wellspent.serve")


class Arrivals(Protocol):
    """What tells whether enquiries pour in."""

    def is_busy(self) -> bool:
        """Return whether other work should give way."""
        ...


class Worker:
    """Works in the background from `start` to `stop`; `wake` spares it the next pause."""

    def __init__(self, parts: Wellspent, arrivals: Arrivals) -> None:
        self._parts = parts
        self._arrivals = arrivals
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._passed: set[str] = set()

    def start(self) -> None:
        """Begin, also with what an earlier process left."""
        self._stopping.clear()
        self._threads.clear()
        steps = [("work-through", self._work), ("tell-hooks", self._tell), ("learn", self._learn)]
        if self._parts.mail_server is not None:
            steps.append(("send-by-itself", self._send))
        for name, step in steps:
            thread = threading.Thread(target=self._repeat, args=(step,), name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def wake(self) -> None:
        """Say that something came in."""
        self._woken.set()

    def see_to_arrivals(self) -> None:
        """Have what came in worked through: by the thread, or here where none runs."""
        if self._threads:
            self.wake()
        else:
            work_through(self._parts.store, now=datetime.now(UTC), limit=AT_A_TIME)

    def stop(self) -> None:
        """Finish the enquiry at hand and end; the rest is left to the next start."""
        self._stopping.set()
        self._woken.set()
        for thread in self._threads:
            thread.join(PATIENCE_SECONDS)

    def _repeat(self, step: Step) -> None:
        while not self._stopping.is_set():
            try:
                pause = step()
            except WellspentError as error:
                _log.warning("the worker pauses: %s", error.what)
                pause = AFTER_TROUBLE_SECONDS
            except Exception:
                # A thread has nobody above it: it must outlive what nobody foresaw.
                _log.exception("the worker pauses")
                pause = AFTER_TROUBLE_SECONDS
            self._stopping.wait(pause)

    def _work(self) -> float:
        """Work through what waits; return how long to pause."""
        if self._arrivals.is_busy():
            work_through(self._parts.store, now=datetime.now(UTC), limit=1)
            return GIVES_WAY_SECONDS
        self._woken.clear()
        done = work_through(
            self._parts.store, now=datetime.now(UTC), limit=AT_A_TIME, should_stop=self._should_stop
        )
        if not done:
            self._woken.wait(LOOKS_EVERY_SECONDS)
        return 0

    def _should_stop(self) -> bool:
        return self._stopping.is_set() or self._arrivals.is_busy()

    def _tell(self) -> float:
        return (
            0.0 if send_waiting(self._parts.store, now=datetime.now(UTC)) else LOOKS_EVERY_SECONDS
        )

    def _learn(self) -> float:
        """Learn anew what answers about people go by, so that none of them waits for it."""
        if not self._arrivals.is_busy():
            learn_for_reach(self._parts.store, now=datetime.now(UTC))
        return LEARNS_EVERY_SECONDS

    def _send(self) -> float:
        """Send the next steps that the team lets go out by themselves."""
        looked_at = send_by_themselves(
            self._parts.store,
            server=self._parts.mail_server,
            sender=self._parts.settings.mail_sender,
            now=datetime.now(UTC),
            passed=self._passed,
        )
        self._passed.update(looked_at)
        return LOOKS_EVERY_SECONDS
