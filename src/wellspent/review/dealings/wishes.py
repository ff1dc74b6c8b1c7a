"""Wishes: what the reader said about being written to or called, and what a finding rests on."""

from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.reader import Consent, Reader
from wellspent.records.source import RecordKind
from wellspent.review.dealings.touches import CHANNEL_KINDS
from wellspent.review.message import Message


def consent_for(message: Message) -> Consent:
    """Return how things stand on the channel of the draft; UNKNOWN where nobody said anything."""
    kind = kind_of_channel(message)
    if kind is None or message.reader is None:
        return Consent.UNKNOWN
    return message.reader.consents.get(kind, Consent.UNKNOWN)


def kind_of_channel(message: Message) -> ActivityKind | None:
    """Return the kind of activity that the draft will have been; None if the channel is unknown."""
    channel = message.draft.channel
    return None if channel is None else CHANNEL_KINDS[channel]


def evidence_of_wishes(
    reader: Reader, kinds: frozenset[ConsentKind], channel: ActivityKind | None
) -> tuple[Evidence, ...]:
    """Return the last entry of these kinds about a channel (None: about all of them)."""
    for entry in reader.consent_entries:
        if entry.kind in kinds and entry.channel in (None, channel):
            return (_evidence(entry, reader),)
    return ()


def _evidence(entry: ConsentEntry, reader: Reader) -> Evidence:
    if entry.attribute:
        person = reader.contact.id if reader.contact else ""
        return Evidence(
            record_kind=RecordKind.CONTACT,
            record_id=person,
            field=entry.attribute,
            quote=entry.note,
            date=entry.said_at,
        )
    words = " · ".join(filter(None, (entry.kind.value, entry.source, entry.note)))
    return Evidence(
        record_kind=OwnRecord.CONSENT,
        record_id=entry.id,
        field="kind",
        quote=words,
        date=entry.said_at,
    )
