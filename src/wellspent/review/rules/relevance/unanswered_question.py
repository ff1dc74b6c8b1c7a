"""It leaves their last question unanswered.

## Why it matters
Somebody who asked waits for the answer. Whatever else we write meanwhile is in its way.

## Instead
Answer first. If the answer isn't there yet, say when it will be.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.dealings.raised import (
    answered_since,
    draft_stems,
    last_raised,
    numbers_in,
    questions_in,
    same_language,
    takes_up,
    topic_stems,
)
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in

STILL_FRESH = timedelta(days=180)

_ASKS_FOR_NUMBER = re.compile(
    r"\b(?:how (?:much|many|long|soon|far|big|heavy)|when|what(?:'s| is| does).{0,30}(?:cost|price)"
    r"|wie ?(?:viel|lange|teuer|schwer)|wann|was kostet|combien|quand|cuánt[oa]s?|cuándo)\b",
    re.IGNORECASE,
)


def find(message: Message) -> Iterator[Found]:
    """Report a message that doesn't take up the question that nobody answered since."""
    raised = message.once(last_raised)
    if raised is None or message.reader is None or message.now - raised.at > STILL_FRESH:
        return
    questions = questions_in(raised.text)
    if not questions or answered_since(message.reader, raised.at, message.now):
        return
    if not _takes_them_up(message, questions, topic_stems([raised.text], message)):
        yield Found(
            span=missing_in(message),
            message=f"They asked: “{questions[-1][:120]}”, and this doesn't answer.",
            evidence=(raised.evidence,),
        )


def _takes_them_up(message: Message, questions: Sequence[str], topic: frozenset[str]) -> bool:
    """Return whether the draft answers, or shares a word with what they wrote.

    A question without words of its own (*Could you call me?*) can't be judged.
    """
    asked, said = topic_stems(questions, message), draft_stems(message)
    if not asked or takes_up(message) or not same_language(message, " ".join(questions)):
        return True
    if (asked | topic) & said:
        return True
    asked_numbers = numbers_in(" ".join(questions))
    said_numbers = numbers_in(message.body.text)
    if asked_numbers & said_numbers:
        return True
    return bool(said_numbers) and any(map(_ASKS_FOR_NUMBER.search, questions))


_READER = Reader(
    contact=Contact(id="c1", name="Ada Okafor"),
    activities=(
        Activity(
            kind=ActivityKind.EMAIL,
            id="m1",
            direction=Direction.INBOUND,
            subject="Seals",
            body="Thanks for the drawing. Do the seals withstand caustic soda?",
            happened_at=datetime(2026, 2, 27, 9, 0, tzinfo=UTC),
        ),
    ),
)

RULE = Rule(
    code="REL007",
    name="unanswered-question",
    severity=Severity.WARNING,
    message="Their last question isn't answered.",
    advice="Answer it first, or say when the answer comes.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    types=frozenset(set(DraftType) - {DraftType.BULK}),
    examples=(
        bad(
            "Hi Ada,\n\nhave you had time to think about our offer? Tuesday would suit me.",
            type=DraftType.FOLLOW_UP,
            reader=_READER,
        ),
        bad(
            "Hi Ada,\n\nour spring prices are out. Shall I send the list?",
            type=DraftType.REPLY,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nEPDM seals do: caustic up to 5 % at 80 °C.",
            type=DraftType.REPLY,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nI have asked our laboratory and write to you on Thursday.",
            type=DraftType.REPLY,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nour spring prices are out. Shall I send the list?",
            type=DraftType.FOLLOW_UP,
            reader=Reader(
                contact=Contact(id="c1", name="Ada Okafor"),
                activities=(
                    Activity(
                        kind=ActivityKind.EMAIL,
                        id="m2",
                        direction=Direction.OUTBOUND,
                        body="They do, up to 5 % at 80 °C.",
                        happened_at=datetime(2026, 2, 28, 9, 0, tzinfo=UTC),
                    ),
                    *_READER.activities,
                ),
            ),
        ),
    ),
)
