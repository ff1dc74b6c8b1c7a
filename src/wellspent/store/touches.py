"""Touches: the team's activities with contacts, as reaching out and answering is reckoned of."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, case, func, select

from wellspent.phrases.attempts import is_conversation
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.reachability import TouchRow
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.ids import conversation_id, record_id
from wellspent.store.listen_tables import conversation_turns, conversations
from wellspent.store.rows import StoredRow
from wellspent.store.tables import accounts, activities, contacts
from wellspent.store.zones import stated_zone, zone_by_country

ROWS_AT_ONCE: Final = 5000
KINDS: Final = (
    ActivityKind.EMAIL,
    ActivityKind.CALL,
    ActivityKind.SMS,
    ActivityKind.SOCIAL_MESSAGE,
    ActivityKind.FORM,
)
"""The kinds of activity of which one side reaches the other."""


def touch_rows(
    store: Store, *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[TouchRow]:
    """Give the team's activities with contacts, contact by contact and each by time.

    Messages, calls and forms with a time, from `since` to before `until`; in flat memory, however
    many there are.
    """
    with store.reading() as connection:
        streamed = connection.execution_options(stream_results=True, max_row_buffer=ROWS_AT_ONCE)
        for row in streamed.execute(_query(since, until)).mappings():
            yield _touch_row(row)


def contact_zones(store: Store) -> tuple[dict[str, str], dict[str, str]]:
    """Return the time zones of all contacts of whom one is known, and how, by the contact's id.

    As a record of theirs or of their account states it, else as their country has it.
    """
    columns, of_account = contacts.c, accounts.c
    query = select(
        columns.number,
        columns.attributes,
        columns.country,
        of_account.attributes.label("account_attributes"),
        of_account.country.label("account_country"),
    ).outerjoin(accounts, of_account.number == columns.account_number)
    zones: dict[str, str] = {}
    known_by: dict[str, str] = {}
    with store.reading() as connection:
        streamed = connection.execution_options(stream_results=True, max_row_buffer=ROWS_AT_ONCE)
        for row in streamed.execute(query):
            zone, how = stated_zone(row.attributes), "stated"
            zone = zone or stated_zone(row.account_attributes or {})
            if not zone:
                zone, how = zone_by_country(row.country or row.account_country or ""), "country"
            if zone:
                contact = record_id(RecordKind.CONTACT, row.number)
                zones[contact], known_by[contact] = zone, how
    return zones, known_by


def _query(since: datetime | None, until: datetime | None) -> Select[*tuple[Any, ...]]:
    columns = activities.c
    # What was noted is only read of calls: it says whether somebody was spoken to.
    is_call = columns.kind == ActivityKind.CALL.value
    query = (
        select(
            columns.number,
            columns.contact_number,
            func.coalesce(columns.account_number, contacts.c.account_number).label("account"),
            columns.kind,
            columns.direction,
            columns.happened_at,
            columns.minutes,
            columns.rep,
            case((is_call, columns.subject), else_="").label("subject"),
            case((is_call, columns.body), else_="").label("body"),
            case((is_call, columns.attributes)).label("attributes"),
            _conversation().label("conversation"),
        )
        .join(contacts, contacts.c.number == columns.contact_number)
        .where(
            columns.contact_number.is_not(None),
            columns.happened_at.is_not(None),
            columns.kind.in_([kind.value for kind in KINDS]),
        )
        .order_by(columns.contact_number, columns.happened_at)
    )
    if since is not None:
        query = query.where(columns.happened_at >= since)
    return query if until is None else query.where(columns.happened_at < until)


def _conversation() -> Any:
    """Return the conversation that an activity is of: a talk is one, of a thread each turn."""
    number = activities.c.number
    of_turn = (
        select(conversation_turns.c.conversation_number)
        .where(conversation_turns.c.activity_number == number)
        .limit(1)
    )
    whole = select(conversations.c.number).where(conversations.c.activity_number == number).limit(1)
    return func.coalesce(of_turn.scalar_subquery(), whole.scalar_subquery())


def _touch_row(row: StoredRow) -> TouchRow:
    kind = ActivityKind(row["kind"])
    return TouchRow(
        id=record_id(RecordKind.ACTIVITY, row["number"]),
        contact_id=record_id(RecordKind.CONTACT, row["contact_number"]),
        account_id=record_id(RecordKind.ACCOUNT, row["account"]),
        channel=kind,
        direction=Direction(row["direction"]),
        at=row["happened_at"],
        minutes=row["minutes"],
        rep=row["rep"],
        conversation_id=conversation_id(row["conversation"]),
        was_talk=kind is ActivityKind.CALL and is_conversation(_call(row)),
    )


def _call(row: StoredRow) -> Activity:
    return Activity(
        kind=ActivityKind.CALL,
        subject=row["subject"],
        body=row["body"],
        minutes=row["minutes"],
        attributes=row["attributes"] or {},
    )
