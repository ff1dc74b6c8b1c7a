"""How long there is until something is due, or since when it is overdue, in few words."""

from datetime import datetime

_STEPS = ((86_400, "d"), (3_600, "h"), (60, "min"))


def time_left(due_at: datetime | None, now: datetime) -> str:
    """Return `in 2 h`, `45 min over` or `now`; nothing where nothing is due."""
    if due_at is None:
        return ""
    seconds = (due_at - now).total_seconds()
    for size, unit in _STEPS:
        if abs(seconds) >= size:
            amount = f"{int(abs(seconds) // size)} {unit}"
            return f"in {amount}" if seconds > 0 else f"{amount} over"
    return "now"
