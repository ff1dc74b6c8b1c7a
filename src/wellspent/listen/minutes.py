"""Minutes given: how much of their time each person of the customer's side gave.

What counts is what they gave, not what we asked for:

- *Calls and meetings*: the length, for each of them who was there. Who spoke was there; who
  declined, or never answered, was not. A calendar only knows who said that they would come, so
  its minutes are estimates whose least is none.
- *What they wrote*: the time to read nothing and compose so many words.
- *What we wrote*: the time to read it, only where there is a sign that they did: they wrote again
  afterwards in the same thread or chat. Without a sign it was offered, not given, and is no debit.
  Where they skipped a message of ours and answered a later one, they may not have read the skipped
  one: its least is none. Programs' messages, and answers by programs, are no sign and no debit.

How fast people read, write and speak is in `rates.toml`, with the sources.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from wellspent.listen.rates import Rate, read_rates, reading_rate
from wellspent.listen.spoken_words import count_words
from wellspent.phrases.language_of import language_of
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Presence, Side, Turn
from wellspent.records.heard import HowKnown, MinutesGiven

TALKS: Final = frozenset({ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.EVENT})
ON_A_TELEPHONE: Final = frozenset({ActivityKind.SMS, ActivityKind.SOCIAL_MESSAGE})
CALENDAR: Final = "calendar"
BY_HAND: Final = "by hand"
LONGEST_TALK: Final = 24 * 60.0
"""Minutes; a talk that seems longer is a clock that went wrong, and isn't counted."""

CAME: Final = frozenset({Presence.CAME, Presence.ACCEPTED})


def minutes_given(
    conversation: Conversation, *, now: datetime | None = None
) -> tuple[MinutesGiven, ...]:
    """Return the minutes that each person of the customer's side gave, a line a person and turn.

    A meeting that begins after `now` took nobody's time yet.
    """
    started = conversation.started_at
    if now is not None and started is not None and started > now:
        return ()
    if conversation.kind in TALKS:
        return tuple(_talked(conversation))
    return tuple(_written(conversation))


def _talked(conversation: Conversation) -> Iterator[MinutesGiven]:
    length = _length(conversation)
    if length is None:
        return
    minutes, least, most, how, method = length
    for place in _who_came(conversation):
        only_said_so = conversation.speakers[place].presence is Presence.ACCEPTED
        yield MinutesGiven(
            speaker=place,
            minutes=minutes,
            least=0.0 if only_said_so else least,
            most=most,
            how=HowKnown.ESTIMATED if only_said_so else how,
            method=f"{method}; they accepted" if only_said_so else method,
        )


def _length(conversation: Conversation) -> tuple[float, float, float, HowKnown, str] | None:
    """Return a talk's minutes, the least and the most, how they are known, and by what method."""
    minutes = conversation.minutes
    if minutes is not None:
        if not 0 < minutes <= LONGEST_TALK:
            return None
        if conversation.source == CALENDAR:
            return minutes, 0.0, minutes, HowKnown.ESTIMATED, "the length set in the calendar"
        if conversation.source == BY_HAND:
            return minutes, minutes, minutes, HowKnown.DECLARED, "noted by hand"
        return minutes, minutes, minutes, HowKnown.MEASURED, "the length of the talk"
    words = sum(count_words(turn.text) for turn in conversation.turns if not turn.automatic)
    if not words:
        return None
    rate = read_rates()["speaking"]["any"]
    usual, least, most = rate.minutes(words)
    return usual, least, most, HowKnown.ESTIMATED, _method("speaking", words, rate)


def _who_came(conversation: Conversation) -> Iterator[int]:
    """Give the customer's people who were there, or of whom nothing says that they were not."""
    spoke = {turn.speaker for turn in conversation.turns if not turn.automatic}
    for place, speaker in enumerate(conversation.speakers):
        if speaker.side is not Side.CUSTOMER:
            continue
        unmarked = not conversation.turns and speaker.presence is Presence.UNKNOWN
        if place in spoke or speaker.presence in CAME or unmarked:
            yield place


def _written(conversation: Conversation) -> Iterator[MinutesGiven]:
    for number, turn in enumerate(conversation.turns):
        if turn.automatic:
            continue
        side = conversation.speakers[turn.speaker].side
        if side is Side.CUSTOMER:
            yield from _composed(conversation, number, turn)
        elif side is Side.OURS:
            yield from _read(conversation, number, turn)


def _composed(conversation: Conversation, number: int, turn: Turn) -> Iterator[MinutesGiven]:
    device = "telephone" if conversation.kind in ON_A_TELEPHONE else "keyboard"
    yield from _estimate(turn.speaker, number, turn, read_rates()["writing"][device], "writing")


def _read(conversation: Conversation, number: int, turn: Turn) -> Iterator[MinutesGiven]:
    language = conversation.language or language_of(turn.text)
    rate = reading_rate(language)
    for reader, at_once in _readers(conversation, number):
        for line in _estimate(reader, number, turn, rate, "reading"):
            yield line if at_once else _perhaps(line)


def _readers(conversation: Conversation, number: int) -> Iterator[tuple[int, bool]]:
    """Give who wrote again after a message of ours that was sent to them.

    With each, whether this message was the last of ours before they did.
    """
    sent_to = conversation.turns[number].to
    seen: set[int] = set()
    ours_since = False
    for turn in conversation.turns[number + 1 :]:
        side = conversation.speakers[turn.speaker].side
        if turn.automatic:
            continue
        if side is Side.OURS:
            ours_since = True
        elif side is Side.CUSTOMER and turn.speaker not in seen:
            seen.add(turn.speaker)
            if not sent_to or turn.speaker in sent_to:
                yield turn.speaker, not ours_since


def _estimate(
    speaker: int, number: int, turn: Turn, rate: Rate, doing: str
) -> Iterator[MinutesGiven]:
    words = count_words(turn.text)
    if not words:
        return
    usual, least, most = rate.minutes(words)
    yield MinutesGiven(
        speaker=speaker,
        turn=number,
        minutes=usual,
        least=least,
        most=most,
        how=HowKnown.ESTIMATED,
        method=_method(doing, words, rate),
    )


def _perhaps(line: MinutesGiven) -> MinutesGiven:
    return MinutesGiven(
        speaker=line.speaker,
        turn=line.turn,
        minutes=line.minutes,
        least=0.0,
        most=line.most,
        how=line.how,
        method=f"{line.method}; they answered a later message",
    )


def _method(doing: str, words: int, rate: Rate) -> str:
    noun = "word" if words == 1 else "words"
    return f"{doing} {words} {noun} at {rate.usual:g} a minute ({rate.source})"
