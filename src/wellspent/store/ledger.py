"""The ledger: lines are added, never changed; what no longer holds is taken back by a line.

Only the words of a line (quote, and who is named) may be emptied, where somebody's words may not
be kept; its numbers never change. So the sum of the lines is the statement at every cut.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, exists, select, update
from sqlalchemy.sql import and_, or_

from wellspent.errors import Conflict, InputError, NotFound
from wellspent.records.activity import ActivityKind
from wellspent.records.heard import CreditKind, HowKnown
from wellspent.records.ledger import EntryKind, LedgerEntry, LedgerPage, LedgerQuery
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.bulk import bulk_insert
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import (
    conversation_id,
    conversation_number,
    entry_id,
    entry_number,
    number_of,
    record_id,
)
from wellspent.store.listen_tables import ledger_entries
from wellspent.store.page_place import page_place, place_named
from wellspent.store.rows import Row, StoredRow
from wellspent.store.write import take_numbers

LARGEST_PAGE: Final = 1000

SAME: Final = (
    "kind", "activity_number", "contact_number", "account_number", "rep", "channel", "happened_at",
    "minutes", "least", "most", "how", "method", "credit", "count", "detail", "quote",
)  # fmt: skip
"""What of a line must be the same for it to hold still; its turn's place may have moved."""

Keyed = tuple[str, LedgerEntry]
"""A line, and the key of what it is about."""


def add_entries(
    connection: Connection, lines: Sequence[Keyed], *, now: datetime
) -> list[LedgerEntry]:
    """Add lines and return them with their ids."""
    rows = [entry_row(key, entry, now=now) for key, entry in lines]
    numbers = _insert(connection, rows)
    return [
        replace(entry, id=entry_id(number), noted_at=entry.noted_at or now)
        for number, (_, entry) in zip(numbers, lines, strict=True)
    ]


def reconcile(
    connection: Connection,
    wanted: Mapping[int, Sequence[Row]],
    *,
    known: Iterable[int],
    now: datetime,
    reason: str,
) -> list[Row]:
    """Let the ledger say what these conversations give now; return the lines that were added.

    `wanted` are the rows by conversation, `known` the conversations that may have lines already.
    A line that holds still stays. One that doesn't is taken back. What a person said of a key
    counts, whatever is heard.
    """
    before = _lines_of(connection, known)
    added: list[Row] = []
    for number, rows in wanted.items():
        lines = before.get(number, [])
        spoken_for = {line["key"] for line in lines if line["noted_by"]}
        active = {line["key"]: line for line in in_force(lines)}
        right = {row["key"]: row for row in rows if row["key"] not in spoken_for}
        for key, line in active.items():
            if key in spoken_for or (key in right and _is_same(line, right[key])):
                continue
            added.append(reversal(line, now=now, reason=reason))
        added += [
            row for key, row in right.items() if not (key in active and _is_same(active[key], row))
        ]
    _insert(connection, added)
    return added


def take_back_all(
    connection: Connection, conversations: Iterable[int], *, now: datetime, reason: str
) -> None:
    """Take back every line of these conversations, and empty the words of all their lines."""
    numbers = list(conversations)
    before = _lines_of(connection, numbers)
    lines = [line for known in before.values() for line in in_force(known)]
    _insert(connection, [reversal(line, now=now, reason=reason) for line in lines])
    of_these = among(connection, ledger_entries.c.conversation_number, numbers)
    connection.execute(update(ledger_entries).where(of_these).values(quote=""))


def take_back_lines(
    connection: Connection, which: ColumnElement[bool], *, now: datetime, reason: str
) -> None:
    """Take back the lines in force among these."""
    query = select(ledger_entries).where(which).order_by(ledger_entries.c.number)
    lines = [dict(row) for row in connection.execute(query).mappings()]
    _insert(connection, [reversal(line, now=now, reason=reason) for line in in_force(lines)])


