"""Addresses that may be called: where a message to another program can go, and where not.

A server that calls any address it is given can be led to read its own network (server-side
request forgery). So a name is resolved first, every address behind it must be public, and the
call goes to the very address that was looked at: a name that answers differently the second time
(DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from wellspent.errors import InputError

LONGEST_ADDRESS = 2_000

Resolve = Callable[[str, int], list[str]]
"""Turns a host name and a port into its IP addresses; raises OSError when there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """An address that was looked at: the name to call it by, and the IP address to call."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host name, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def check_address(address: str) -> SplitResult:
    """Return the parts of a web address; InputError if no message could ever go there."""
    try:
        parts = urlsplit(address if len(address) <= LONGEST_ADDRESS else "")
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        parts, whole = urlsplit(""), False
    if not whole or parts.username or any(ord(sign) <= 32 for sign in address):
        raise InputError(
            "This is no address that a message can be sent to.",
            where="address",
            next_step="Give a whole one without a password, such as https://crm.example.com/hook.",
        )
    return parts


def find_destination(
    address: str, *, private_too: bool = False, lookup: Resolve = resolve
) -> Destination:
    """Return where a message to this web address goes.

    InputError when the address isn't one, or when it leads into a private network and
    `private_too` doesn't allow that. OSError when the name can't be resolved.
    """
    parts = check_address(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = lookup(host, port)
    inside = [ip for ip in found if not is_public(ip)]
    if inside and not private_too:
        raise InputError(
            f"{host} leads to {inside[0]}, which isn't a public address.",
            where="address",
            next_step="If that is meant, turn on the setting hooks_to_private_addresses.",
        )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(scheme=parts.scheme, host=host, port=port, path=path, ip=found[0])


def is_public(ip: str) -> bool:
    """Return whether an IP address is one of the public internet.

    An IPv6 address that wraps an IPv4 one is judged by what it wraps.
    """
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour or _nat64(address)
        if wrapped is not None:
            return is_public(str(wrapped))
    return address.is_global and not address.is_multicast


def _nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address not in ipaddress.ip_network("64:ff9b::/96"):
        return None
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
