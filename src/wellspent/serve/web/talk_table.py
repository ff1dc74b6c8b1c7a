"""Talk measures as the rows of a table, ours beside theirs: counted, never graded."""

from collections.abc import Mapping
from dataclasses import dataclass

from wellspent.records.heard import TalkMeasures
from wellspent.records.talk_spread import TalkSpread
from wellspent.serve.web.wording import number, percent

NOT_KNOWN = "–"


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A measure of how a conversation was shared; `team` is where ours mostly lies in this team."""

    words: str
    ours: str
    theirs: str
    team: str


def talk_rows(talk: TalkMeasures, team: Mapping[str, TalkSpread]) -> tuple[TalkRow, ...]:
    """Return the measures that are known of a conversation, beside the team's."""
    shares = (("Share of the words", "our_share_of_words"),
              ("Share of the seconds", "our_share_of_seconds"))  # fmt: skip
    counts = (
        ("Words", "our_words", "their_words"),
        ("Longest monologue, in words", "our_longest_words", "their_longest_words"),
        ("Longest monologue, in seconds", "our_longest_seconds", ""),
        ("Questions", "our_questions", "their_questions"),
        ("Interruptions", "our_interruptions", "their_interruptions"),
        ("Response time, in hours", "our_response_hours", "their_response_hours"),
    )
    rows = [
        *(_share(words, getattr(talk, ours), team.get(ours)) for words, ours in shares),
        *(
            TalkRow(words, _figure(getattr(talk, ours)), _figure(getattr(talk, theirs, None)),
                    _middle_half(team.get(ours)))
            for words, ours, theirs in counts
        ),
    ]  # fmt: skip
    return tuple(row for row in rows if (row.ours, row.theirs) != (NOT_KNOWN, NOT_KNOWN))


def _share(words: str, ours: float | None, team: TalkSpread | None) -> TalkRow:
    if ours is None:
        return TalkRow(words, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)
    spread = f"{round(team.low * 100)} to {percent(team.high)}" if team else NOT_KNOWN
    return TalkRow(words, percent(ours), percent(1 - ours), spread)


def _middle_half(team: TalkSpread | None) -> str:
    return f"{_figure(team.low)} to {_figure(team.high)}" if team else NOT_KNOWN


def _figure(value: float | None) -> str:
    return NOT_KNOWN if value is None else number(value, 1)
