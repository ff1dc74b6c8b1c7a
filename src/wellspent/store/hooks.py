"""Hooks: who is told of what happens here, and what came of each message."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from wellspent.errors import NotFound
from wellspent.records.hook import Delivery, DeliveryState, Hook, HookEvent
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import delivery_id, delivery_number, hook_id, hook_number
from wellspent.store.routing_tables import deliveries, hooks
from wellspent.store.rows import StoredRow

CLAIMED_FOR = timedelta(minutes=2)
"""How long a message belongs to whoever took it; after a crash it is taken again."""

OUTCOME = ("state", "attempts", "status", "error", "next_try_at", "delivered_at")


def save_hook(store: Store, hook: Hook) -> Hook:
    """Keep a hook: a new one without id, a changed one by it (NotFound if it isn't there)."""
    created = hook.created_at or datetime.now(UTC)
    row = {
        "address": storable_text(hook.address),
        "events": [event.value for event in hook.events],
        "secret": storable_text(hook.secret),
        "paused": hook.paused,
    }
    with store.writing() as connection:
        if not hook.id:
            statement = insert(hooks).values(**row, created_at=created)
            number = connection.execute(statement.returning(hooks.c.number)).scalar_one()
        else:
            number = hook_number(hook.id)
            changed = update(hooks).where(hooks.c.number == number).values(**row)
            if not connection.execute(changed).rowcount:
                raise _no_hook(hook.id)
    return get_hook(store, hook_id(number))


def list_hooks(store: Store) -> list[Hook]:
    """Return all hooks in the order in which they were made."""
    with store.reading() as connection:
        rows = connection.execute(select(hooks).order_by(hooks.c.number)).mappings().all()
    return [_hook(row) for row in rows]


def get_hook(store: Store, hook: str) -> Hook:
    """Return a hook; NotFound if there is none of that id."""
    query = select(hooks).where(hooks.c.number == hook_number(hook))
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        raise _no_hook(hook)
    return _hook(row)


def delete_hook(store: Store, hook: str) -> None:
    """Forget a hook and its messages; NotFound if there is none of that id."""
    with store.writing() as connection:
        done = connection.execute(delete(hooks).where(hooks.c.number == hook_number(hook)))
    if not done.rowcount:
        raise _no_hook(hook)


def add_deliveries(store: Store, messages: Iterable[Delivery]) -> None:
    """Keep messages that are to be sent."""
    rows = [_delivery_row(message) for message in messages]
    if rows:
        with store.writing() as connection:
            connection.execute(insert(deliveries), rows)


def claim_deliveries(store: Store, *, now: datetime, limit: int = 50) -> list[Delivery]:
    """Take messages that are due to be sent; nobody else gets them for `CLAIMED_FOR`."""
    due = (
        select(deliveries.c.number)
        .join(hooks, hooks.c.number == deliveries.c.hook_number)
        .where(deliveries.c.state == DeliveryState.WAITING.value)
        .where(deliveries.c.next_try_at <= now, hooks.c.paused.is_(False))
        .order_by(deliveries.c.next_try_at)
        .limit(limit)
    )
    with store.writing() as connection:
        if not store.on_sqlite:
            due = due.with_for_update(of=deliveries, skip_locked=True)
        numbers = connection.execute(due).scalars().all()
        if not numbers:
            return []
        taken = update(deliveries).where(deliveries.c.number.in_(numbers))
        connection.execute(taken.values(next_try_at=now + CLAIMED_FOR))
        query = select(deliveries).where(deliveries.c.number.in_(numbers))
        rows = connection.execute(query.order_by(deliveries.c.number)).mappings().all()
    return [_delivery(row) for row in rows]


def save_delivery(store: Store, delivery: Delivery) -> None:
    """Keep what came of a try; NotFound when the message is gone with its hook."""
    row = _delivery_row(delivery)
    changed = (
        update(deliveries)
        .where(deliveries.c.number == delivery_number(delivery.id))
        .values({name: row[name] for name in OUTCOME})
    )
    with store.writing() as connection:
        done = connection.execute(changed)
    if not done.rowcount:
        raise no_delivery(delivery.id)


def get_delivery(store: Store, delivery: str) -> Delivery:
    """Return a message; NotFound if there is none of that id."""
    query = select(deliveries).where(deliveries.c.number == delivery_number(delivery))
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        raise no_delivery(delivery)
    return _delivery(row)


def no_delivery(delivery: str) -> NotFound:
    """Return the error that says that a message isn't there."""
    return NotFound(
        f"there is no message {delivery!r} of that hook",
        next_step="Look at the hook's list; a deleted hook takes its messages along.",
    )


def list_deliveries(
    store: Store, hook: str, *, limit: int = 50, before: str = ""
) -> Sequence[Delivery]:
    """Return the latest messages to a hook, newest first; `before` is the last id of a page."""
    query = select(deliveries).where(deliveries.c.hook_number == hook_number(hook))
    if before:
        query = query.where(deliveries.c.number < delivery_number(before))
    with store.reading() as connection:
        newest = query.order_by(deliveries.c.number.desc()).limit(limit)
        return [_delivery(row) for row in connection.execute(newest).mappings()]


def _no_hook(hook: str) -> NotFound:
    return NotFound(f"there is no hook {hook!r}", next_step="Look at the list of hooks.")


def _hook(row: StoredRow) -> Hook:
    return Hook(
        id=hook_id(row["number"]),
        address=row["address"],
        events=tuple(HookEvent(event) for event in row["events"]),
        secret=row["secret"],
        created_at=row["created_at"],
        paused=row["paused"],
    )


def _delivery_row(delivery: Delivery) -> dict[str, Any]:
    return {
        "hook_number": hook_number(delivery.hook_id),
        "event": delivery.event.value,
        "body": storable_text(delivery.body),
        "created_at": delivery.created_at,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "status": delivery.status,
        "error": storable_text(delivery.error),
        "next_try_at": delivery.next_try_at or delivery.created_at,
        "delivered_at": delivery.delivered_at,
    }


def _delivery(row: StoredRow) -> Delivery:
    return Delivery(
        id=delivery_id(row["number"]),
        hook_id=hook_id(row["hook_number"]),
        event=HookEvent(row["event"]),
        body=row["body"],
        created_at=row["created_at"],
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        status=row["status"],
        error=row["error"],
        next_try_at=row["next_try_at"],
        delivered_at=row["delivered_at"],
    )
