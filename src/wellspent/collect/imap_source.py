"""IMAP sources: which mailbox is read, how it is reached, and how far it was read.

The password is held in memory only: it isn't shown with the source, and no error names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Self

from wellspent.collect.mail_item import MailItem, RefusedMail
from wellspent.errors import InputError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Security(StrEnum):
    """How the connection is protected: TLS from the start, TLS after a first word, or not."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class SignIn(StrEnum):
    """How the mailbox is opened: with a password, or with an access token (XOAUTH2)."""

    PASSWORD = "password"  # noqa: S105 - the name of a way, no password
    TOKEN = "token"  # noqa: S105 - as above


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapSource:
    """A mailbox. `password` is the token where one is used.

    `folders` are those to read; none named: all but drafts, junk and what was thrown away. `port`
    0 is the usual one (993 with TLS, else 143). `certificates` is a file of authorities to trust
    besides the system's. A connection that isn't protected is for servers on this machine only.
    """

    host: str
    user: str
    password: str = field(repr=False)
    port: int = 0
    security: Security = Security.TLS
    sign_in: SignIn = SignIn.PASSWORD
    folders: tuple[str, ...] = ()
    certificates: Path | None = None
    timeout_seconds: float = 60

    @property
    def place(self) -> str:
        """Return the server as errors name it: `imap.example.com:993`."""
        usual = 993 if self.security is Security.TLS else 143
        return f"{self.host}:{self.port or usual}"

    @property
    def name(self) -> str:
        """Return what names this mailbox: `imap://ada@imap.example.com`."""
        return f"imap://{self.user}@{self.host}"


@dataclass(frozen=True, slots=True)
class ImapPlace:
    """How far a folder was read: the last UID, valid under this UIDVALIDITY (RFC 3501, 2.3.1.1)."""

    validity: int
    uid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapMail:
    """A message of a mailbox, and where it lies there."""

    item: MailItem | RefusedMail
    folder: str
    place: ImapPlace


@dataclass(frozen=True, slots=True)
class ImapCursor:
    """How far each folder of a mailbox was read. Kept as text, between one reading and the next."""

    places: Mapping[str, ImapPlace] = field(default_factory=dict[str, ImapPlace])

    def after(self, mail: ImapMail) -> Self:
        """Return the cursor once this message is taken in."""
        return type(self)({**self.places, mail.folder: mail.place})

    def last_uid(self, folder: str, validity: int) -> int:
        """Return up to where a folder was read; 0 when its UIDs were given anew since."""
        place = self.places.get(folder)
        return place.uid if place and place.validity == validity else 0

    def kept(self) -> dict[str, str]:
        """Return the cursor as it is kept: by folder, `validity:uid`."""
        return {name: f"{at.validity}:{at.uid}" for name, at in self.places.items()}

    @classmethod
    def from_kept(cls, kept: Mapping[str, str]) -> Self:
        """Read a kept cursor; nothing stands for the beginning. InputError when it is none."""
        try:
            return cls({name: _place(text) for name, text in kept.items()})
        except ValueError as error:
            raise InputError(
                "how far the mailbox was read can't be understood",
                tried=str(dict(kept))[:200],
                next_step="Read the mailbox from its beginning: what is known changes nothing.",
            ) from error


def _place(text: str) -> ImapPlace:
    validity, uid = text.split(":")
    return ImapPlace(int(validity), int(uid))