def correct_entry(
    store: Store, entry: str, *, minutes: float, reason: str, by: str, now: datetime
) -> LedgerEntry:
    """Take a debit back and put other minutes in its place; return the new line.

    NotFound for an unknown line, InputError for a credit, Conflict for one taken back already.
    """
    number = entry_number(entry)
    with store.writing() as connection:
        line = _line(connection, number)
        if line["kind"] != EntryKind.DEBIT.value:
            raise InputError(
                "Only the minutes of a debit can be corrected.",
                where=entry,
                next_step="Correct the reaction that a credit rests on instead.",
            )
        _check_in_force(connection, line)
        right = {
            **line,
            "minutes": minutes,
            "least": minutes,
            "most": minutes,
            "how": HowKnown.DECLARED.value,
            "method": "",
            "corrects": number,
            "reverses": None,
            "reason": storable_text(reason),
            "noted_by": storable_text(by),
            "noted_at": now,
        }
        back = reversal(line, now=now, reason=reason, by=by)
        numbers = _insert(connection, [back, _without_number(right)])
        return entry_of_row({**right, "number": numbers[1]})


def get_entry(store: Store, entry: str) -> LedgerEntry:
    """Return a line of the ledger; NotFound if there is none of that id."""
    with store.reading() as connection:
        return entry_of_row(_line(connection, entry_number(entry)))


def list_entries(store: Store, query: LedgerQuery) -> LedgerPage:
    """Return a page of the ledger's lines, the latest first; NotFound for an id of another kind."""
    wanted = select(ledger_entries).where(*_conditions(query))
    if query.after:
        wanted = wanted.where(_after(query.after))
    newest = wanted.order_by(ledger_entries.c.happened_at.desc(), ledger_entries.c.number.desc())
    with store.reading() as connection:
        rows = connection.execute(newest.limit(query.limit + 1)).mappings().all()
    page = rows[: query.limit]
    more = len(rows) > query.limit
    return LedgerPage(
        entries=tuple(entry_of_row(row) for row in page),
        next_page=_place(page[-1]) if more else "",
    )


def in_force(lines: Sequence[StoredRow]) -> list[StoredRow]:
    """Return the lines that weren't taken back and take none back."""
    gone = {line["reverses"] for line in lines}
    return [line for line in lines if line["reverses"] is None and line["number"] not in gone]


def reversal(line: StoredRow, *, now: datetime, reason: str, by: str = "") -> Row:
    """Return the row that takes a line back: the same, less."""
    return _without_number(
        {
            **line,
            "minutes": -line["minutes"],
            "least": -line["least"],
            "most": -line["most"],
            "count": -line["count"],
            "quote": "",
            "reverses": line["number"],
            "corrects": None,
            "reason": storable_text(reason),
            "noted_by": storable_text(by),
            "noted_at": now,
        }
    )


def entry_row(key: str, entry: LedgerEntry, *, now: datetime) -> Row:
    """Return the row of a line."""
    return {
        "kind": entry.kind.value,
        "activity_number": _number(RecordKind.ACTIVITY, entry.activity_id),
        "conversation_number": (
            conversation_number(entry.conversation_id) if entry.conversation_id else None
        ),
        "contact_number": _number(RecordKind.CONTACT, entry.contact_id),
        "account_number": _number(RecordKind.ACCOUNT, entry.account_id),
        "rep": storable_text(entry.rep),
        "channel": entry.channel.value,
        "happened_at": entry.happened_at,
        "minutes": entry.minutes,
        "least": entry.least,
        "most": entry.most,
        "how": "" if entry.how is None else entry.how.value,
        "method": storable_text(entry.method),
        "credit": "" if entry.credit is None else entry.credit.value,
        "count": entry.count,
        "detail": storable_text(entry.detail),
        "quote": storable_text(entry.quote),
        "turn": entry.turn,
        "key": storable_text(key),
        "reverses": entry_number(entry.reverses) if entry.reverses else None,
        "corrects": entry_number(entry.corrects) if entry.corrects else None,
        "reason": storable_text(entry.reason),
        "noted_by": storable_text(entry.noted_by),
        "noted_at": entry.noted_at or now,
        "is_sample": entry.is_sample,
    }


