"""The public address: where customers reach this server, for the links that they are sent."""

from wellspent.errors import InputError
from wellspent.serve.loopback import is_loopback
from wellspent.settings import Settings
from wellspent.wiring import Wellspent

EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104  what is listened on, not where


def public_address(settings: Settings) -> str:
    """Return the setting `public_address`; without it, the address that this machine opens."""
    if settings.public_address:
        return settings.public_address.rstrip("/")
    host = "localhost" if settings.host in EVERYWHERE else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def only_opens_here(settings: Settings) -> bool:
    """Return whether links lead nowhere but on this machine: no customer can follow them."""
    return not settings.public_address and (
        settings.host in EVERYWHERE or is_loopback(settings.host)
    )


def check_can_send(parts: Wellspent) -> None:
    """Refuse to send a message with a link while there is no way, or the link leads nowhere."""
    if parts.mail_server is None:
        raise InputError(
            "Nothing was sent: there is no mail server.",
            where="mail_server",
            next_step="Set mail_server and mail_sender, or send the link yourself.",
        )
    if only_opens_here(parts.settings):
        raise InputError(
            "Nothing was sent: only this machine could open the link.",
            where="public_address",
            next_step="Set it to this server's address as customers reach it, such as "
            "https://sales.example.com.",
        )
