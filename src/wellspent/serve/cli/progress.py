"""Progress of long work on stderr, and a way to stop it that loses nothing."""

import signal
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType

from wellspent.records.imports import Progress

_REDRAW_SECONDS = 0.2
_LINE_SECONDS = 10.0


class ProgressLine:
    """One line that is drawn again on a terminal; elsewhere a line now and then."""

    def __init__(self, label: str, *, what: str = "rows") -> None:
        self._label = label
        self._what = what
        self._live = sys.stderr.isatty()
        self._next = time.monotonic() + (0.0 if self._live else _LINE_SECONDS)

    def __call__(self, progress: Progress) -> None:
        """Show how far the work has come, unless it was shown a moment ago."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (_REDRAW_SECONDS if self._live else _LINE_SECONDS)
        start, end = ("\r\x1b[K", "") if self._live else ("", "\n")
        shown = in_words(progress, self._what)
        print(f"{start}{self._label}: {shown}", end=end, file=sys.stderr, flush=True)  # noqa: T201

    def clear(self) -> None:
        """Take the line away."""
        if self._live:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201


def in_words(progress: Progress, what: str = "rows") -> str:
    """Return progress as a person reads it: `12,000 rows, 30 %, 45,000 rows/s, 12 s left`."""
    parts = [f"{progress.rows:,} {what}"]
    if progress.share is not None:
        parts.append(f"{progress.share:.0%}")
    parts.append(f"{progress.rows_per_second:,.0f} {what}/s")
    if progress.seconds_left is not None:
        parts.append(f"{_time(progress.seconds_left)} left")
    return ", ".join(parts)


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


@contextmanager
def stop_on_interrupt() -> Generator[Callable[[], bool]]:
    """Give a question that turns true at the first Ctrl-C or SIGTERM; a second Ctrl-C breaks off.

    Work that asks it between batches ends in order.
    """
    asked = False

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