def entry_of_row(row: StoredRow) -> LedgerEntry:
    """Return the line that a row holds."""
    return LedgerEntry(
        id=entry_id(row["number"]),
        kind=EntryKind(row["kind"]),
        activity_id=record_id(RecordKind.ACTIVITY, row["activity_number"]),
        conversation_id=conversation_id(row["conversation_number"]),
        contact_id=record_id(RecordKind.CONTACT, row["contact_number"]),
        account_id=record_id(RecordKind.ACCOUNT, row["account_number"]),
        rep=row["rep"],
        channel=ActivityKind(row["channel"]),
        happened_at=row["happened_at"],
        minutes=row["minutes"],
        least=row["least"],
        most=row["most"],
        how=HowKnown(row["how"]) if row["how"] else None,
        method=row["method"],
        credit=CreditKind(row["credit"]) if row["credit"] else None,
        count=row["count"],
        detail=row["detail"],
        quote=row["quote"],
        turn=row["turn"],
        reverses=entry_id(row["reverses"]),
        corrects=entry_id(row["corrects"]),
        reason=row["reason"],
        noted_by=row["noted_by"],
        noted_at=row["noted_at"],
        is_sample=row["is_sample"],
    )


def _insert(connection: Connection, rows: Sequence[Row]) -> list[int]:
    if not rows:
        return []
    numbers = take_numbers(connection, ledger_entries, len(rows))
    numbered = [{"number": number, **row} for number, row in zip(numbers, rows, strict=True)]
    bulk_insert(connection, ledger_entries, numbered)
    return numbers


def _lines_of(connection: Connection, conversations: Iterable[int]) -> dict[int, list[StoredRow]]:
    found: dict[int, list[StoredRow]] = defaultdict(list)
    numbers = list(conversations)
    if numbers:
        of_these = among(connection, ledger_entries.c.conversation_number, numbers)
        query = select(ledger_entries).where(of_these).order_by(ledger_entries.c.number)
        for row in connection.execute(query).mappings():
            found[row["conversation_number"]].append(dict(row))
    return found


def _is_same(line: StoredRow, row: Row) -> bool:
    return all(line[name] == row[name] for name in SAME)


def _without_number(row: Mapping[Any, Any]) -> Row:
    return {name: value for name, value in row.items() if name != "number"}


def _line(connection: Connection, number: int) -> StoredRow:
    query = select(ledger_entries).where(ledger_entries.c.number == number)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound(
            f"there is no line {entry_id(number)} in the ledger", next_step="List the lines."
        )
    return dict(row)


def _check_in_force(connection: Connection, line: StoredRow) -> None:
    taken_back = select(exists().where(ledger_entries.c.reverses == line["number"]))
    if line["reverses"] is not None or connection.execute(taken_back).scalar():
        raise Conflict(
            f"Line {entry_id(line['number'])} is taken back already, or takes another one back.",
            next_step="Look at the newest lines and correct the one that is in force.",
        )


def _conditions(query: LedgerQuery) -> list[ColumnElement[bool]]:
    columns = ledger_entries.c
    ways: list[ColumnElement[bool]] = []
    for kind, column, record in (
        (RecordKind.CONTACT, columns.contact_number, query.contact_id),
        (RecordKind.ACCOUNT, columns.account_number, query.account_id),
        (RecordKind.ACTIVITY, columns.activity_number, query.activity_id),
    ):
        if record:
            ways.append(column == number_of(kind, record))
    if query.conversation_id:
        ways.append(columns.conversation_number == conversation_number(query.conversation_id))
    if query.rep:
        ways.append(columns.rep == query.rep)
    if query.channel is not None:
        ways.append(columns.channel == query.channel.value)
    if query.kind is not None:
        ways.append(columns.kind == query.kind.value)
    if query.since is not None:
        ways.append(columns.happened_at >= query.since)
    if query.until is not None:
        ways.append(columns.happened_at < query.until)
    if query.only_in_force:
        back = ledger_entries.alias()
        ways += [columns.reverses.is_(None), ~exists().where(back.c.reverses == columns.number)]
    return ways


def _place(row: StoredRow) -> str:
    return page_place(row["happened_at"], row["number"])


def _after(place: str) -> ColumnElement[bool]:
    at, last = place_named(place, what="the ledger")
    columns = ledger_entries.c
    earlier = and_(columns.happened_at == at, columns.number < last)
    return or_(columns.happened_at < at, earlier)


def _number(kind: RecordKind, record: str) -> int | None:
    return number_of(kind, record) if record else None
