"""Webhooks: a form tool's message, checked against its signature and flattened into fields."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class SignatureEncoding(StrEnum):
    """How a signature is written."""

    HEX = "hex"
    BASE64 = "base64"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureScheme:
    """How a tool signs: HMAC-SHA256 of the body, in a header, after a prefix such as `sha256=`."""

    header: str
    encoding: SignatureEncoding = SignatureEncoding.HEX
    prefix: str = ""


OWN_SCHEME = SignatureScheme(header="X-Wellspent-Signature", prefix="sha256=")
"""How a program of one's own signs where the tool has no way of its own."""


def sign(body: bytes, secret: str, scheme: SignatureScheme) -> str:
    """Return the signature of a body as it stands in the scheme's header."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    written = (
        digest.hex()
        if scheme.encoding is SignatureEncoding.HEX
        else base64.b64encode(digest).decode()
    )
    return scheme.prefix + written


def is_signed(
    body: bytes, headers: Mapping[str, str], secret: str, scheme: SignatureScheme
) -> bool:
    """Return whether one of the headers (by lower-case name) signs this body with the secret.

    The comparison takes as long for a wrong signature as for a right one.
    """
    shown = headers.get(scheme.header.lower(), "").strip()
    if not shown.startswith(scheme.prefix):
        return False
    wanted = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return hmac.compare_digest(_decoded(shown.removeprefix(scheme.prefix), scheme), wanted)


def _decoded(text: str, scheme: SignatureScheme) -> bytes:
    try:
        if scheme.encoding is SignatureEncoding.HEX:
            return bytes.fromhex(text)
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return b""
