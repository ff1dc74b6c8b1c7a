"""Consents in force: how things stand, after all that a person said about being contacted."""

from collections.abc import Iterable, Sequence

from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.reader import Consent


def latest_first(entries: Iterable[ConsentEntry]) -> tuple[ConsentEntry, ...]:
    """Return entries in the order in which they count; at the same moment a refusal wins."""
    return tuple(sorted(entries, key=_order, reverse=True))


def consents_in_force(entries: Sequence[ConsentEntry]) -> dict[ActivityKind, Consent]:
    """Return how things stand on each channel that somebody said something of.

    `entries` are in the order of `latest_first`; what was said of every channel counts for each.
    """
    said: dict[ActivityKind, Consent] = {}
    for entry in entries:
        channels = tuple(ActivityKind) if entry.channel is None else (entry.channel,)
        given = entry.kind is ConsentKind.GIVEN
        for channel in channels:
            said.setdefault(channel, Consent.GIVEN if given else Consent.WITHDRAWN)
    return said


def objection_in_force(entries: Sequence[ConsentEntry]) -> ConsentEntry | None:
    """Return the objection that counts: one after which no consent was given."""
    for entry in entries:
        if entry.kind is ConsentKind.GIVEN:
            return None
        if entry.kind is ConsentKind.OBJECTED:
            return entry
    return None


def _order(entry: ConsentEntry) -> tuple[float, bool, str]:
    return entry.said_at.timestamp(), entry.kind is not ConsentKind.GIVEN, entry.id
