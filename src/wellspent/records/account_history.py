"""Account history: all that the store knows around one account, as `reach` and `brief` read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.buying_role import RoleCorrection
from wellspent.records.consent import ConsentEntry
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.heard import Heard
from wellspent.records.lead import Lead
from wellspent.records.ledger import Debt, LedgerEntry
from wellspent.records.meeting import Meeting
from wellspent.records.referral import Referral


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountHistory:
    """One account's people and what happened between us, latest first, each list bounded.

    Somebody without an account has a history of their own (`account` None, one contact).
    `activities` and `conversations` are the latest (200 and 60 at most), with what was heard;
    `entries` the ledger's entries in force of the same time; `left_out` says in words what was cut
    off. `time_zones` (IANA, by contact id) holds those that are known, and `zone_known_by` how
    (`stated`, `country`).
    """

    account: Account | None = None
    contacts: tuple[Contact, ...] = ()
    activities: tuple[Activity, ...] = ()
    conversations: tuple[Heard, ...] = ()
    deals: tuple[Deal, ...] = ()
    leads: tuple[Lead, ...] = ()
    referrals: tuple[Referral, ...] = ()
    entries: tuple[LedgerEntry, ...] = ()
    debts: tuple[Debt, ...] = ()
    consents: tuple[ConsentEntry, ...] = ()
    meetings_ahead: tuple[Meeting, ...] = ()
    role_corrections: tuple[RoleCorrection, ...] = ()
    time_zones: Mapping[str, str] = field(default_factory=dict[str, str])
    zone_known_by: Mapping[str, str] = field(default_factory=dict[str, str])
    left_out: tuple[str, ...] = ()
    read_at: datetime | None = None
