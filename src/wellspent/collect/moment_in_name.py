"""When a talk began, by the name of its file, as meeting tools and people write it there.

`GMT20260302-090000_Recording.transcript.vtt`, `Intro-20260302_100000-Meeting Recording.vtt`,
`2026-03-02 14.30 Kunde.txt`, `2026-03-02 Kunde.vtt`.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import PurePath
from typing import Final

from wellspent.records.conversation import Conversation, Turn

MOMENT: Final = re.compile(
    r"(?<!\d)(?P<gmt>GMT)?(?P<year>20\d\d)[-._]?(?P<month>\d\d)[-._]?(?P<day>\d\d)"
    r"(?:[T _-]{1,3}(?P<hour>\d\d)[-:.h_]?(?P<minute>\d\d)(?:[-:._]?(?P<second>\d\d))?)?(?!\d)"
)


def moment_in_name(name: str, *, zone: tzinfo = UTC) -> datetime | None:
    """Return the moment that a file's name begins with or holds; midnight for a day alone."""
    found = MOMENT.search(PurePath(name).name[:300])
    if found is None:
        return None
    parts = {key: int(value or 0) for key, value in found.groupdict().items() if key != "gmt"}
    try:
        return datetime(**parts, tzinfo=UTC if found["gmt"] else zone)  # type: ignore[arg-type]
    except ValueError:
        return None


def dated_by_name(conversation: Conversation, name: str, *, zone: tzinfo = UTC) -> Conversation:
    """Return a talk with its beginning from the file's name, where nothing else tells it."""
    if conversation.started_at is not None:
        return conversation
    moment = moment_in_name(name, zone=zone)
    if moment is None:
        return conversation
    turns = tuple(_dated(turn, moment) for turn in conversation.turns)
    return replace(conversation, started_at=moment, turns=turns)


def _dated(turn: Turn, moment: datetime) -> Turn:
    if turn.at is not None:
        return turn
    return replace(turn, at=moment + timedelta(seconds=min(turn.start or 0.0, 1e6)))
