"""They asked us never to contact them.

## Why it matters
*Never* was their word. There is no message that is worth more to them than that we keep to it.

## Instead
Don't send it, on any channel. If they come back by themselves, answer what they ask.

## Evidence
The entry in our records. In the European Union whoever objects to direct marketing may not be
contacted for it any longer (Regulation (EU) 2016/679, Article 21(2) and (3)); this page is no legal
advice.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftChannel
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.dealings.wishes import evidence_of_wishes
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in


def find(message: Message) -> Iterator[Found]:
    """Look up whether they objected."""
    reader = message.reader
    if reader is not None and reader.objected_at is not None:
        yield Found(
            span=missing_in(message),
            message=f"On {reader.objected_at:%Y-%m-%d} they asked us never to contact them.",
            evidence=evidence_of_wishes(reader, frozenset({ConsentKind.OBJECTED}), None),
        )


_LATELY = datetime(2026, 2, 2, tzinfo=UTC)


def _reader(*, objected: bool) -> Reader:
    entry = ConsentEntry(id="N1", kind=ConsentKind.OBJECTED, said_at=_LATELY, source="by telephone")
    return Reader(
        contact=Contact(name="Ada Example"),
        objected_at=_LATELY if objected else None,
        consent_entries=(entry,) if objected else (),
    )


RULE = Rule(
    code="TIM009",
    name="objected",
    severity=Severity.ERROR,
    message="They asked us never to contact them.",
    advice="Don't send it, on any channel.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    certainty=0.99,
    examples=(
        bad("Hi Ada, our news.", reader=_reader(objected=True), channel=DraftChannel.EMAIL),
        bad("Hi Ada, Tom here.", reader=_reader(objected=True), channel=DraftChannel.SMS),
        good("Hi Ada, our news.", reader=_reader(objected=False), channel=DraftChannel.EMAIL),
        good("Hi Ada.", reader=_reader(objected=False)),
        good("Hello, this is Tom.", reader=_reader(objected=False), channel=DraftChannel.VOICEMAIL),
    ),
)
