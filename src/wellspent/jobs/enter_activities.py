"""Enter activities into the ledger: the minutes of those of which no conversation is known."""

from datetime import datetime
from typing import Final

from wellspent.listen.activity_minutes import activity_line
from wellspent.store.activity_lines import activities_without_line, add_activity_lines
from wellspent.store.connect import Store

CHUNK: Final = 5000


def enter_activities(
    store: Store, *, now: datetime, import_number: int | None = None, had_line: bool = False
) -> int:
    """Add the lines of activities that have none, and return how many were added.

    Those that an import brought or changed; with `had_line` those that had one until a
    conversation took its place, which is gone by now; or all. Activities that give no line are
    looked at again the next time; doing it twice changes nothing.
    """
    added, last = 0, 0
    while True:
        with store.reading() as connection:
            found = activities_without_line(
                connection,
                after=last,
                limit=CHUNK,
                import_number=import_number,
                had_one=had_line,
            )
        if not found:
            return added
        last = found[-1][0]
        lines = [line for _, one in found if (line := activity_line(one, now=now)) is not None]
        if lines:
            with store.writing() as connection:
                add_activity_lines(connection, lines, now=now)
        added += len(lines)
