"""Conversations to rows and back: the conversation itself, its speakers and its turns."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wellspent.link.participants import name_key
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import (
    Conversation,
    LinkedBy,
    Presence,
    Side,
    Speaker,
    Turn,
)
from wellspent.records.source import RecordKind
from wellspent.store.column_types import storable_text
from wellspent.store.ids import conversation_id, number_of, record_id
from wellspent.store.rows import Row, StoredRow

TALKS = frozenset({ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.EVENT})
"""The channels of which a whole conversation is one activity; of others each turn is one."""

KEYED = "x:"
WORDED = "h:"


@dataclass(frozen=True, slots=True)
class Said:
    """How much was said in a turn, and whether the text that is kept is all of it."""

    words: int
    signs: int
    is_whole: bool = True


def how_much(text: str) -> Said:
    """Return how much a whole text says."""
    return Said(words=len(text.split()), signs=len(text))


def identity_of_conversation(conversation: Conversation) -> str:
    """Return what makes two readings one conversation: the source's name, else what it says."""
    if conversation.external_id:
        return f"{KEYED}{conversation.kind}:{storable_text(conversation.external_id)}"
    said = [conversation.kind.value, conversation.title, _moment(conversation.started_at)]
    said += [speaker.label for speaker in conversation.speakers]
    said += [f"{turn.speaker}\x1e{turn.text}" for turn in conversation.turns]
    return f"{WORDED}{_digest(said)}"


def turn_keys(conversation: Conversation) -> list[str]:
    """Return what makes each turn the same one when the conversation is read again.

    The source's name for it; else who said what when, counted where it was said twice.
    """
    times: Counter[str] = Counter()
    keys: list[str] = []
    for turn in conversation.turns:
        key = _turn_key(conversation, turn)
        times[key] += 1
        keys.append(key if times[key] == 1 else f"{key}~{times[key]}")
    return keys


def activity_key(conversation: Conversation, key: str = "") -> str:
    """Return the external id of a conversation's activity, or of that of a turn with this key.

    A mail's own id is known everywhere; the ids of other messages only within their conversation.
    """
    if key.startswith(KEYED) and conversation.kind is ActivityKind.EMAIL:
        return key.removeprefix(KEYED)
    identity = identity_of_conversation(conversation)
    whole = conversation.external_id or f"conversation:{identity.removeprefix(WORDED)}"
    return f"{whole}#{key[len(WORDED) :]}" if key else whole


def conversation_row(conversation: Conversation, keys: Sequence[str]) -> Row:
    """Return the row of what a conversation says itself, but for its numbers of other rows."""
    return {
        "external_id": storable_text(conversation.external_id),
        "source": storable_text(conversation.source),
        "kind": conversation.kind.value,
        "title": storable_text(conversation.title),
        "started_at": conversation.started_at,
        "last_at": last_moment(conversation),
        "minutes": conversation.minutes,
        "language": storable_text(conversation.language),
        "account_number": _number(RecordKind.ACCOUNT, conversation.account_id),
        "turns": len(keys),
        "is_sample": conversation.is_sample,
    }


def last_moment(conversation: Conversation) -> datetime | None:
    """Return when the last turn was, else when the conversation began."""
    said = [turn.at for turn in conversation.turns if turn.at is not None]
    return max(said, default=conversation.started_at)


def speaker_rows(number: int, speakers: Iterable[Speaker]) -> list[Row]:
    """Return the rows of the speakers of conversation `number`."""
    return [
        {
            "conversation_number": number,
            "place": place,
            "name": storable_text(speaker.name),
            "name_key": name_key(speaker.name) if speaker.name else "",
            "email": storable_text(speaker.email.casefold()),
            "phone": storable_text(speaker.phone),
            "side": speaker.side.value,
            "side_guessed": speaker.side_guessed,
            "contact_number": _number(RecordKind.CONTACT, speaker.contact_id),
            "rep": storable_text(speaker.rep),
            "company": storable_text(speaker.company),
            "presence": speaker.presence.value,
            "linked_by": speaker.linked_by.value,
        }
        for place, speaker in enumerate(speakers)
    ]


def turn_row(number: int, place: int, key: str, turn: Turn, *, said: Said) -> Row:
    """Return the row of a turn of conversation `number`, without its activity and import."""
    return {
        "conversation_number": number,
        "place": place,
        "key": key,
        "external_id": storable_text(turn.external_id),
        "speaker": turn.speaker,
        "text": storable_text(turn.text),
        "is_whole": said.is_whole,
        "words": said.words,
        "signs": said.signs,
        "at": turn.at,
        "start_second": turn.start,
        "end_second": turn.end,
        "seconds": turn.seconds,
        "to_speakers": list(turn.to),
        "automatic": turn.automatic,
    }


def conversation_of_rows(
    row: StoredRow, speakers: Iterable[StoredRow], turns: Iterable[StoredRow]
) -> Conversation:
    """Return the conversation that these rows hold; speakers and turns in their order."""
    return Conversation(
        id=conversation_id(row["number"]),
        kind=ActivityKind(row["kind"]),
        speakers=tuple(speaker_of_row(one) for one in speakers),
        turns=tuple(_turn(one) for one in turns),
        external_id=row["external_id"],
        source=row["source"],
        title=row["title"],
        started_at=row["started_at"],
        minutes=row["minutes"],
        language=row["language"],
        account_id=record_id(RecordKind.ACCOUNT, row["account_number"]),
        activity_id=record_id(RecordKind.ACTIVITY, row["activity_number"]),
        is_sample=row["is_sample"],
    )


def speaker_of_row(row: StoredRow) -> Speaker:
    """Return the speaker that a row holds."""
    return Speaker(
        name=row["name"],
        email=row["email"],
        phone=row["phone"],
        side=Side(row["side"]),
        side_guessed=row["side_guessed"],
        contact_id=record_id(RecordKind.CONTACT, row["contact_number"]),
        rep=row["rep"],
        company=row["company"],
        presence=Presence(row["presence"]),
        linked_by=LinkedBy(row["linked_by"]),
    )


def _turn(row: StoredRow) -> Turn:
    return Turn(
        speaker=row["speaker"],
        text=row["text"],
        at=row["at"],
        start=row["start_second"],
        end=row["end_second"],
        seconds=row["seconds"],
        to=tuple(row["to_speakers"]),
        automatic=row["automatic"],
        external_id=row["external_id"],
        activity_id=record_id(RecordKind.ACTIVITY, row["activity_number"]),
    )


def _turn_key(conversation: Conversation, turn: Turn) -> str:
    if turn.external_id:
        return f"{KEYED}{storable_text(turn.external_id)}"
    who = conversation.speakers[turn.speaker].label
    return f"{WORDED}{_digest([who, _moment(turn.at), str(turn.start), turn.text])}"


def _number(kind: RecordKind, record: str) -> int | None:
    return number_of(kind, record) if record else None


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else repr(moment.timestamp())


def _digest(parts: Iterable[Any]) -> str:
    text = "\x1f".join(parts)
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=12).hexdigest()
