"""Identity: what makes two rows of two files the same record.

A record's identity is, in this order: the key that its source system gave it (`x:`); what names
such a thing in real life (`n:`: a company's domain, a person's e-mail, who enquired when); else
everything that it says but its outcome (`h:`). Rows of the last sort may well be alike and still
be different enquiries, so they are told apart by how often they occurred in the file
(`repeats`); the file read again gives the same identities again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from wellspent.clean.company_name import normalise_company
from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.raw import Record
from wellspent.store.column_types import storable_text
from wellspent.store.rows import row_from_record

SETTLED_LATER = frozenset({"outcome", "closed_at", "owner", "stage"})
"""Fields that change while a record stays the same; they are no part of what it is."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a record is. `natural` is set beside a source's key where a file without that key
    would still recognise it; `repeats` marks identities that are counted within a file.
    """

    key: str
    natural: str = ""
    repeats: bool = False


def identity_of(record: Record) -> Identity:
    """Return the identity of a record."""
    natural = natural_key(record)
    if record.external_id:
        return Identity(f"x:{storable_text(record.external_id)}", natural)
    if natural:
        return Identity(natural, natural)
    return Identity(f"h:{content_digest(record)}", repeats=True)


def natural_key(record: Record) -> str:
    """Return the identity by what names such a thing in real life; empty if nothing does."""
    if isinstance(record, Account):
        return _account_key(record)
    if isinstance(record, Contact):
        return _contact_key(record)
    if isinstance(record, Lead):
        return _lead_key(record)
    if isinstance(record, Deal):
        return _deal_key(record)
    if isinstance(record, Activity):
        return _activity_key(record)
    given = record.giver_key or record.giver_id, record.receiver_key or record.receiver_id
    return f"n:{_digest([*given, record.referred_at])}" if any(given) else ""


def content_digest(record: Record, *, without: frozenset[str] = SETTLED_LATER) -> str:
    """Return a digest of all that a record says, but for what is settled later."""
    row = row_from_record(record)
    kept = [item for item in sorted(row.items()) if item[0] not in without]
    return _digest([part for item in kept for part in item])


def _account_key(account: Account) -> str:
    if account.domain:
        return storable_text(f"n:d:{account.domain.casefold()}")
    name = normalise_company(account.name) or account.name.strip().casefold()
    return storable_text(f"n:c:{name}|{account.country.casefold()}") if name else ""


def _contact_key(contact: Contact) -> str:
    if contact.email:
        return storable_text(f"n:e:{contact.email.casefold()}")
    if contact.name and (contact.account_key or contact.account_id or contact.phone):
        place = [contact.account_key or contact.account_id, contact.phone]
        return f"n:{_digest([contact.name.casefold(), *place])}"
    return ""


def _lead_key(lead: Lead) -> str:
    who = [lead.email.casefold(), lead.phone, lead.name.casefold()]
    if not any(who) or lead.arrived_at is None:
        return ""
    return f"n:{_digest([*who, lead.company.casefold(), lead.arrived_at, lead.message])}"


def _deal_key(deal: Deal) -> str:
    account = deal.account_key or deal.account_id
    if not deal.name or not (account or deal.created_at):
        return ""
    return f"n:{_digest([deal.name.casefold(), account, deal.created_at])}"


def _activity_key(activity: Activity) -> str:
    who = activity.contact_key or activity.contact_id or activity.account_key
    who = who or activity.account_id or " ".join(activity.participants)
    if not who or activity.happened_at is None:
        return ""
    what = [str(activity.kind), str(activity.direction), activity.subject, activity.body]
    return f"n:{_digest([who, activity.happened_at, *what])}"


def _digest(parts: Sequence[Any]) -> str:
    text = "\x1f".join(part if isinstance(part, str) else _plain(part) for part in parts)
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=16).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return repr(value.timestamp())
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        items = sorted(cast(dict[str, Any], value).items())
        return "{" + _digest([part for item in items for part in item]) + "}"
    if isinstance(value, list | tuple):
        return "[" + _digest(cast(Sequence[Any], value)) + "]"
    return repr(value)
