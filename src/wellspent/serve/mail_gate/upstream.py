"""Upstream: the mail server behind the gate, which sends what passes."""

from dataclasses import dataclass
from ssl import SSLContext
from typing import Final
from urllib.parse import urlsplit

from aiosmtplib import SMTP

from wellspent.errors import SettingsError
from wellspent.serve.loopback import is_loopback

SCHEMES: Final = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
PATIENCE: Final = 60.0
"""Seconds to wait for a reply of the server; its answer to a message may take longer."""

PATIENCE_FOR_MESSAGE: Final = 600.0
"""RFC 5321, 4.5.3.2.6: a client waits ten minutes for the answer to a message."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """Where the mail server is, and whether the way to it is encrypted."""

    scheme: str
    host: str
    port: int
    tls: SSLContext | None = None

    @property
    def is_private(self) -> bool:
        """Return whether a password may be sent there: encrypted, or on this very machine."""
        return self.scheme != "smtp" or is_loopback(self.host)

    async def connect(self) -> SMTP:
        """Return a connection that has said EHLO; raises what aiosmtplib and the network raise."""
        client = SMTP(
            hostname=self.host,
            port=self.port,
            timeout=PATIENCE,
            use_tls=self.scheme == "smtps",
            start_tls=self.scheme == "smtp+starttls",
            tls_context=self.tls,
        )
        await client.connect()
        if not client.is_ehlo_or_helo_needed:
            return client
        await client.ehlo()
        return client


def read_upstream(address: str, *, tls: SSLContext | None = None) -> Upstream:
    """Read `smtp+starttls://mail.example.com:587`; SettingsError when it isn't such an address."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise _no_address(address) from error
    if parts.scheme not in SCHEMES or not parts.hostname or parts.path not in ("", "/"):
        raise _no_address(address)
    if parts.username or parts.password:
        raise SettingsError(
            "The mail server's address holds a name or password.",
            tried="The gate passes on what each mail program authenticates with.",
            next_step="Leave it out: smtp+starttls://mail.example.com:587",
        )
    return Upstream(parts.scheme, parts.hostname, port or SCHEMES[parts.scheme], tls)


def _no_address(address: str) -> SettingsError:
    return SettingsError(
        f"{address} isn't the address of a mail server.",
        tried=f"An address begins with {', '.join(f'{scheme}://' for scheme in SCHEMES)}.",
        next_step="Write it such as smtp+starttls://mail.example.com:587",
    )
