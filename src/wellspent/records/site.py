"""Site: a place on the web (or a mailbox) that sends us enquiries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A source of enquiries, with its own limits, so that one flooding site stops no other.

    `name` is part of the address (`/forms/NAME`); `origins` are the web origins that may post
    from a page; `mapping` names how its fields become a lead's (empty: by the usual names).
    `secret`, when set, signs webhooks that come in.
    """

    name: str
    origins: tuple[str, ...] = ()
    mapping: str = ""
    secret: str = ""
    enquiries_a_minute: int = 60
    most_kilobytes: int = 64
    thanks_address: str = ""
    language: str = "en"
