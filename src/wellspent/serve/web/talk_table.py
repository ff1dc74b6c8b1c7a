"""Talk measures as the rows of a table, ours beside theirs: counted, never graded."""

from dataclasses import dataclass

from wellspent.records.heard import TalkMeasures
from wellspent.serve.web.wording import number, percent

NOT_KNOWN = "–"


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A measure of how a conversation was shared; `field` is that of our side's figure."""

    words: str
    ours: str
    theirs: str
    field: str


def talk_rows(talk: TalkMeasures) -> tuple[TalkRow, ...]:
    """Return the measures that are known of a conversation."""
    rows = (
        _shares("Share of the words", talk.our_share_of_words, "our_share_of_words"),
        _shares("Share of the seconds", talk.our_share_of_seconds, "our_share_of_seconds"),
        _row("Words", talk.our_words, talk.their_words, "our_words"),
        _row("Longest monologue, in words", talk.our_longest_words, talk.their_longest_words,
             "our_longest_words"),
        _row("Longest monologue, in seconds", talk.our_longest_seconds, None,
             "our_longest_seconds"),
        _row("Questions", talk.our_questions, talk.their_questions, "our_questions"),
        _row("Interruptions", talk.our_interruptions, talk.their_interruptions,
             "our_interruptions"),
        _row("Response time, in hours", talk.our_response_hours, talk.their_response_hours,
             "our_response_hours"),
    )  # fmt: skip
    return tuple(row for row in rows if (row.ours, row.theirs) != (NOT_KNOWN, NOT_KNOWN))


def _shares(words: str, ours: float | None, field: str) -> TalkRow:
    if ours is None:
        return TalkRow(words, NOT_KNOWN, NOT_KNOWN, field)
    return TalkRow(words, percent(ours), percent(1 - ours), field)


def _row(words: str, ours: float | None, theirs: float | None, field: str) -> TalkRow:
    return TalkRow(words, _figure(ours), _figure(theirs), field)


def _figure(value: float | None) -> str:
    return NOT_KNOWN if value is None else number(value, 1)
