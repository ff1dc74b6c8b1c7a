"""It asks more than the relationship bears.

## Why it matters
An hour, or an introduction to the managing director, is a favour that one does for people one
trusts. From a stranger the request shows that they think of their own time only.

## Instead
Ask for something that takes a stranger two minutes. What they learn from it decides whether they
want more.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.dealings.acquaintance import COLD, is_stranger
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.plain_words import PLAIN, by_certainty, is_plain, unsure
from wellspent.review.reading.asks import AskKind, asks_of
from wellspent.review.reading.placed import Placed
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "large_ask"

LONG_TALK = 45.0
"""Minutes; half an hour is what many ask of strangers, and what some give."""

_FRAMES = (
    Frame(("high", "to_them", "asks")),
    Frame(("long_time", "together", "asks")),
    Frame(("papers", "all_of", "hand_over", "asks")),
    Frame(("commitment", "asks")),
    Frame(("long_form", "fill_in", "asks")),
    Frame(("many_names", "asks")),
    Frame(("favour", "asks")),
)

_FAVOURS = frozenset(set(AskKind) - {AskKind.QUESTION, AskKind.REPLY, AskKind.LOOK})
_WITH_TIME = frozenset({AskKind.CONVERSATION, AskKind.VISIT, AskKind.FORM, AskKind.DOCUMENT})


def find(message: Message) -> Iterator[Found]:
    """Mark requests to a stranger that take long or reach high."""
    if not _hardly_knows_us(message):
        return
    asks = message.once(asks_of)
    for span in (*message.hits(WORDS, PLAIN), *message.hits(WORDS, "too_much")):
        if _is_asked(message, span):
            yield from by_certainty(message, WORDS, [Found(span=span)])
            return
    for ask in asks:
        if ask.kind in _WITH_TIME and (ask.minutes or 0) >= LONG_TALK:
            yield Found(span=ask.span, message=f"It asks a stranger for {ask.minutes:.0f} minutes.")
            return
    met = mark_frames(message, WORDS, _FRAMES, unless=("excused",))
    yield from (_narrow(message, found) for found in islice(met, 1))


def _is_asked(message: Message, span: Span) -> bool:
    """Return whether it stands in a sentence that asks for a favour."""
    sentence = message.body.sentence_at(span.start)
    if sentence is None or _is_in(sentence, message.once(_excuses)):
        return False
    return _is_in(sentence, message.once(_favours_asked)) or (
        is_plain(message, WORDS, span) and _is_in(sentence, message.once(_requests))
    )


def _favours_asked(message: Message) -> Placed[None]:
    return Placed((ask.span.start, None) for ask in message.once(asks_of) if ask.kind in _FAVOURS)


def _requests(message: Message) -> Placed[None]:
    return Placed((span.start, None) for span in message.hits(WORDS, "asks"))


def _excuses(message: Message) -> Placed[None]:
    return Placed((span.start, None) for span in message.hits(WORDS, "excused"))


def _is_in(sentence: Sentence, places: Placed[None]) -> bool:
    return places.any_within(sentence.start, sentence.end)


def _narrow(message: Message, found: Found) -> Found:
    """Return what frames found, unsure, and marked where the large thing stands."""
    start, end, _ = found.span
    for frame in _FRAMES:
        for span in message.hits(WORDS, frame.groups[0]):
            if start <= span.start and span.end <= end:
                return replace(unsure(found), span=span)
    return unsure(found)


def _hardly_knows_us(message: Message) -> bool:
    """Return whether they never talked with us, or are written to for the first time."""
    if message.draft.type is not DraftType.FIRST_TOUCH:
        return message.once(is_stranger) is True
    account = message.reader.account if message.reader else None
    return account is None or account.customer_since is None


_STRANGER = Reader(
    contact=Contact(id="c1", name="Ada Okafor"), account=Account(id="a1", name="Harbour Brewing")
)

RULE = Rule(
    code="ASK003",
    name="too-large-ask",
    severity=Severity.WARNING,
    message="This is much to ask of somebody who doesn't know you.",
    advice="Ask for something that takes two minutes.",
    page=__doc__ or "",
    find=find,
    types=COLD,
    words=words_file(WORDS),
    examples=(
        bad(
            "Hi Ada,\n\ncould you introduce me to your CEO?",
            "introduce me to your CEO",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Hi Ada,\n\nwould you be free for an hour on Tuesday?",
            "would you be free",
            type=DraftType.FIRST_TOUCH,
            reader=_STRANGER,
        ),
        good(
            "Hi Ada,\n\nwould you be free for ten minutes on Tuesday?",
            type=DraftType.FIRST_TOUCH,
        ),
        good(
            "Hi Ada,\n\nan hour of standstill costs more than the seal. Is that so with you?",
            type=DraftType.FIRST_TOUCH,
        ),
        good(
            "Hi Ada,\n\nshall we take an hour for the drawings?",
            type=DraftType.FOLLOW_UP,
            reader=Reader(
                contact=Contact(id="c1", name="Ada Okafor"),
                activities=(Activity(kind=ActivityKind.MEETING, id="m1"),),
            ),
        ),
    ),
)
