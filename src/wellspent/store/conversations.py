"""Conversations: written batch by batch with what was heard in them, and read back whole.

A conversation that grew is written anew in its old place: turns and things that were there keep
their numbers. The ledger gets lines for what is new, and lines that take back what no longer holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, update

from wellspent.records.conversation import Conversation
from wellspent.records.heard import Heard, TalkMeasures
from wellspent.records.ledger import LedgerLine
from wellspent.records.source import RecordKind
from wellspent.records.taken_in import Keep
from wellspent.store.activity_lines import IN_A_CONVERSATION, take_back_activity_lines
from wellspent.store.among import among
from wellspent.store.bulk import bulk_insert
from wellspent.store.column_types import storable_text
from wellspent.store.conversation_activities import store_activities
from wellspent.store.conversation_rows import (
    Said,
    conversation_row,
    identity_of_conversation,
    speaker_rows,
    turn_row,
)
from wellspent.store.heard_rows import heard_rows
from wellspent.store.ids import record_id
from wellspent.store.kept_words import keep_words
from wellspent.store.ledger import entry_row, reconcile
from wellspent.store.listen_tables import (
    conversation_speakers,
    conversation_turns,
    conversations,
    heard_things,
)
from wellspent.store.read_conversations import rows_by_conversation, rows_of
from wellspent.store.rows import Row, StoredRow
from wellspent.store.write import take_numbers

HEARD_ANEW = "the conversation was heard anew"


@dataclass(frozen=True, slots=True)
class HeardConversation:
    """A conversation as it is to be stored.

    `heard` holds it with all its turns, `keys` are the turns' keys, `said` how much was said in
    each, and `lines` are what it gives to the ledger. `taken_from` is the source's name, `number`
    the conversation's own where it is known.
    """

    heard: Heard
    keys: tuple[str, ...]
    said: tuple[Said, ...]
    lines: Sequence[LedgerLine]
    keep: Keep
    taken_from: str
    number: int | None = None


@dataclass(slots=True)
class Written:
    """What came of writing a batch. Minutes are those of the ledger's new lines."""

    turns: int = 0
    activities: int = 0
    activities_known: int = 0
    debits: int = 0
    credits: int = 0
    minutes: float = 0.0
    numbers: list[int] = field(default_factory=list[int])

    def add(self, more: "Written") -> None:
        """Count what came of another batch as well."""
        self.turns += more.turns
        self.activities += more.activities
        self.activities_known += more.activities_known
        self.debits += more.debits
        self.credits += more.credits
        self.minutes += more.minutes


@dataclass(frozen=True, slots=True)
class _Stored:
    """The rows that stored conversations have, by conversation."""

    rows: Mapping[int, StoredRow]
    turns: Mapping[int, Mapping[str, StoredRow]]
    things: Mapping[int, Mapping[str, int]]


def write_conversations(
    connection: Connection,
    items: Sequence[HeardConversation],
    *,
    import_number: int | None,
    now: datetime,
) -> Written:
    """Write conversations, their activities and their lines of the ledger, together."""
    written = Written()
    if not items:
        return written
    known = [item.number for item in items if item.number is not None]
    stored = _stored(connection, known)
    fresh = iter(take_numbers(connection, conversations, len(items) - len(known)))
    written.numbers = [next(fresh) if item.number is None else item.number for item in items]
    kept = [
        keep_words(item.heard, item.keep, whole=[said.is_whole for said in item.said])
        for item in items
    ]
    activities = store_activities(
        connection,
        [
            (_with_activities(item, one.conversation, stored), item.keys)
            for item, one in zip(items, kept, strict=True)
        ],
        import_number=import_number,
        now=now,
    )
    written.activities, written.activities_known = activities.created, activities.known
    if activities.known_numbers:
        take_back_activity_lines(
            connection, activities.known_numbers, now=now, reason=IN_A_CONVERSATION
        )
    batch = _Batch(stored, import_number, now)
    for number, item, one, numbers in zip(
        written.numbers, items, kept, activities.numbers, strict=True
    ):
        batch.add(number, item, one, numbers)
    batch.write(connection, known)
    written.turns = batch.new_turns
    _keep_ledger(connection, items, written, activities.numbers, now)
    return written


def _stored(connection: Connection, numbers: Sequence[int]) -> _Stored:
    if not numbers:
        return _Stored({}, {}, {})
    rows = rows_of(connection, conversations, conversations.c.number, numbers)
    turns = rows_by_conversation(connection, conversation_turns, numbers, "place")
    things = rows_by_conversation(connection, heard_things, numbers, "number")
    return _Stored(
        {row["number"]: row for row in rows},
        {number: {row["key"]: row for row in some} for number, some in turns.items()},
        {number: {row["key"]: row["number"] for row in some} for number, some in things.items()},
    )


def _with_activities(item: HeardConversation, kept: Conversation, stored: _Stored) -> Conversation:
    """Return a conversation with the activities that it and its turns have already."""
    if item.number is None:
        return kept
    turns = stored.turns.get(item.number, {})
    numbers = [turns[key]["activity_number"] if key in turns else None for key in item.keys]
    row = stored.rows[item.number]
    return replace(
        kept,
        activity_id=record_id(RecordKind.ACTIVITY, row["activity_number"]),
        turns=tuple(
            replace(turn, activity_id=record_id(RecordKind.ACTIVITY, number))
            for turn, number in zip(kept.turns, numbers, strict=True)
        ),
    )


