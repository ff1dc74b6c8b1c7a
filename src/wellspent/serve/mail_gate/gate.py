"""The gate itself: what a mail program says is passed on to the mail server, and its answers back.

Only the message is looked at. Authentication goes through word by word; nothing of it is kept or
logged.
"""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic
from typing import Any, Final, cast

import aiosmtplib
from aiosmtpd import smtp
from aiosmtplib import SMTPException, SMTPResponseException
from aiosmtplib.response import SMTPResponse

from wellspent.jobs.review_mail import held_for
from wellspent.records.finding import Review
from wellspent.serve.loopback import is_loopback
from wellspent.serve.mail_gate.answer import (
    header,
    header_unchecked,
    held,
    not_in_full,
    reply,
)
from wellspent.serve.mail_gate.upstream import PATIENCE_FOR_MESSAGE, Upstream

logger = logging.getLogger(__name__)
# aiosmtpd writes every line it reads at level DEBUG; mail is nobody's business but the two sides'.
logging.getLogger("mail.log").setLevel(logging.WARNING)

LARGEST_MESSAGE: Final = 50 * 1024 * 1024
LONGEST_AUTH_LINE: Final = 12_288
"""RFC 4954, 4.: the longest line of an authentication exchange."""

PATIENCE_FOR_CLIENT: Final = 300.0
PASSED_ON: Final = ("8BITMIME", "SMTPUTF8", "AUTH")
NOBODY: Final = "<>"
"""How aiosmtpd reads the sender of receipts and automatic answers (RFC 5321, 4.5.5)."""

MOST_AT_ONCE: Final = 4
"""So many reviews run at a time; others wait for their turn, within their patience."""

GRACE: Final = 2.0
"""Seconds after the deadline in which a review may still say what it has got."""

Judge = Callable[[bytes, str, list[str], float], Review]
"""Reviews a message (its bytes, the sender, the recipients); may take its time, and may fail.

Past the deadline (by `time.monotonic`) it begins nothing more.
"""


def _reviewers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="review")


class WhenUnable(StrEnum):
    """What to do with a message that can't be reviewed, or not in full."""

    OPEN = "open"
    SHUT = "shut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """How the gate works: the server behind it, who judges, and what if that fails.

    `patience` is how many seconds a review may take, with its wait for one of the `reviewers`.
    """

    upstream: Upstream
    judge: Judge
    when_unable: WhenUnable = WhenUnable.OPEN
    patience: float = 10.0
    certificate: ssl.SSLContext | None = None
    largest: int = LARGEST_MESSAGE
    grace: float = GRACE
    reviewers: ThreadPoolExecutor = field(default_factory=_reviewers, repr=False)


class GateConnection(smtp.SMTP):
    """One mail program's connection, with one of its own to the mail server behind."""

    line_length_limit = 1_000_000

    def __init__(self, gate: Gate) -> None:
        """Take how the gate works."""
        super().__init__(
            _Passing(gate, self),
            data_size_limit=gate.largest,
            enable_SMTPUTF8=True,
            tls_context=gate.certificate,
            hostname="wellspent-gate",
            ident="Wellspent mail gate",
            timeout=PATIENCE_FOR_CLIENT,
            auth_require_tls=False,
        )
        self.gate = gate
        self.server: aiosmtplib.SMTP | None = None

    @property
    def passing(self) -> "_Passing":
        """Return what passes commands on."""
        return cast("_Passing", self.event_handler)

    def connection_lost(self, error: Exception | None) -> None:
        """Leave the mail server too."""
        super().connection_lost(error)
        if self.server is not None:
            self.server.close()
            self.server = None

    async def smtp_AUTH(self, arg: str | None) -> None:
        """Pass authentication on, line by line, to the server behind."""
        if await self.check_helo_needed("EHLO"):
            return
        if not self.may_authenticate():
            await self.push("538 5.7.11 Encryption required: say STARTTLS first")
            return
        if not arg:
            await self.push("501 5.5.4 Syntax: AUTH mechanism [initial-response]")
            return
        answer = await self.passing.command(b"AUTH", arg.encode("ascii", "replace"))
        while answer.code == 334:
            await self.push(f"334 {answer.message}")
            line = (await self._reader.readline()).removesuffix(b"\n").removesuffix(b"\r")
            if len(line) > LONGEST_AUTH_LINE or b"\r" in line:
                await self.passing.command(b"*")  # calls the exchange off (RFC 4954, 4.)
                await self.push("500 5.5.6 The line is too long, or no line")
                return
            answer = await self.passing.command(line)
        await self.push(_as_reply(answer))

    @property
    def is_encrypted(self) -> bool:
        """Return whether the mail program has said STARTTLS."""
        return self._tls_protocol is not None

    def may_authenticate(self) -> bool:
        """Return whether a password may be said: both ways are encrypted, or inside a machine."""
        peer = self.session.peer if self.session else None
        at_home = isinstance(peer, tuple) and is_loopback(str(cast(tuple[Any, ...], peer)[0]))
        return self.gate.upstream.is_private and (self.is_encrypted or at_home)

    async def smtp_QUIT(self, arg: str) -> None:
        """Say goodbye to both sides."""
        if self.server is not None:
            await self.passing.command(b"QUIT")
        await super().smtp_QUIT(arg)


