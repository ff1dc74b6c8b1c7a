"""Beating: while an import runs, however long a step takes, the store is told that it goes on."""

import threading
from collections.abc import Generator
from contextlib import contextmanager

from wellspent.errors import Conflict, StoreUnavailable
from wellspent.store import imports
from wellspent.store.connect import Store

SECONDS_BETWEEN = 20.0


@contextmanager
def beating(store: Store, running: imports.RunningImport) -> Generator[None]:
    """Beat for an import until it ends, or until another process has taken it over."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(SECONDS_BETWEEN):
            try:
                imports.beat(store, running)
            except StoreUnavailable:
                continue  # busy: the next beat may come through
            except Conflict:
                return

    thread = threading.Thread(target=beat, name=f"beats of {running.id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
