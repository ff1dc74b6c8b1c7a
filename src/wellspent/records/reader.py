"""Reader: what our records know of the person whom a draft is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.consent import ConsentEntry
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.referral import Referral


class Consent(StrEnum):
    """What a person said about being written to or called on a channel."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The person whom a draft is for, and all that happened between us, latest first.

    `activities` are theirs and `account_activities` those of others at the same account; `deals`
    are the account's. `colleagues` are the other contacts there. `mentioned_accounts` and
    `mentioned_contacts` are those of our records whose names stand in the draft. `time_zone`
    (IANA) is empty where it isn't known. `referring_accounts` are the other sides of `referrals`.
    `objected_at` is when they asked never to be contacted, `bounced_at` when mail to the address
    came back for good; `consent_entries` is what `consents` and `objected_at` rest on.
    """

    contact: Contact | None = None
    account: Account | None = None
    leads: tuple[Lead, ...] = ()
    activities: tuple[Activity, ...] = ()
    account_activities: tuple[Activity, ...] = ()
    deals: tuple[Deal, ...] = ()
    referrals: tuple[Referral, ...] = ()
    colleagues: tuple[Contact, ...] = ()
    mentioned_accounts: tuple[Account, ...] = ()
    mentioned_contacts: tuple[Contact, ...] = ()
    time_zone: str = ""
    consents: Mapping[ActivityKind, Consent] = field(default_factory=dict[ActivityKind, Consent])
    objected_at: datetime | None = None
    bounced_at: datetime | None = None
    referring_accounts: tuple[Account, ...] = ()
    consent_entries: tuple[ConsentEntry, ...] = ()
