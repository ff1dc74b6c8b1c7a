"""Question references: what stands in a question that we send, so that its answer finds back.

Such as `L42.employees.3f9ac2d41b5e`: the lead, what was asked for, and a signature, so that nobody
can answer for somebody else by guessing. It goes into the subject, the Message-ID or the address
that is answered to.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable

from wellspent.store.connect import Store
from wellspent.store.own_key import own_key

REFERENCE = re.compile(r"\b(L\d{1,18})\.([a-z_]{2,40})\.([0-9a-f]{12})\b")
MOST_LOOKED_AT = 20


def question_reference(store: Store, lead_id: str, field: str) -> str:
    """Return the reference of a question about a lead; `field` is what it asks for."""
    return f"{lead_id}.{field}.{_signature(own_key(store), lead_id, field)}"


def question_of_reply(store: Store, texts: Iterable[str]) -> tuple[str, str] | None:
    """Return the lead and the field that a reply answers, by the first reference that is ours."""
    key = own_key(store)
    for text in texts:
        for place, found in enumerate(REFERENCE.finditer(text)):
            lead_id, field, signature = found.groups()
            if hmac.compare_digest(signature, _signature(key, lead_id, field)):
                return lead_id, field
            if place >= MOST_LOOKED_AT:
                break
    return None


def _signature(key: bytes, lead_id: str, field: str) -> str:
    said = f"question\x1f{lead_id}\x1f{field}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()[:12]
