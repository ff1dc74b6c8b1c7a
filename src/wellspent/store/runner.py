"""Runner: which process is at work on an import, and whether it still lives."""

import os
import secrets
import socket
from datetime import UTC, datetime, timedelta

SILENT_FOR = timedelta(minutes=2)
"""A process on another machine that kept no batch for this long counts as gone."""


def new_runner() -> str:
    """Return a name for this run of this process, that no other run has."""
    return f"{socket.gethostname()}|{os.getpid()}|{secrets.token_hex(8)}"


def seems_alive(runner: str, beat_at: datetime) -> bool:
    """Return whether a run still goes on: its process lives, or it was heard of lately."""
    host, _, rest = runner.partition("|")
    process = rest.partition("|")[0]
    if host == socket.gethostname() and os.name == "posix" and process.isdecimal():
        return _process_lives(int(process))
    return datetime.now(UTC) - beat_at < SILENT_FOR


def _process_lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
