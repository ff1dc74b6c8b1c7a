"""Hooks: which programs are told of what happens here, and what came of each message."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from wellspent.deliver.address import check_address
from wellspent.errors import Conflict, InputError
from wellspent.records.hook import Delivery, DeliveryState, Hook, HookEvent
from wellspent.store import hooks
from wellspent.store.connect import Store

MOST_HOOKS = 50
SECRET_BYTES = 24


def list_hooks(store: Store) -> list[Hook]:
    """Return all hooks in the order in which they were made."""
    return hooks.list_hooks(store)


def add_hook(store: Store, address: str, events: Sequence[HookEvent], *, now: datetime) -> Hook:
    """Keep an address that is told of these events from now on; return it with its new secret.

    InputError when no message could go there, or no event is named; Conflict at too many hooks.
    """
    check_address(address)
    if not events:
        raise InputError(
            "The hook names no event.",
            where="events",
            next_step=f"Name at least one of: {', '.join(HookEvent)}.",
        )
    if len(hooks.list_hooks(store)) >= MOST_HOOKS:
        raise Conflict(
            f"There are {MOST_HOOKS} hooks already.", next_step="Delete one that isn't used."
        )
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    chosen = tuple(dict.fromkeys(events))
    return hooks.save_hook(
        store, Hook(address=address, events=chosen, secret=secret, created_at=now)
    )


def pause_hook(store: Store, hook_id: str, *, paused: bool) -> Hook:
    """Pause a hook, or let it go on; messages of the meantime wait. NotFound without it."""
    return hooks.save_hook(store, replace(hooks.get_hook(store, hook_id), paused=paused))


def delete_hook(store: Store, hook_id: str) -> None:
    """Forget a hook with its messages; NotFound without it."""
    hooks.delete_hook(store, hook_id)


def list_deliveries(
    store: Store, hook_id: str, *, limit: int = 50, before: str = ""
) -> Sequence[Delivery]:
    """Return the latest messages to a hook; NotFound without it."""
    hooks.get_hook(store, hook_id)
    return hooks.list_deliveries(store, hook_id, limit=limit, before=before)


def send_again(store: Store, hook_id: str, delivery_id: str, *, now: datetime) -> Delivery:
    """Let a message be tried again at once, whatever came of it; NotFound without it."""
    delivery = hooks.get_delivery(store, delivery_id)
    if delivery.hook_id != hook_id:
        raise hooks.no_delivery(delivery_id)
    waiting = replace(
        delivery,
        state=DeliveryState.WAITING,
        attempts=0,
        error="",
        next_try_at=now,
        delivered_at=None,
    )
    hooks.save_delivery(store, waiting)
    return waiting