class _Passing:
    """Passes commands on to the server behind, and looks at messages on their way."""

    def __init__(self, gate: Gate, connection: GateConnection) -> None:
        self._gate = gate
        self._connection = connection

    async def handle_EHLO(
        self, _server: Any, session: Any, _envelope: Any, hostname: str, _responses: list[str]
    ) -> list[str]:
        """Offer what the server behind offers, as far as the gate understands it."""
        session.host_name = hostname
        connection = self._connection
        if connection.server is not None:
            connection.server.close()
        try:
            connection.server = await self._gate.upstream.connect()
        except (SMTPException, OSError, TimeoutError) as error:
            logger.warning("the mail server behind the gate can't be reached: %s", error)
            return ["421 4.4.1 The mail server behind the gate can't be reached; try again later"]
        offered = [f"SIZE {self._size()}", *self._passed_on()]
        if self._gate.certificate is not None and not connection.is_encrypted:
            offered.append("STARTTLS")
        lines = [connection.hostname, *offered, "HELP"]
        return [f"250-{line}" for line in lines[:-1]] + [f"250 {lines[-1]}"]

    async def handle_HELO(self, server: Any, session: Any, envelope: Any, hostname: str) -> str:
        """Answer the old greeting."""
        answers = await self.handle_EHLO(server, session, envelope, hostname, [])
        return answers[0] if answers[0].startswith("421") else f"250 {self._connection.hostname}"

    def _size(self) -> int:
        said = self._server().esmtp_extensions.get("size", "")
        size = int(said) if said.isdigit() else 0
        return min(size or self._gate.largest, self._gate.largest)

    def _passed_on(self) -> list[str]:
        offered = self._server().esmtp_extensions
        known = [name for name in PASSED_ON if name.lower() in offered]
        if not self._connection.may_authenticate():
            known = [name for name in known if name != "AUTH"]
        return [f"{name} {offered[name.lower()]}".strip() for name in known]

    async def handle_MAIL(
        self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Pass the sender on."""
        known = [each for each in options if self._is_known(each)]
        sender = address.removeprefix(NOBODY)
        answer = await self.command(*_encoded("MAIL", f"FROM:<{sender}>", *known))
        if answer.code < 300:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return _as_reply(answer)

    def _is_known(self, option: str) -> bool:
        """Return whether the server behind takes this; a size would no longer be right."""
        name = option.partition("=")[0]
        needed = {"BODY": "8bitmime", "SMTPUTF8": "smtputf8"}.get(name, "")
        return bool(needed) and needed in self._server().esmtp_extensions

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        """Pass a recipient on."""
        answer = await self.command(*_encoded("RCPT", f"TO:<{address}>"))
        if answer.code < 300:
            envelope.rcpt_tos.append(address)
        return _as_reply(answer)

    async def handle_RSET(self, _server: Any, _session: Any, _envelope: Any) -> str:
        """Begin afresh on both sides."""
        return _as_reply(await self.command(b"RSET"))

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Look at the message; pass it on, or hold it and say why."""
        content = cast(bytes, envelope.content)
        if _is_signed(content) and _has_bare_ends(content):
            # Passing it on would end its lines properly, and so break the signature.
            await self.command(b"RSET")
            return "550 5.6.0 The signed message has bare CR or LF; mail ends lines with CR LF"
        sender = envelope.mail_from.removeprefix(NOBODY)
        mark, refusal = await self._judged(content, sender, envelope.rcpt_tos)
        if refusal:
            await self.command(b"RSET")
            return refusal
        try:
            answer = await self._server().data(mark + content, timeout=PATIENCE_FOR_MESSAGE)
        except SMTPResponseException as error:
            return _as_reply(SMTPResponse(error.code, error.message))
        except (SMTPException, OSError, TimeoutError) as error:
            logger.warning("the mail server behind the gate went away: %s", error)
            return reply("451", "4.4.2", ["The mail server behind the gate went away; try again"])
        return _as_reply(answer)

    async def _judged(self, content: bytes, sender: str, to: list[str]) -> tuple[bytes, str]:
        """Return the header to put before the message, or the refusal to answer with."""
        gate = self._gate
        loop, deadline = asyncio.get_running_loop(), monotonic() + gate.patience
        work = loop.run_in_executor(gate.reviewers, gate.judge, content, sender, to, deadline)
        try:
            review = await asyncio.wait_for(work, gate.patience + gate.grace)
        except Exception as error:  # whatever it is: mail is let through or kept, as was set
            logger.exception("a message couldn't be reviewed")
            if gate.when_unable is WhenUnable.OPEN:
                return header_unchecked(f"the review failed ({type(error).__name__})"), ""
            said = "The review failed, and the gate is set to shut; try again later"
            return b"", reply("451", "4.7.0", [said])
        if findings := held_for(review):
            return b"", held(findings)
        if review.failed and gate.when_unable is WhenUnable.SHUT:
            return b"", not_in_full(review)
        return header(review), ""

    async def command(self, *words: bytes) -> SMTPResponse:
        """Say something to the server behind and return its answer; 421 when it is gone."""
        return await _answer(self._server().execute_command(*words))

    def _server(self) -> aiosmtplib.SMTP:
        server = self._connection.server
        if server is None:
            raise ConnectionError("the mail server behind the gate is gone")
        return server

    async def handle_exception(self, error: Exception) -> str:
        """Answer that this may be tried again, whatever happened."""
        if isinstance(error, ValueError):  # a line end or no letter within a command's words
            return "501 5.5.2 That isn't understood"
        logger.warning("the gate had to give up on a command: %s", type(error).__name__)
        return "451 4.3.0 The gate had to give up on this; try again later"


def _is_signed(content: bytes) -> bool:
    head = content[:65_536].lower()
    return b"multipart/signed" in head or b"pkcs7-mime" in head


def _has_bare_ends(content: bytes) -> bool:
    whole = content.count(b"\r\n")
    return content.count(b"\n") > whole or content.count(b"\r") > whole


async def _answer(asked: Awaitable[SMTPResponse]) -> SMTPResponse:
    try:
        return await asked
    except SMTPResponseException as error:
        return SMTPResponse(error.code, error.message)
    except (SMTPException, OSError, TimeoutError):
        return SMTPResponse(421, "4.4.2 The mail server behind the gate went away")


def _encoded(*words: str) -> list[bytes]:
    return [word.encode("utf-8") for word in words]


def _as_reply(answer: SMTPResponse) -> str:
    """Return an answer of the server behind, word by word."""
    lines = answer.message.split("\n")
    marks = ["-"] * (len(lines) - 1) + [" "]
    pairs = zip(marks, lines, strict=True)
    return "\r\n".join(f"{answer.code}{mark}{line.rstrip()}" for mark, line in pairs)
