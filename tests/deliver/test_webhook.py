import json
from datetime import UTC, datetime

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tests.deliver.loopback import webhook_receiver
from wellspent.deliver.webhook import send_message
from wellspent.records.hook import Delivery, Hook, HookEvent

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = json.dumps({"type": "lead.routed", "data": {"company": "Kühn & Söhne (sample)"}})


def hook(address: str) -> Hook:
    return Hook(id="1", address=address, events=(HookEvent.LEAD_ROUTED,), secret=SECRET)


def message() -> Delivery:
    return Delivery(
        id="msg_1",
        hook_id="1",
        event=HookEvent.LEAD_ROUTED,
        body=BODY,
        created_at=datetime.now(UTC),
    )


def send(address: str, *, private_too: bool = True):
    return send_message(hook(address), message(), now=datetime.now(UTC), private_too=private_too)


def test_receiver_can_verify_the_message_with_the_standards_own_library():
    with webhook_receiver() as receiver:
        assert send(receiver.address).delivered
    headers, body = receiver.received[0]
    assert Webhook(SECRET).verify(body, headers) == json.loads(BODY)


def test_changed_message_does_not_verify():
    with webhook_receiver() as receiver:
        send(receiver.address)
    headers, body = receiver.received[0]
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body.replace(b"routed", b"marked"), headers)


def test_private_address_is_not_called_unless_allowed():
    with webhook_receiver() as receiver:
        receipt = send(receiver.address, private_too=False)
    assert not receipt.delivered
    assert "isn't a public address" in receipt.error
    assert receiver.received == []


def test_redirect_is_not_followed():
    with webhook_receiver() as receiver, webhook_receiver() as elsewhere:
        receiver.status, receiver.headers = 307, {"location": elsewhere.address}
        receipt = send(receiver.address)
    assert (receipt.delivered, receipt.status) == (False, 307)
    assert elsewhere.received == []


def test_error_of_the_receiver_is_told():
    with webhook_receiver() as receiver:
        receiver.status = 500
        receipt = send(receiver.address)
    assert (receipt.delivered, receipt.status, receipt.error) == (False, 500, "it answered 500")


def test_nobody_listening_is_told():
    with webhook_receiver() as receiver:
        pass
    receipt = send(receiver.address)
    assert not receipt.delivered
    assert "connection failed" in receipt.error


def test_secret_stands_in_no_receipt():
    with webhook_receiver() as receiver:
        receiver.status = 401
        receipt = send(receiver.address)
    assert SECRET not in repr(receipt)
