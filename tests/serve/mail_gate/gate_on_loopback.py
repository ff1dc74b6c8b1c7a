"""A gate between a real mail client and a real mail server, all on this machine."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from wellspent.serve.mail_gate.gate import Gate, GateConnection

AUTHORITY = trustme.CA()
USER, PASSWORD = b"sales@example.com", b"not a real password"


@dataclass
class MailServer:
    """What a mail server behind the gate received, byte for byte."""

    port: int = 0
    received: list[bytes] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)
    answer: str = "250 2.0.0 kept"
    logged_in: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 (the server library's own names)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.answer.startswith("2"):
            self.received.append(bytes(envelope.content or b""))
            self.senders.append(envelope.mail_from or "")
            self.recipients.append(list(envelope.rcpt_tos))
            self.options.append(list(envelope.mail_options))
        return self.answer

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        good = (data.login, data.password) == (USER, PASSWORD)
        if good:
            self.logged_in.append(data.login)
        return AuthResult(success=good, handled=False)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def certificate() -> ssl.SSLContext:
    """Return a certificate for this machine, as a server shows it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


def trusting() -> ssl.SSLContext:
    """Return what trusts such a certificate."""
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


@contextmanager
def mail_server_behind(*, encrypted: bool = False, asks: bool = False) -> Iterator[MailServer]:
    """Run a mail server; `encrypted` with STARTTLS, `asks` for authentication."""
    kept = MailServer()
    controller = Controller(
        kept,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=certificate() if encrypted else None,
        require_starttls=encrypted,
        authenticator=kept.authenticate,
        auth_required=asks,
        auth_require_tls=encrypted,
    )
    controller.start()
    kept.port = controller.port
    try:
        yield kept
    finally:
        controller.stop()


@contextmanager
def running(gate: Gate) -> Iterator[int]:
    """Run a gate in a thread of its own and give the port that it listens on."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> asyncio.Server:
        return await loop.create_server(lambda: GateConnection(gate), "127.0.0.1", 0)

    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(10)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
