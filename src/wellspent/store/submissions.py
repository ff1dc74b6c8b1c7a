"""Submissions: enquiries as they came in, durable before anything else happens to them.

Nothing is dropped: one that says the same as another shortly before, or comes under the same
idempotency key, is kept and linked to it. One is worked through by whoever claims it first; a
claim runs out by itself, so that what a killed process had taken is taken again.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Connection,
    Select,
    Text,
    any_,
    bindparam,
    func,
    select,
    text,
    tuple_,
    update,
)

from wellspent.errors import NotFound
from wellspent.records.source import RecordKind
from wellspent.records.submission import Submission, SubmissionChannel, SubmissionState
from wellspent.store.among import among
from wellspent.store.bulk import bulk_insert
from wellspent.store.column_types import UtcTime, storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id, submission_id, submission_number
from wellspent.store.intake_tables import submissions
from wellspent.store.rows import StoredRow
from wellspent.store.write import take_numbers

SAME_WITHIN = timedelta(days=1)
"""The same words at the same site within this time are one enquiry (a form sent twice)."""

CLAIMED_FOR = timedelta(seconds=30)
"""How long a submission belongs to whoever took it; after a crash it is taken again.

A slow worker may lose one to another: done twice, each step comes to the same.
"""

KEYED_BY_PAGES = frozenset({SubmissionChannel.FORM.value, SubmissionChannel.JSON.value})
"""Where the sender's own page makes the key, and may use one again for other words: a key fixed in
its script, say. A visitor can't mend that, so other words are another enquiry. Elsewhere the key is
that of an event, and its words may differ a little from one delivery to the next."""

LOCK_NUMBER = 7_355_801
"""One writer at a time decides what was said before (SQLite has one writer anyway)."""

TEXTS = ("site", "time_zone", "idempotency_key", "fingerprint", "error")
PLAIN = ("received_at", "fill_seconds", "trap_filled", "attempts", "next_try_at")


COMPARED = tuple(
    submissions.c[name]
    for name in ("number", "site", "idempotency_key", "fingerprint", "duplicate_number")
)


def append_submissions(
    connection: Connection, given: Sequence[Submission], *, now: datetime | None = None
) -> list[Submission]:
    """Add submissions in the transaction that is under way; return them as they are kept.

    Each gets its id, and `duplicate_of` where it says again what is there already.
    """
    now = now or datetime.now(UTC)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": LOCK_NUMBER})
    earlier = _Earlier(connection, given, now)
    numbers = take_numbers(connection, submissions, len(given))
    rows = [_row(each, now) for each in given]
    for number, row in zip(numbers, rows, strict=True):
        row["number"] = number
        row["duplicate_number"] = earlier.number_of_same(row)
        earlier.note(row)
    bulk_insert(connection, submissions, rows)
    return [_kept(each, row) for each, row in zip(given, rows, strict=True)]


def append(store: Store, given: Sequence[Submission], *, now: datetime) -> list[Submission]:
    """Add submissions in one transaction of their own; return them as they are kept."""
    with store.writing() as connection:
        return append_submissions(connection, given, now=now)


def get_submission(store: Store, submission: str) -> Submission:
    """Return a submission; NotFound if there is none of that id."""
    query = select(submissions).where(submissions.c.number == submission_number(submission))
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound(f"there is no submission {submission!r}", next_step="Check its id.")
    return _submission(row)


def claim_waiting(store: Store, *, now: datetime, limit: int = 100) -> list[Submission]:
    """Take submissions that wait or are due to be tried again, the longest waiting first.

    Nobody else gets them for `CLAIMED_FOR`; their `attempts` count this try.
    """
    due = (
        select(submissions.c.number)
        .where(_unfinished(), submissions.c.next_try_at <= now)
        .order_by(submissions.c.next_try_at, submissions.c.number)
        .limit(limit)
    )
    if not _any_due(store, now):
        return []
    with store.writing() as connection:
        if not store.on_sqlite:
            due = due.with_for_update(skip_locked=True)
        numbers = connection.execute(due).scalars().all()
        mine = among(connection, submissions.c.number, numbers)
        connection.execute(
            update(submissions)
            .where(mine)
            .values(next_try_at=now + CLAIMED_FOR, attempts=submissions.c.attempts + 1)
        )
        query = select(submissions).where(mine).order_by(submissions.c.number)
        rows = connection.execute(query).mappings().all()
    return [_submission(row) for row in rows]


def mark_done(store: Store, submission: str, lead: str) -> None:
    """Note that a submission has been worked through, and the lead that it became."""
    number = number_of(RecordKind.LEAD, lead) if lead else None
    _set(store, submission, state=SubmissionState.DONE.value, error="", lead_number=number)


def mark_failed(store: Store, submission: str, error: str, *, next_try_at: datetime) -> None:
    """Note that a step failed, and when it is tried again."""
    _set(
        store,
        submission,
        state=SubmissionState.FAILED.value,
        error=storable_text(error),
        next_try_at=next_try_at,
    )


def put_off(store: Store, submission: str, *, next_try_at: datetime) -> None:
    """Give a claimed submission back, to be tried at another time."""
    _set(store, submission, next_try_at=next_try_at, attempts=submissions.c.attempts - 1)


def list_failed(store: Store, *, limit: int = 100) -> list[Submission]:
    """Return submissions that a step failed on, the newest first."""
    query = select(submissions).where(submissions.c.state == SubmissionState.FAILED.value)
    with store.reading() as connection:
        newest = query.order_by(submissions.c.number.desc()).limit(limit)
        return [_submission(row) for row in connection.execute(newest).mappings()]


def count_waiting(store: Store) -> int:
    """Return how many submissions are still to be worked through, failed ones among them."""
    query = select(func.count()).select_from(submissions).where(_unfinished())
    with store.reading() as connection:
        return connection.execute(query).scalar_one()


def submissions_of(store: Store, lead_ids: Iterable[str]) -> dict[str, Submission]:
    """Return the submission that each of these leads came from, where it came as one."""
    numbers = [number_of(RecordKind.LEAD, lead) for lead in lead_ids]
    with store.reading() as connection:
        query = select(submissions).where(
            among(connection, submissions.c.lead_number, numbers),
            submissions.c.lead_number.is_not(None),
            submissions.c.duplicate_number.is_(None),
        )
        rows = connection.execute(query.order_by(submissions.c.number.desc())).mappings().all()
    return {record_id(RecordKind.LEAD, row["lead_number"]): _submission(row) for row in rows}


class _Earlier:
    """Knows what was said before, in the store and earlier in the same batch."""

    def __init__(self, connection: Connection, given: Sequence[Submission], now: datetime) -> None:
        self._by_key: dict[tuple[str, str], int] = {}
        self._by_key_and_words: dict[tuple[str, str, str], int] = {}
        self._by_words: dict[str, int] = {}
        keys = {(each.idempotency_key, each.site) for each in given if each.idempotency_key}
        words = {each.fingerprint for each in given if each.fingerprint}
        on_sqlite = connection.dialect.name == "sqlite"
        if keys:
            for row in connection.execute(_keyed(keys)).mappings():
                self.note(row)
        if words:
            listed = json.dumps(list(words)) if on_sqlite else list(words)
            said = {"words": listed, "since": now - SAME_WITHIN}
            for row in connection.execute(_said_since(on_sqlite=on_sqlite), said).mappings():
                self.note(row)

    def number_of_same(self, row: StoredRow) -> int | None:
        """Return the submission that this one repeats; a key of its own beats like words."""
        key, site, words = row["idempotency_key"], row["site"], row["fingerprint"]
        if not key:
            return self._by_words.get(words)
        if row["channel"] in KEYED_BY_PAGES:
            return self._by_key_and_words.get((key, site, words))
        return self._by_key.get((key, site))

    def note(self, row: StoredRow) -> None:
        """Remember a submission, under the first one that said it."""
        first = row["duplicate_number"] or row["number"]
        key, site, words = row["idempotency_key"], row["site"], row["fingerprint"]
        if key:
            self._by_key.setdefault((key, site), first)
            self._by_key_and_words.setdefault((key, site, words), first)
        if words:
            self._by_words.setdefault(words, first)


def _keyed(keys: set[tuple[str, str]]) -> Select[Any]:
    named = tuple_(submissions.c.idempotency_key, submissions.c.site).in_(sorted(keys))
    return (
        select(*COMPARED)
        .where(named, submissions.c.idempotency_key != "")
        .order_by(submissions.c.number)
    )


@cache
def _said_since(*, on_sqlite: bool) -> Select[Any]:
    """Return the query for like words; made once, since making it costs more than running it."""
    if on_sqlite:
        rows = func.json_each(bindparam("words", type_=Text())).table_valued("value", name=None)
        alike = submissions.c.fingerprint.in_(select(rows.c.value))
    else:
        alike = submissions.c.fingerprint == any_(bindparam("words", type_=ARRAY(Text())))
    return (
        select(*COMPARED)
        .where(alike, submissions.c.received_at > bindparam("since", type_=UtcTime()))
        .order_by(submissions.c.number)
    )


def _unfinished() -> Any:
    # As the partial index says it, so that it is used.
    return text("state <> 'done'")


def _any_due(store: Store, now: datetime) -> bool:
    """Return whether there is anything to claim, without keeping writers waiting."""
    query = select(submissions.c.number).where(_unfinished(), submissions.c.next_try_at <= now)
    with store.reading() as connection:
        return connection.execute(query.limit(1)).first() is not None


def _set(store: Store, submission: str, **values: Any) -> None:
    here = submissions.c.number == submission_number(submission)
    with store.writing() as connection:
        connection.execute(update(submissions).where(here).values(**values))


def _row(given: Submission, now: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {name: storable_text(getattr(given, name)) for name in TEXTS}
    row |= {name: getattr(given, name) for name in PLAIN}
    lead = number_of(RecordKind.LEAD, given.lead_id) if given.lead_id else None
    received = given.received_at or now
    return row | {
        "channel": given.channel.value,
        "state": given.state.value,
        "fields": {storable_text(n): storable_text(value) for n, value in given.fields.items()},
        "received_at": received,
        "next_try_at": given.next_try_at or now,
        "lead_number": lead,
    }


def _kept(given: Submission, row: StoredRow) -> Submission:
    """Return a submission as it is kept in this row."""
    return replace(
        given,
        id=submission_id(row["number"]),
        received_at=row["received_at"],
        next_try_at=row["next_try_at"],
        fields=row["fields"],
        duplicate_of=submission_id(row["duplicate_number"]),
    )


def _submission(row: StoredRow) -> Submission:
    values = {name: row[name] for name in (*TEXTS, *PLAIN)}
    return Submission(
        **values,
        id=submission_id(row["number"]),
        channel=SubmissionChannel(row["channel"]),
        state=SubmissionState(row["state"]),
        fields=row["fields"],
        lead_id=record_id(RecordKind.LEAD, row["lead_number"]),
        duplicate_of=submission_id(row["duplicate_number"]),
    )
