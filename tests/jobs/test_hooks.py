import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook

from tests.deliver.loopback import webhook_receiver
from wellspent.errors import InputError, NotFound
from wellspent.jobs.hooks import add_hook, delete_hook, list_deliveries, pause_hook, send_again
from wellspent.jobs.tell_hooks import PAUSES, send_waiting, tell_hooks
from wellspent.records.hook import DeliveryState, HookEvent
from wellspent.records.lead import Lead
from wellspent.store.connect import Store

LEAD = Lead(id="l1", company="Sample Foods", message="ours alone", arrived_at=datetime.now(UTC))
ROUTED = [HookEvent.LEAD_ROUTED]


def now() -> datetime:
    return datetime.now(UTC)


def test_message_reaches_the_program_that_asked(store: Store) -> None:
    with webhook_receiver() as receiver:
        hook = add_hook(store, receiver.address, ROUTED, now=now())
        assert tell_hooks(store, HookEvent.LEAD_ROUTED, LEAD, now=now()) == 1
        assert send_waiting(store, now=now(), private_too=True) == 1
        assert send_waiting(store, now=now(), private_too=True) == 0
    headers, body = receiver.received[0]
    told = Webhook(hook.secret).verify(body, headers)
    assert told["type"] == "lead.routed"
    assert told["data"]["company"] == "Sample Foods"
    assert b"ours alone" not in body
    (kept,) = list_deliveries(store, hook.id)
    assert (kept.state, kept.attempts, kept.status) == (DeliveryState.DELIVERED, 1, 204)


def test_program_that_asked_for_something_else_hears_nothing(store: Store) -> None:
    add_hook(store, "https://crm.example/hook", [HookEvent.LEAD_MARKED], now=now())
    assert tell_hooks(store, HookEvent.LEAD_ROUTED, LEAD, now=now()) == 0


def test_failed_message_is_tried_again_with_growing_pauses_and_then_given_up(store: Store) -> None:
    with webhook_receiver() as receiver:
        receiver.status = 503
        hook = add_hook(store, receiver.address, ROUTED, now=now())
        at = now()
        tell_hooks(store, HookEvent.LEAD_ROUTED, LEAD, now=at)
        for pause in (*PAUSES, timedelta(0)):
            assert send_waiting(store, now=at, private_too=True) == 1
            assert send_waiting(store, now=at, private_too=True) == 0
            at += pause
    (kept,) = list_deliveries(store, hook.id)
    assert (kept.state, kept.attempts) == (DeliveryState.FAILED, len(PAUSES) + 1)
    assert kept.error == "it answered 503"
    assert len({headers["webhook-id"] for headers, _ in receiver.received}) == 1


def test_given_up_message_can_be_sent_again(store: Store) -> None:
    with webhook_receiver() as receiver:
        hook = add_hook(store, receiver.address, ROUTED, now=now())
        tell_hooks(store, HookEvent.LEAD_ROUTED, LEAD, now=now())
        send_waiting(store, now=now(), private_too=True)
        (kept,) = list_deliveries(store, hook.id)
        send_again(store, hook.id, kept.id, now=now())
        assert send_waiting(store, now=now(), private_too=True) == 1
    assert len(receiver.received) == 2


def test_message_of_another_hook_is_not_found(store: Store) -> None:
    one = add_hook(store, "https://crm.example/one", ROUTED, now=now())
    two = add_hook(store, "https://crm.example/two", [HookEvent.LEAD_MARKED], now=now())
    tell_hooks(store, HookEvent.LEAD_ROUTED, LEAD, now=now())
    (kept,) = list_deliveries(store, one.id)
    with pytest.raises(NotFound):
        send_again(store, two.id, kept.id, now=now())


def test_paused_hook_gets_its_messages_later(store: Store) -> None:
    with webhook_receiver() as receiver:
        hook = add_hook(store, receiver.address, ROUTED, now=now())
        pause_hook(store, hook.id, paused=True)
        tell_hooks(store, HookEvent.LEAD_ROUTED, LEAD, now=now())
        assert send_waiting(store, now=now(), private_too=True) == 0
        pause_hook(store, hook.id, paused=False)
        assert send_waiting(store, now=now(), private_too=True) == 1


def test_private_address_is_told_in_the_log_and_not_called(store: Store) -> None:
    with webhook_receiver() as receiver:
        hook = add_hook(store, receiver.address, ROUTED, now=now())
        tell_hooks(store, HookEvent.LEAD_ROUTED, LEAD, now=now())
        send_waiting(store, now=now())
    assert receiver.received == []
    (kept,) = list_deliveries(store, hook.id)
    assert "isn't a public address" in kept.error


@pytest.mark.parametrize("address", ["crm.example", "ftp://crm.example", "https://a:b@crm.example"])
def test_address_that_no_message_can_go_to_is_refused(store: Store, address: str) -> None:
    with pytest.raises(InputError):
        add_hook(store, address, ROUTED, now=now())


def test_hook_without_an_event_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="no event"):
        add_hook(store, "https://crm.example/hook", [], now=now())


def test_deleted_hook_takes_its_messages_along(store: Store) -> None:
    hook = add_hook(store, "https://crm.example/hook", ROUTED, now=now())
    tell_hooks(store, HookEvent.LEAD_ROUTED, LEAD, now=now())
    delete_hook(store, hook.id)
    assert send_waiting(store, now=now()) == 0
    with pytest.raises(NotFound):
        list_deliveries(store, hook.id)


def test_message_body_is_json_that_says_what_was_decided() -> None:
    from wellspent.jobs.tell_hooks import message_body

    said = json.loads(message_body(HookEvent.LEAD_MARKED, LEAD, now=now(), said="genuine"))
    assert said["data"]["said"] == "genuine"
    assert said["data"]["lead_id"] == "l1"
