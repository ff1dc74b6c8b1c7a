"""The public address: where customers reach this server, for the links that they are sent."""

from wellspent.serve.loopback import is_loopback
from wellspent.settings import Settings

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
