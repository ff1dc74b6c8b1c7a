"""Whether a talk is a call or a meeting, by what it is called."""

import re

from wellspent.collect.transcript_words import transcript_words
from wellspent.records.activity import ActivityKind


def kind_of_talk(*names: str) -> ActivityKind:
    """Return CALL where a file's name or a title says so (*Anruf*, *call*), else MEETING."""
    words = {word.casefold() for name in names for word in re.findall(r"[^\W_]+", name[:500])}
    return ActivityKind.CALL if words & transcript_words("calls") else ActivityKind.MEETING
