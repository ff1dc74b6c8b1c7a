"""Webhook: one signed message to another program.

Signed as Standard Webhooks (standardwebhooks.com) says, so that receivers verify it with a
library of their own language. Redirects aren't followed: they would lead to an address that
nobody looked at.
"""

from dataclasses import dataclass
from datetime import datetime

import httpx
from standardwebhooks.webhooks import Webhook

from wellspent.deliver.address import Destination, Resolve, find_destination, resolve
from wellspent.errors import InputError
from wellspent.records.hook import Delivery, Hook

PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What came of one try: `status` is the HTTP status, None when no answer came."""

    delivered: bool
    status: int | None = None
    error: str = ""


def send_message(
    hook: Hook,
    delivery: Delivery,
    *,
    now: datetime,
    private_too: bool = False,
    lookup: Resolve = resolve,
) -> Receipt:
    """Send one message, signed, and return what came of it. Never raises for what others do."""
    try:
        destination = find_destination(hook.address, private_too=private_too, lookup=lookup)
        status = _post(destination, delivery.body, _headers(hook, delivery, now))
    except InputError as error:
        return Receipt(delivered=False, error=error.what)
    except OSError as error:
        return Receipt(delivered=False, error=f"the name can't be resolved: {error.strerror}")
    except httpx.TimeoutException:
        return Receipt(delivered=False, error=f"no answer within {PATIENCE_SECONDS:g} seconds")
    except httpx.HTTPError as error:
        return Receipt(delivered=False, error=f"the connection failed: {error}")
    if 200 <= status < 300:
        return Receipt(delivered=True, status=status)
    return Receipt(delivered=False, status=status, error=_why(status))


def _post(to: Destination, body: str, headers: dict[str, str]) -> int:
    shown = f"[{to.ip}]" if ":" in to.ip else to.ip
    usual = 443 if to.scheme == "https" else 80
    name = f"[{to.host}]" if ":" in to.host else to.host
    headers = {**headers, "host": name if to.port == usual else f"{name}:{to.port}"}
    # The certificate is checked against the name, while the call goes to the address looked at.
    with (
        httpx.Client(timeout=PATIENCE_SECONDS, follow_redirects=False, trust_env=False) as client,
        client.stream(
            "POST",
            f"{to.scheme}://{shown}:{to.port}{to.path}",
            content=body.encode(),
            headers=headers,
            extensions={"sni_hostname": to.host},
        ) as answer,
    ):
        return answer.status_code


def _headers(hook: Hook, delivery: Delivery, now: datetime) -> dict[str, str]:
    signature = Webhook(hook.secret).sign(msg_id=delivery.id, timestamp=now, data=delivery.body)
    return {
        "content-type": "application/json",
        "user-agent": "Wellspent",
        "webhook-id": delivery.id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature,
    }


def _why(status: int) -> str:
    if 300 <= status < 400:
        return f"it answered {status}, a redirect; give the final address instead"
    return f"it answered {status}"
