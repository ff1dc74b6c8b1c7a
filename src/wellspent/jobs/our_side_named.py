"""Our side in words: names, domains and addresses as people give them, told apart."""

import re
from collections.abc import Iterable

from wellspent.clean.domain import is_free_mail
from wellspent.clean.email import bare_address, parse_email
from wellspent.errors import InputError
from wellspent.listen.sides import OurSide

_DOMAIN = re.compile(r"@?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
LONGEST = 320


def our_side_named(words: Iterable[str], *, where: str = "") -> OurSide:
    """Return who is meant to be ours: `ada@example.com`, `example.com` or `Ada Example`, each.

    InputError for nothing, for an address that is none, and for a domain at which anybody can
    have an address.
    """
    names: list[str] = []
    domains: list[str] = []
    addresses: list[str] = []
    for word in words:
        said = word.strip()
        if not said or len(said) > LONGEST:
            raise _unclear(word, where)
        if _DOMAIN.fullmatch(said):
            domains.append(_domain(said.lstrip("@"), where))
        elif "@" in said:
            addresses.append(_address(said, where))
        else:
            names.append(said)
    return OurSide(names=tuple(names), domains=tuple(domains), addresses=tuple(addresses))


def _domain(domain: str, where: str) -> str:
    if is_free_mail(domain):
        raise InputError(
            f"Customers may have an address at {domain}, too.",
            where=where,
            next_step=f"Name our addresses one by one, such as ada@{domain}.",
        )
    return domain


def _address(said: str, where: str) -> str:
    address = parse_email(bare_address(said))
    if address is None:
        raise _unclear(said, where)
    return address


def _unclear(said: str, where: str) -> InputError:
    return InputError(
        f"{said[:100]!r} names nobody of our side.",
        where=where,
        next_step="Give a name, a domain such as example.com, or an address.",
    )
