"""Where the command starts: Ctrl-C ends it quietly from the first moment on.

Imports nothing but what Python has loaded already: what takes time to load is loaded within `main`.
"""

import os
import signal
import sys
from typing import NoReturn

STOPPED = 130


def main() -> NoReturn:
    """Load the command line and run it; stopped by Ctrl-C it ends with 130, without a traceback."""
    before = signal.signal(signal.SIGINT, _leave)
    from wellspent.serve.cli.main import main as run

    signal.signal(signal.SIGINT, before)
    try:
        run()
    except KeyboardInterrupt:
        sys.exit(STOPPED)


def _leave(*_: object) -> None:
    # Nothing was begun yet, so there is nothing to tidy up.
    os._exit(STOPPED)
