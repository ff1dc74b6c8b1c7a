"""Hear stored conversations anew: after a correction, a new name, an undo, or a better ear."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from wellspent.jobs.grown_conversation import Grown, as_heard, as_stored, to_hear
from wellspent.jobs.heard_in_store import ear_of_store, heeding
from wellspent.link.participants import match_speakers
from wellspent.listen.ear import Ear
from wellspent.listen.entries import ledger_lines
from wellspent.listen.hear import hear
from wellspent.records.conversation import Conversation, LinkedBy
from wellspent.records.heard import Heard
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.conversations import HeardConversation, write_conversations
from wellspent.store.corrections import corrections_of
from wellspent.store.objections import who_objected
from wellspent.store.read_conversations import (
    read_conversations,
    settings_of,
    stale_conversations,
    turns_said,
)
from wellspent.store.speakers import known_contacts, our_reps
from wellspent.store.write import lock_kind

_log = logging.getLogger("wellspent.jobs")

CHUNK: Final = 100


def hear_anew(store: Store, conversations: Iterable[int], *, now: datetime) -> int:
    """Link and hear these stored conversations (by number) anew; return how many there were.

    The ledger takes back what no longer holds, and gets what is new.
    """
    numbers, done = list(conversations), 0
    if not numbers:
        return 0
    ear = ear_of_store(store)
    for first in range(0, len(numbers), CHUNK):
        with store.writing() as connection:
            lock_kind(connection, RecordKind.ACTIVITY)
            done += _hear_chunk(connection, numbers[first : first + CHUNK], ear, now)
    return done


def hear_stale(store: Store, *, now: datetime) -> int:
    """Hear those conversations anew of which a part was taken back; return how many there were.

    One that can't be heard stays as it is, and is tried the next time.
    """
    done, last = 0, 0
    while stale := stale_conversations(store, after=last, limit=CHUNK):
        done += hear_anew(store, stale, now=now)
        last = stale[-1]
    return done


def _hear_chunk(connection: Connection, numbers: Sequence[int], ear: Ear, now: datetime) -> int:
    stored = read_conversations(connection, numbers)
    turns, settings = turns_said(connection, stored), settings_of(connection, stored)
    linked = _linked(connection, stored, {n: source for n, (source, _) in settings.items()})
    corrected = corrections_of(connection, stored)
    objected = who_objected(connection, (one.conversation for one in linked.values()))
    items: list[HeardConversation] = []
    for number, before in linked.items():
        one = as_stored(before, turns.get(number, []))
        anew = _hear(one, ear, now)
        if anew is None:
            continue
        heard = as_heard(one, anew)
        heard = heeding(heard, one.keys, corrected.get(number, {}), objected)
        lines = ledger_lines(heard, one.keys, now=now)
        source, keep = settings[number]
        items.append(HeardConversation(heard, one.keys, one.said, lines, keep, source, number))
    write_conversations(connection, items, import_number=None, now=now)
    return len(items)


def _hear(one: Grown, ear: Ear, now: datetime) -> Heard | None:
    try:
        return hear(to_hear(one), ear=ear, now=now)
    # As where conversations are taken in: a mistake of ours in one is told in the log and leaves
    # what was heard of it before; the others are heard anew.
    except Exception:
        _log.exception("conversation %s can't be heard", one.conversation.id)
        return None


def _linked(
    connection: Connection, stored: Mapping[int, Heard], sources: Mapping[int, str]
) -> dict[int, Heard]:
    """Return the conversations with their speakers found anew, each by its own source."""
    reps = our_reps(connection)
    linked: dict[int, Heard] = {}
    for source in set(sources.values()):
        here = {number: one for number, one in stored.items() if sources[number] == source}
        talks = {number: _unlinked(one.conversation) for number, one in here.items()}
        contacts = known_contacts(connection, talks.values(), source=source)
        for number, heard in here.items():
            found = match_speakers(talks[number], contacts, reps)
            account = found.account_id or heard.conversation.account_id
            linked[number] = replace(heard, conversation=replace(found, account_id=account))
    return linked


def _unlinked(talk: Conversation) -> Conversation:
    """Return a conversation whose people are to be found anew: a contact may be gone by now."""
    speakers = tuple(
        replace(one, contact_id="", linked_by=LinkedBy.NOTHING) for one in talk.speakers
    )
    return replace(talk, speakers=speakers, account_id="")
