"""Tell hooks: keep a message for each program that asked, and send those that are due.

A message is in the store before anything is sent, so a stop in between loses none; the same one
may arrive twice, with the same `webhook-id`.
"""

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from wellspent.deliver.address import Resolve, resolve
from wellspent.deliver.webhook import Receipt, send_message
from wellspent.errors import NotFound
from wellspent.records.hook import Delivery, DeliveryState, HookEvent
from wellspent.records.lead import Lead
from wellspent.records.route import RoutedLead
from wellspent.store import hooks
from wellspent.store.connect import Store

PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400)
)
"""How long to wait after each failed try (as Standard Webhooks advises); then it is given up."""

MOST_AT_ONCE = 50
AT_THE_SAME_TIME = 5
"""One slow receiver holds up no other; all of a batch are tried while they are still claimed."""

_log = logging.getLogger("wellspent.jobs")


def tell_hooks(
    store: Store,
    event: HookEvent,
    lead: Lead,
    *,
    now: datetime,
    routed: RoutedLead | None = None,
    said: str = "",
) -> int:
    """Keep a message about a lead for every hook that asked for this event; return how many.

    `said` is what a person said (a mark, who released it). Paused hooks get theirs later.
    """
    asking = [hook for hook in hooks.list_hooks(store) if event in hook.events]
    if not asking:
        return 0
    body = message_body(event, lead, now=now, routed=routed, said=said)
    hooks.add_deliveries(
        store,
        [Delivery(hook_id=hook.id, event=event, body=body, created_at=now) for hook in asking],
    )
    return len(asking)


def message_body(
    event: HookEvent,
    lead: Lead,
    *,
    now: datetime,
    routed: RoutedLead | None = None,
    said: str = "",
) -> str:
    """Return a message as JSON: `type`, `timestamp` and `data`.

    It says what was decided and which lead; what a person wrote is fetched with the lead.
    """
    data: dict[str, object] = {
        "lead_id": lead.id,
        "external_id": lead.external_id,
        "company": lead.company,
        "source": lead.source,
        "arrived_at": lead.arrived_at.isoformat() if lead.arrived_at else None,
    }
    if routed is not None:
        data |= {
            "route": routed.route.value,
            "reason": routed.reason,
            "authenticity": routed.authenticity,
            "authenticity_low": routed.authenticity_low,
            "authenticity_high": routed.authenticity_high,
            "kind": routed.kind.value,
            "owner": routed.owner,
            "due_at": routed.due_at.isoformat() if routed.due_at else None,
        }
    if said:
        data["said"] = said
    message = {"type": event.value, "timestamp": now.isoformat(), "data": data}
    return json.dumps(message, ensure_ascii=False)


def send_waiting(
    store: Store,
    *,
    now: datetime,
    private_too: bool = False,
    limit: int = MOST_AT_ONCE,
    lookup: Resolve = resolve,
) -> int:
    """Send the messages that are due, and keep what came of each; return how many were tried."""
    due = hooks.claim_deliveries(store, now=now, limit=limit)
    if not due:
        return 0
    known = {hook.id: hook for hook in hooks.list_hooks(store)}

    def send(delivery: Delivery) -> None:
        hook = known.get(delivery.hook_id)
        if hook is not None:
            receipt = send_message(hook, delivery, now=now, private_too=private_too, lookup=lookup)
            _keep(store, after_try(delivery, receipt, now=now))

    with ThreadPoolExecutor(max_workers=AT_THE_SAME_TIME) as senders:
        list(senders.map(send, due))
    return len(due)


def after_try(delivery: Delivery, receipt: Receipt, *, now: datetime) -> Delivery:
    """Return a message as it stands after a try: delivered, waiting for the next, or given up."""
    tried = replace(
        delivery, attempts=delivery.attempts + 1, status=receipt.status, error=receipt.error
    )
    if receipt.delivered:
        return replace(tried, state=DeliveryState.DELIVERED, delivered_at=now, next_try_at=None)
    if tried.attempts > len(PAUSES):
        return replace(tried, state=DeliveryState.FAILED, next_try_at=None)
    return replace(tried, next_try_at=now + PAUSES[tried.attempts - 1])


def _keep(store: Store, delivery: Delivery) -> None:
    try:
        hooks.save_delivery(store, delivery)
    except NotFound:
        _log.info("message %s is gone with its hook", delivery.id)
