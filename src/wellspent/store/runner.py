"""Runner: which process is at work on an import, and whether it still lives."""

import os
import secrets
import socket
from datetime import UTC, datetime, timedelta

SILENT_FOR = timedelta(minutes=2)
"""A run that was not heard of for this long counts as gone, whatever process has its number."""


def new_runner() -> str:
    """Return a name for this run of this process, that no other run has."""
    return f"{socket.gethostname()}|{os.getpid()}|{secrets.token_hex(8)}"


def seems_alive(runner: str, beat_at: datetime) -> bool:
    """Return whether a run still goes on: it was heard of lately, and its process isn't gone.

    That a process lives proves nothing: its number may be another's by now, and a server lives on
    after an import in it has failed.
    """
    host, _, rest = runner.partition("|")
    process = rest.partition("|")[0]
    here = host == socket.gethostname() and os.name == "posix" and process.isdecimal()
    if here and not _process_lives(int(process)):
        return False
    return datetime.now(UTC) - beat_at < SILENT_FOR


def _process_lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
