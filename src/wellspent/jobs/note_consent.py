"""Note what a person said about being contacted: consent, opt-out, or *never contact me*."""

from datetime import datetime, timedelta

from wellspent.clean.email import parse_email
from wellspent.errors import InputError, NotFound
from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.store.connect import Store
from wellspent.store.consents import add_consent
from wellspent.store.reader import reader_of
from wellspent.store.recipient import find_recipient

CHANNELS = (
    ActivityKind.EMAIL,
    ActivityKind.CALL,
    ActivityKind.SMS,
    ActivityKind.SOCIAL_MESSAGE,
)
"""The channels on which somebody may be contacted."""

LONGEST = 1000
CLOCKS_DIFFER = timedelta(hours=1)


def note_consent(
    store: Store,
    person: str,
    *,
    kind: ConsentKind,
    channel: ActivityKind | None,
    source: str,
    now: datetime,
    note: str = "",
    by: str = "",
    said_at: datetime | None = None,
) -> ConsentEntry:
    """Add what a person said; the latest entry counts, earlier ones stay.

    `person` is an e-mail address, which nobody need be known by yet, or a contact's id or key.
    Without a channel an opt-out is meant for every channel. NotFound for an unknown id; InputError
    when it makes no sense: a consent to no channel, no source, a moment still to come.
    """
    at = said_at or now
    _check(kind, channel, source, note, at=at, now=now)
    known = find_recipient(store, person)
    email = known.email if known.row is not None else _address(person)
    if not (email or known.identity):
        raise InputError("They have no e-mail address by which it could be kept.", where=person)
    entry = ConsentEntry(
        kind=kind,
        channel=None if kind is ConsentKind.OBJECTED else channel,
        said_at=at,
        email=email,
        source=source.strip(),
        note=note.strip(),
        noted_by=by.strip(),
    )
    return add_consent(store, entry, contact_identity=known.identity, now=now)


def consents_of(store: Store, person: str) -> tuple[ConsentEntry, ...]:
    """Return all that a person said, the latest first, with what their columns say."""
    return reader_of(store, person).consent_entries


def _check(
    kind: ConsentKind,
    channel: ActivityKind | None,
    source: str,
    note: str,
    *,
    at: datetime,
    now: datetime,
) -> None:
    if channel is not None and channel not in CHANNELS:
        raise InputError(
            f"Nobody is contacted by {channel}.",
            where="channel",
            next_step=f"Use one of {', '.join(CHANNELS)}.",
        )
    if kind is ConsentKind.GIVEN and channel is None:
        raise InputError(
            "A consent is for a channel.",
            where="channel",
            next_step=f"Name one of {', '.join(CHANNELS)}.",
        )
    if not source.strip():
        raise InputError(
            "Where they said it is missing.",
            where="source",
            next_step="Name it in a few words: sign-up form, by telephone, mail of 3 March.",
        )
    if len(source) > LONGEST or len(note) > LONGEST:
        raise InputError(f"Source and note have at most {LONGEST:,} signs.", where="source, note")
    if at.tzinfo is None or at > now + CLOCKS_DIFFER:
        raise InputError(
            "That moment is still to come, or names no zone.",
            where="said_at",
            next_step="Write it like 2026-03-03T10:00:00+01:00.",
        )


def _address(person: str) -> str:
    if "@" not in person:
        raise NotFound(
            f"there is no contact {person!r}", next_step="Give their id, or their e-mail address."
        )
    address = parse_email(person)
    if address is None:
        raise InputError(
            f"{person!r} is no e-mail address.", where="person", next_step="Write name@example.com."
        )
    return address
