"""Record fields: what each field of a record kind takes, and what a row must have."""

from enum import StrEnum
from typing import Final

from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.raw import Record
from wellspent.records.referral import Referral
from wellspent.records.source import RecordKind


class FieldKind(StrEnum):
    """What is written into a field, and so how a cell for it is read."""

    TEXT = "text"
    LONG_TEXT = "long text"
    WORD = "word"
    """A category that the record has a field for: industry, source, stage."""
    COMPANY = "company"
    EMAIL = "email"
    PHONE = "phone"
    DOMAIN = "domain"
    COUNTRY = "country"
    NUMBER = "number"
    SIZE = "size"
    """A number for which exports also write ranges: `51-200` employees."""
    DURATION = "duration"
    MONEY = "money"
    DATE = "date"
    OUTCOME = "outcome"
    LIST = "list"
    CHANNEL = "channel"
    DIRECTION = "direction"
    CURRENCY = "currency"
    """Not a field of the record: the currency of the row's amounts."""


F = FieldKind
FIELDS: Final[dict[RecordKind, dict[str, FieldKind]]] = {
    RecordKind.ACCOUNT: {
        "external_id": F.TEXT, "name": F.COMPANY, "domain": F.DOMAIN, "industry": F.WORD,
        "employees": F.SIZE, "annual_revenue": F.MONEY, "country": F.COUNTRY, "region": F.WORD,
        "city": F.WORD, "owner": F.TEXT, "customer_since": F.DATE, "customer_until": F.DATE,
        "champions": F.NUMBER, "reputation": F.NUMBER, "created_at": F.DATE,
        "currency": F.CURRENCY,
    },
    RecordKind.CONTACT: {
        "external_id": F.TEXT, "name": F.TEXT, "email": F.EMAIL, "phone": F.PHONE,
        "title": F.TEXT, "account_key": F.COMPANY, "country": F.COUNTRY, "owner": F.TEXT,
        "created_at": F.DATE,
    },
    RecordKind.LEAD: {
        "external_id": F.TEXT, "name": F.TEXT, "email": F.EMAIL, "phone": F.PHONE,
        "title": F.TEXT, "company": F.COMPANY, "website": F.TEXT, "industry": F.WORD,
        "employees": F.SIZE, "country": F.COUNTRY, "region": F.WORD, "source": F.WORD,
        "message": F.LONG_TEXT, "owner": F.TEXT, "arrived_at": F.DATE, "closed_at": F.DATE,
        "outcome": F.OUTCOME,
    },
    RecordKind.DEAL: {
        "external_id": F.TEXT, "name": F.TEXT, "account_key": F.COMPANY, "contact_key": F.TEXT,
        "lead_id": F.TEXT, "amount": F.MONEY, "recurring_amount": F.MONEY, "stage": F.WORD,
        "outcome": F.OUTCOME, "products": F.LIST, "source": F.WORD, "owner": F.TEXT,
        "created_at": F.DATE, "closed_at": F.DATE, "currency": F.CURRENCY,
    },
    RecordKind.ACTIVITY: {
        "external_id": F.TEXT, "kind": F.CHANNEL, "direction": F.DIRECTION, "subject": F.TEXT,
        "body": F.LONG_TEXT, "happened_at": F.DATE, "minutes": F.DURATION, "account_key": F.COMPANY,
        "contact_key": F.TEXT, "rep": F.TEXT, "participants": F.LIST,
    },
    RecordKind.REFERRAL: {
        "external_id": F.TEXT, "giver_key": F.COMPANY, "receiver_key": F.COMPANY,
        "referred_at": F.DATE, "note": F.LONG_TEXT,
    },
}  # fmt: skip
"""The fields that a column may be mapped to, by record kind."""

MAKERS: Final[dict[RecordKind, type[Record]]] = {
    RecordKind.ACCOUNT: Account,
    RecordKind.CONTACT: Contact,
    RecordKind.LEAD: Lead,
    RecordKind.DEAL: Deal,
    RecordKind.ACTIVITY: Activity,
    RecordKind.REFERRAL: Referral,
}

IDENTIFYING: Final[dict[RecordKind, tuple[str, ...]]] = {
    RecordKind.ACCOUNT: ("name", "domain", "external_id"),
    RecordKind.CONTACT: ("email", "name", "external_id", "phone"),
    RecordKind.LEAD: ("email", "name", "external_id", "company", "phone", "message", "website"),
    RecordKind.DEAL: ("name", "external_id", "account_key"),
    RecordKind.ACTIVITY: ("happened_at", "external_id", "subject"),
    RecordKind.REFERRAL: (),
}
"""A row needs one of these, or nothing says which record it is."""

REQUIRED: Final[dict[RecordKind, tuple[str, ...]]] = {
    RecordKind.REFERRAL: ("giver_key", "receiver_key"),
}
"""A row needs each of these."""

WITHOUT_ATTRIBUTES: Final = frozenset({RecordKind.REFERRAL})
