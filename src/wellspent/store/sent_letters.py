"""Sent letters: each is noted before it goes out, so that no stop sends one twice.

A letter is an outbound e-mail among the activities. While it is on its way its attribute
`delivery` is *begun*; one that stays so may or may not have arrived, and a person looks.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select

from wellspent.errors import Conflict
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.identity import identity_of
from wellspent.store.ids import number_of, record_id
from wellspent.store.rows import row_from_record
from wellspent.store.tables import activities
from wellspent.store.write import insert_rows, lock_kind, update_rows

DELIVERY = "delivery"
BEGUN = "begun"
SENT = "sent"


def begin_letter(
    store: Store, lead: Lead, *, key: str, subject: str, body: str, rep: str, now: datetime
) -> str:
    """Note that a letter is going out, and return the activity's id.

    `key` names the letter; Conflict when it went out already, or may have.
    """
    activity = Activity(
        kind=ActivityKind.EMAIL,
        external_id=key,
        direction=Direction.OUTBOUND,
        subject=subject,
        body=body,
        happened_at=now,
        account_id=lead.account_id,
        contact_id=lead.contact_id,
        contact_key=lead.email,
        rep=rep,
        participants=(lead.email,),
        attributes={DELIVERY: BEGUN},
    )
    with store.writing() as connection:
        lock_kind(connection, RecordKind.ACTIVITY)
        identity = identity_of(activity).key
        known = select(activities).where(activities.c.identity == identity)
        row = connection.execute(known).mappings().first()
        if row is not None:
            raise _went_out(record_id(RecordKind.ACTIVITY, row["number"]), row["attributes"])
        made: dict[str, Any] = row_from_record(activity)
        made.update(identity=identity, stored_at=datetime.now(UTC))
        number = insert_rows(connection, activities, [made])[0]
    return record_id(RecordKind.ACTIVITY, number)


def end_letter(store: Store, activity_id: str, *, sent: bool) -> None:
    """Note that a letter was taken by the mail server; forget one that it refused."""
    number = number_of(RecordKind.ACTIVITY, activity_id)
    with store.writing() as connection:
        if sent:
            update_rows(
                connection, activities, [{"number": number, "attributes": {DELIVERY: SENT}}]
            )
        else:
            connection.execute(delete(activities).where(activities.c.number == number))


def _went_out(activity_id: str, attributes: dict[str, Any]) -> Conflict:
    certain = attributes.get(DELIVERY) == SENT
    return Conflict(
        "This was sent already."
        if certain
        else "This was on its way when the server stopped; whether it arrived isn't known.",
        where=f"activity {activity_id}",
        next_step="Nothing is sent twice by itself. Look into the mailbox it was sent from.",
    )
