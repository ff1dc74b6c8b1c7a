"""Zones: the time zone of a person, as a record states it or as their country has it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from wellspent.clean.time_zone import parse_time_zone, zone_of_country
from wellspent.records.account import Account
from wellspent.records.attribute import AttributeValue
from wellspent.records.contact import Contact

ZONE_COLUMNS: Final = ("time_zone", "timezone", "hs_timezone")
STATED: Final = "stated"
BY_COUNTRY: Final = "country"

Attributes = Mapping[str, AttributeValue]


def zone_of(
    contact: Contact | None, account: Account | None, own_leads: Iterable[Attributes] = ()
) -> tuple[str, str]:
    """Return the zone (IANA), and how it is known: *stated*, *country*; both empty if it isn't.

    A record of theirs may name it, else an enquiry (`own_leads` are the attributes), else the
    account's; else their country decides if it has one zone only.
    """
    of_contact = contact.attributes if contact else {}
    of_account = account.attributes if account else {}
    for attributes in (of_contact, *own_leads, of_account):
        if zone := stated_zone(attributes):
            return zone, STATED
    countries = (contact.country if contact else "", account.country if account else "")
    zone = zone_by_country(next(filter(None, countries), ""))
    return zone, BY_COUNTRY if zone else ""


@lru_cache(maxsize=512)
def zone_by_country(country: str) -> str:
    """Return the zone of a country by any of its names; empty where it has several, or for none."""
    return zone_of_country(country) if country else ""


def stated_zone(attributes: Attributes) -> str:
    """Return the zone that a record's attributes name; empty if they don't."""
    for column in ZONE_COLUMNS:
        value = attributes.get(column)
        zone = parse_time_zone(value) if isinstance(value, str) else None
        if zone:
            return zone
    return ""
