"""What the machine is, in a line, for the head of a result."""

import os
import platform
from datetime import UTC, datetime


def describe_machine() -> str:
    """Return cores, Python, system and date."""
    today = datetime.now(UTC).date()
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {today}"
    )
