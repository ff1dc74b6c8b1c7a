"""The worker's process: thinks about enquiries on another processor than the one that takes them.

A thread of the server starts it, tells it what comes in, and starts another when it dies. Nothing
of an enquiry passes between them: both look into the store.
"""

import logging
import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from wellspent.jobs.receive_enquiry import Intake
from wellspent.serve.intake.worker import (
    AFTER_TROUBLE_SECONDS,
    LOOKS_EVERY_SECONDS,
    PATIENCE_SECONDS,
    Worker,
)
from wellspent.settings import Settings
from wellspent.wiring import wire

TELLS_EVERY_SECONDS = 0.2
"""While enquiries pour in: how often the process is told that they still do."""

LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_log = logging.getLogger("wellspent.serve")


class WorkerProcess:
    """A worker in a process of its own, from `start` to `stop`; it ends with the server."""

    def __init__(self, settings: Settings, intake: Intake) -> None:
        self._settings = settings
        self._intake = intake
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._process: SpawnProcess | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, also with what an earlier process left."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._keep_one, name="watch-worker", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that something came in."""
        if not self._woken.is_set():
            self._woken.set()

    def see_to_arrivals(self) -> None:
        """Have what came in worked through."""
        self.wake()

    def stop(self) -> None:
        """Let it finish the enquiry at hand and end; the rest is left to the next start."""
        self._stopping.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join()

    @property
    def pid(self) -> int | None:
        """Return the number of the process that works now."""
        return self._process.pid if self._process is not None else None

    def _keep_one(self) -> None:
        while not self._stopping.is_set():
            self._see_through_one()
            if not self._stopping.is_set():
                _log.warning("the worker's process ended; another is started")
                self._stopping.wait(AFTER_TROUBLE_SECONDS)

    def _see_through_one(self) -> None:
        """Start a process, tell it what comes in until it ends or shall end, and see it out."""
        ear, mouth = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("spawn").Process(
            target=work_apart, args=(self._settings, ear), name="worker", daemon=True
        )
        process.start()
        self._process = process
        ear.close()  # the process has its own end: writing fails once that is gone
        with mouth:
            self._tell(mouth.send)
        process.join(PATIENCE_SECONDS)
        if process.is_alive():
            process.kill()
        process.join()
        process.close()
        self._process = None

    def _tell(self, say: Callable[[bool], None]) -> None:
        """Tell whether enquiries pour in, at each arrival and every few seconds."""
        try:
            while not self._stopping.is_set():
                self._woken.clear()
                busy = self._intake.is_busy()
                say(busy)
                if busy:
                    self._stopping.wait(TELLS_EVERY_SECONDS)
                else:
                    self._woken.wait(LOOKS_EVERY_SECONDS)
        except OSError:
            return  # it has died


class _News:
    """What the server said last."""

    busy = False

    def is_busy(self) -> bool:
        """Return whether enquiries pour in."""
        return self.busy


def work_apart(settings: Settings, ear: Connection) -> None:
    """Work through what comes in until the server closes its end of the pipe, or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both: the server ends this one
    logging.basicConfig(level=settings.log_level.upper(), format=LOG_FORMAT)
    parts = wire(settings)
    news = _News()
    worker = Worker(parts, news)
    worker.start()
    try:
        while True:
            news.busy = ear.recv()
            if not news.busy:
                worker.wake()
    except (EOFError, OSError):
        worker.stop()
    parts.store.close()
