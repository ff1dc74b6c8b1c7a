"""When a form was shown: signed by us, so that the time to fill it in can be told from it."""

import hashlib
import hmac
from datetime import UTC, datetime

from wellspent.store.connect import Store
from wellspent.store.own_key import own_key

LONGEST_TOKEN = 100
SIGNED = 32


def form_key(store: Store) -> bytes:
    """Return the key that forms are signed with."""
    return own_key(store)


def shown_token(key: bytes, site: str, now: datetime) -> str:
    """Return a text that says when a site's form was shown, and that only we can write."""
    moment = f"{now.timestamp():.3f}"
    return f"{moment}.{_signature(key, site, moment)}"


def fill_seconds(key: bytes, site: str, token: str, now: datetime) -> float | None:
    """Return how long ago the form was shown; None when the text isn't ours."""
    moment, _, signature = token[:LONGEST_TOKEN].rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(key, site, moment).encode()):
        return None
    shown = datetime.fromtimestamp(float(moment), UTC)
    return max(0.0, round((now - shown).total_seconds(), 3))


def _signature(key: bytes, site: str, moment: str) -> str:
    said = f"form shown\x1f{site}\x1f{moment}".encode(errors="replace")
    return hmac.new(key, said, hashlib.sha256).hexdigest()[:SIGNED]
