"""Chats: rows of messages become conversations, one a thread or one a circle of people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from wellspent.clean.chat_columns import ChatMapping
from wellspent.clean.date import parse_date
from wellspent.clean.duration import parse_minutes
from wellspent.clean.flag import parse_flag
from wellspent.clean.phone import parse_phone
from wellspent.clean.word_lists import read_words
from wellspent.collect.cues import Cue, conversation_of_cues
from wellspent.collect.html_text import text_of_html
from wellspent.collect.speaker_label import Speakers, speaker_of_label
from wellspent.errors import MappingError
from wellspent.records.activity import ActivityKind, Direction
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.raw import RawBatch

US: Final = "us"
"""What our side is called where a row only says that a message was sent."""

MESSAGES: Final = frozenset({ActivityKind.SMS, ActivityKind.SOCIAL_MESSAGE, ActivityKind.EMAIL})


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row by what they mean; empty where there is none."""

    cells: dict[str, str]
    at: datetime | None
    number: int

    def get(self, meaning: str) -> str:
        return self.cells.get(meaning, "")


def conversations_of_rows(
    batches: Iterable[RawBatch], mapping: ChatMapping, *, name: str = ""
) -> list[Conversation]:
    """Return the conversations of a table of messages, in the order of their first ones.

    Messages belong together by the column of the thread, else by who wrote to whom. Drafts and
    empty messages are left out. `name` is the file's: *sms* or *linkedin* in it tells the channel.
    MappingError where the mapping names columns that aren't there.
    """
    threads: dict[object, list[_Row]] = defaultdict(list)
    for batch in batches:
        for row in _rows(batch, mapping):
            if row.get("text").strip() and not parse_flag(row.get("draft")):
                threads[_thread(row)].append(row)
    return [_conversation(rows, name) for rows in threads.values()]


def _rows(batch: RawBatch, mapping: ChatMapping) -> Iterator[_Row]:
    places = {meaning: _place(batch, column) for meaning, column in mapping.columns.items()}
    zone = UTC if mapping.time_zone == "UTC" else ZoneInfo(mapping.time_zone)
    for index, row in enumerate(batch.rows):
        cells = {meaning: row[place].strip() for meaning, place in places.items()}
        at = parse_date(cells.get("at", ""), day_first=mapping.day_first, zone=zone)
        yield _Row(cells, at, batch.row_number(index))


def _place(batch: RawBatch, column: str) -> int:
    if column not in batch.header:
        raise MappingError(
            f"There is no column {column!r}.",
            where=batch.file,
            tried=f"the columns are {', '.join(map(repr, batch.header[:30]))}",
            next_step="Correct the mapping.",
        )
    return batch.header.index(column)


def _thread(row: _Row) -> object:
    if row.get("thread"):
        return row.get("thread")
    if row.get("direction"):
        return row.get("address") or row.get("speaker")
    if not row.get("to"):
        return ""
    people = (row.get("speaker") or row.get("address"), *row.get("to").split(","))
    return frozenset(one.strip().casefold() for one in people if one.strip())


def _conversation(rows: Sequence[_Row], name: str) -> Conversation:
    kind = _kind(rows[0], name)
    title = next((row.get("title") for row in rows if row.get("title")), "")
    if any(row.get("start") for row in rows) and not any(row.at for row in rows):
        return conversation_of_cues(
            map(_cue, rows), source="table", joined=False, title=title,
            kind=ActivityKind.MEETING if kind in MESSAGES else kind,
        )  # fmt: skip
    ordered = sorted(
        rows, key=lambda row: (row.at is None, row.at or datetime.min.replace(tzinfo=UTC))
    )
    people = Speakers()
    turns = [_turn(row, people) for row in ordered]
    return Conversation(
        kind=kind,
        speakers=tuple(people.found),
        turns=tuple(turns),
        external_id=rows[0].get("thread"),
        source="chat",
        title=title,
        started_at=next((turn.at for turn in turns if turn.at), None),
    )


def _cue(row: _Row) -> Cue:
    return Cue(
        text=row.get("text"),
        label=row.get("speaker"),
        start=_seconds(row.get("start")),
        end=_seconds(row.get("end")),
    )


def _seconds(text: str) -> float | None:
    minutes = parse_minutes(text, per_minute=60)
    return None if minutes is None else minutes * 60


def _turn(row: _Row, people: Speakers) -> Turn:
    speaker = people.place_of(_speaker(row))
    others = [people.place_of(one) for one in _recipients(row)]
    return Turn(
        speaker=speaker,
        text=_plain(row.get("text")),
        at=row.at,
        to=tuple(dict.fromkeys(place for place in others if place != speaker)),
        external_id=row.get("id"),
    )


def _speaker(row: _Row) -> Speaker:
    """Return who wrote a row: the other person where it came in, and us where it went out."""
    if _direction(row) is Direction.OUTBOUND:
        own = row.get("speaker") if row.get("to") else ""
        return Speaker(name=own or US, side=Side.OURS)
    other = _other(row)
    side = Side.CUSTOMER if _direction(row) is Direction.INBOUND else Side.UNKNOWN
    return Speaker(name=other.name, email=other.email, phone=other.phone, side=side)


def _other(row: _Row) -> Speaker:
    label, address = row.get("speaker"), row.get("address")
    found = speaker_of_label(label or address)
    if not address or not label:
        return found
    if "@" in address:
        return Speaker(name=found.name, email=address.lower())
    return Speaker(name=found.name, phone=parse_phone(address) or address)


def _recipients(row: _Row) -> list[Speaker]:
    if row.get("to"):
        return [speaker_of_label(one) for one in row.get("to").split(",") if one.strip()]
    if _direction(row) is Direction.OUTBOUND and (row.get("speaker") or row.get("address")):
        other = _other(row)
        return [Speaker(name=other.name, email=other.email, phone=other.phone, side=Side.CUSTOMER)]
    return []


def _direction(row: _Row) -> Direction:
    written = " ".join(row.get("direction").casefold().replace("_", " ").split())
    table: dict[str, list[str]] = read_words("activities")["directions"]
    found = next((name for name, words in table.items() if written in words), "unknown")
    return Direction(found)


def _kind(row: _Row, name: str) -> ActivityKind:
    table: dict[str, list[str]] = read_words("activities")["kinds"]
    for text in (row.get("channel"), name):
        folded = text.casefold().replace("_", " ").replace("-", " ").replace(".", " ")
        for kind, words in table.items():
            if folded in words or set(folded.split()) & set(words):
                return ActivityKind(kind)
    is_by_number = bool(parse_phone(row.get("address"))) and bool(row.get("direction"))
    return ActivityKind.SMS if is_by_number else ActivityKind.SOCIAL_MESSAGE


def _plain(text: str) -> str:
    looks_like_html = "</" in text or "<br" in text or "<p>" in text
    return text_of_html(text) if looks_like_html else text
