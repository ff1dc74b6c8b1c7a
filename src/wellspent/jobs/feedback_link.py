"""Feedback link: a secret of which only the hash is kept, signed so that guesses cost nothing."""

import hashlib
import hmac
import re
import secrets

from wellspent.errors import NotFound
from wellspent.store.connect import Store
from wellspent.store.own_key import own_key

SECRET_BYTES = 16
SIGNED = 22
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}[0-9a-f]{22}")


def new_token(store: Store) -> str:
    """Return a new link's token: its secret and our signature, 44 letters."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return secret + _signature(own_key(store), secret)


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def check_token(key: bytes, token: str) -> None:
    """Raise NotFound for a token that we didn't sign; the store isn't asked for it."""
    signed = _TOKEN.fullmatch(token)
    secret, signature = token[:-SIGNED], token[-SIGNED:]
    if not signed or not hmac.compare_digest(signature, _signature(key, secret)):
        raise NotFound(
            "This link isn't complete.",
            next_step="Copy the whole link out of the message, or answer the message instead.",
        )


def _signature(key: bytes, secret: str) -> str:
    said = f"feedback\x1f{secret}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()[:SIGNED]
