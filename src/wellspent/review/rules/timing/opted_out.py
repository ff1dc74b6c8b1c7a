"""They said that they don't want this on this channel.

## Why it matters
They told us, and we wrote it down. To go on is a broken promise, in many countries an offence, and
the surest way to lose whoever might still have come back.

## Instead
Don't send it. If they write to you, answer on the way that they chose.

## Evidence
The entry in our records. In the European Union consent can be withdrawn at any time (Regulation
(EU) 2016/679, Article 7(3)); this page is no legal advice.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftChannel
from wellspent.records.finding import Severity
from wellspent.records.reader import Consent, Reader
from wellspent.review.dealings.wishes import consent_for, evidence_of_wishes, kind_of_channel
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in

_REFUSALS = frozenset({ConsentKind.WITHDRAWN, ConsentKind.OBJECTED})


def find(message: Message) -> Iterator[Found]:
    """Look up what they said last about this channel; an objection to all is TIM009's."""
    reader = message.reader
    if reader is None or reader.objected_at is not None:
        return
    if consent_for(message) is Consent.WITHDRAWN:
        channel = kind_of_channel(message)
        yield Found(
            span=missing_in(message),
            message=f"They opted out of {channel}.",
            evidence=evidence_of_wishes(reader, _REFUSALS, channel),
        )


_LATELY = datetime(2026, 2, 2, tzinfo=UTC)


def _said(channel: ActivityKind, consent: Consent, *, objected: bool = False) -> Reader:
    entry = ConsentEntry(
        id="N1", kind=ConsentKind(consent.value), channel=channel, said_at=_LATELY, source="by mail"
    )
    return Reader(
        contact=Contact(name="Ada Example"),
        consents={channel: consent},
        consent_entries=(entry,),
        objected_at=_LATELY if objected else None,
    )


RULE = Rule(
    code="TIM007",
    name="opted-out",
    severity=Severity.ERROR,
    message="They opted out of this channel.",
    advice="Don't send it.",
    page=__doc__ or "",
    find=find,
    channels=frozenset(DraftChannel),
    needs=frozenset({Need.CONTACT}),
    certainty=0.99,
    examples=(
        bad(
            "Hi Ada, our spring news.",
            reader=_said(ActivityKind.EMAIL, Consent.WITHDRAWN),
            channel=DraftChannel.EMAIL,
        ),
        bad(
            "Hello, this is Tom.",
            reader=_said(ActivityKind.CALL, Consent.WITHDRAWN),
            channel=DraftChannel.VOICEMAIL,
        ),
        good(
            "Hello, this is Tom.",
            reader=_said(ActivityKind.EMAIL, Consent.WITHDRAWN),
            channel=DraftChannel.CALL_SCRIPT,
        ),
        good(
            "Hi Ada, our spring news.",
            reader=_said(ActivityKind.EMAIL, Consent.GIVEN),
            channel=DraftChannel.EMAIL,
        ),
        good(
            "Hi Ada.",
            reader=_said(ActivityKind.EMAIL, Consent.WITHDRAWN, objected=True),
            channel=DraftChannel.EMAIL,
        ),
    ),
)