class _Batch:
    """Collects the rows of a batch of conversations, then writes them table by table."""

    def __init__(self, stored: _Stored, import_number: int | None, now: datetime) -> None:
        self._stored = stored
        self._import = import_number
        self._now = now
        self._new: list[Row] = []
        self._changed: list[Row] = []
        self._speakers: list[Row] = []
        self._turns: list[Row] = []
        self._things: list[Row] = []
        self.new_turns = 0

    def add(
        self,
        number: int,
        item: HeardConversation,
        kept: Heard,
        activities: tuple[int | None, Sequence[int | None]],
    ) -> None:
        """Add a conversation with the numbers of its activity and of its turns' activities."""
        before = self._stored.turns.get(number, {})
        row = self._row(item, kept, activities[0])
        if item.number is None:
            identity = identity_of_conversation(item.heard.conversation)
            first = {
                "taken_from": storable_text(item.taken_from),
                "import_number": self._import,
                "stored_at": self._now,
            }
            self._new.append({"number": number, "identity": identity, **row, **first})
        else:
            self._changed.append({"number": number, **row})
        self._speakers += speaker_rows(number, kept.conversation.speakers)
        for place, (key, turn) in enumerate(zip(item.keys, kept.conversation.turns, strict=True)):
            said = item.said[place]
            if item.keep is not Keep.ALL:
                said = replace(said, is_whole=False)
            made = turn_row(number, place, key, turn, said=said)
            known = before.get(key)
            made["activity_number"] = activities[1][place]
            made["import_number"] = self._import if known is None else known["import_number"]
            made["number"] = None if known is None else known["number"]
            self.new_turns += known is None
            self._turns.append(made)
        self._add_things(number, item, kept)

    def _add_things(self, number: int, item: HeardConversation, kept: Heard) -> None:
        numbers = self._stored.things.get(number, {})
        for row in heard_rows(kept, item.keys):
            row["conversation_number"] = number
            row["number"] = numbers.get(row["key"])
            self._things.append(row)

    def _row(self, item: HeardConversation, kept: Heard, activity: int | None) -> Row:
        heard = item.heard
        return {
            **conversation_row(kept.conversation, item.keys),
            "keep": item.keep.value,
            "activity_number": activity,
            "talk": None if heard.talk is None else _plain(heard.talk),
            "notes": list(heard.notes),
            "heard_at": heard.heard_at,
            "is_stale": False,
        }

    def write(self, connection: Connection, known: Sequence[int]) -> None:
        """Write all rows; those of known conversations take the place of what was there."""
        for table in (conversation_speakers, conversation_turns, heard_things):
            if known:
                of_known = among(connection, table.c.conversation_number, known)
                connection.execute(delete(table).where(of_known))
        bulk_insert(connection, conversations, self._new)
        self._update(connection)
        for table, rows in (
            (conversation_speakers, self._speakers),
            (conversation_turns, self._turns),
            (heard_things, self._things),
        ):
            open_ = [row for row in rows if row.get("number") is None]
            for row, number in zip(open_, take_numbers(connection, table, len(open_)), strict=True):
                row["number"] = number
            bulk_insert(connection, table, rows)

    def _update(self, connection: Connection) -> None:
        if not self._changed:
            return
        columns = [name for name in self._changed[0] if name != "number"]
        statement = (
            update(conversations)
            .where(conversations.c.number == bindparam("b_number"))
            .values({name: bindparam(f"b_{name}") for name in columns})
        )
        connection.execute(
            statement,
            [{f"b_{name}": value for name, value in row.items()} for row in self._changed],
        )


def _keep_ledger(
    connection: Connection,
    items: Sequence[HeardConversation],
    written: Written,
    activities: Sequence[tuple[int | None, Sequence[int | None]]],
    now: datetime,
) -> None:
    wanted: dict[int, list[Row]] = {}
    for number, item, numbers in zip(written.numbers, items, activities, strict=True):
        wanted[number] = [_ledger_row(number, item, line, numbers, now) for line in item.lines]
    known = [item.number for item in items if item.number is not None]
    added = reconcile(connection, wanted, known=known, now=now, reason=HEARD_ANEW)
    written.debits += sum(row["count"] == 0 for row in added)
    written.credits += sum(row["count"] for row in added)
    written.minutes += sum(row["minutes"] for row in added)


def _ledger_row(
    number: int,
    item: HeardConversation,
    line: LedgerLine,
    activities: tuple[int | None, Sequence[int | None]],
    now: datetime,
) -> Row:
    entry = line.entry
    of_turn = None if entry.turn is None else activities[1][entry.turn]
    row = entry_row(line.key, entry, now=now)
    row["conversation_number"] = number
    row["activity_number"] = activities[0] if of_turn is None else of_turn
    if item.keep is Keep.MEASURES:
        row["quote"] = ""
    return row


def _plain(talk: TalkMeasures) -> dict[str, Any]:
    return {name: getattr(talk, name) for name in talk.__dataclass_fields__}
