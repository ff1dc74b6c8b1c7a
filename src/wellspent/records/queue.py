"""The queue and the pages of leads: what doors show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.contact import Contact
from wellspent.records.evidence import Evidence
from wellspent.records.fit import Fit
from wellspent.records.lead import Lead, LeadOutcome


class LeadSort(StrEnum):
    """How a list of leads is ordered; newest or best first."""

    FIT = "fit"
    ARRIVED = "arrived"
    COMPANY = "company"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadQuery:
    """Which leads to list.

    `search` looks in name, company, e-mail and phone; `outcome` None means any; `attributes` are
    exact matches of attribute values. `after` is the `next_page` of the page before.
    """

    search: str = ""
    outcome: LeadOutcome | None = None
    source: str = ""
    country: str = ""
    industry: str = ""
    owner: str = ""
    fit_at_least: float | None = None
    arrived_since: datetime | None = None
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    sort: LeadSort = LeadSort.FIT
    ascending: bool = False
    limit: int = 50
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFit:
    """The fit that was last stored with a lead: 0 to 1, its interval, and the top reasons."""

    lead_id: str
    probability: float
    low: float
    high: float
    verdict: str
    reasons: tuple[str, ...]
    scorecard_version: int
    scored_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadRow:
    """One line of a list of leads."""

    lead: Lead
    fit: StoredFit | None
    account_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPage:
    """A page of leads.

    `total` is exact up to 10,000, else None; `next_page` is empty at the end.
    """

    rows: Sequence[LeadRow]
    total: int | None
    next_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A named query that a person saved."""

    id: str
    name: str
    query: LeadQuery
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarCase:
    """A past customer or lost case near to a lead, and what they have in common."""

    record_id: str
    name: str
    won: bool
    similarity: float
    in_common: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadExplanation:
    """A lead with its fit in full: points that add up, nearest past cases, records behind.

    `usual_rate` (0 to 1) is the share of all enquiries that becomes a customer: the one baseline
    that fits are compared with. `set_aside` names attributes of the lead that carry no points.
    `activities` are the latest with the person, or else with the account, without their bodies.
    """

    lead: Lead
    fit: Fit
    account: Account | None
    contact: Contact | None
    similar: Sequence[SimilarCase]
    evidence: Sequence[Evidence]
    link_reason: str = ""
    base_label: str = ""
    usual_rate: float | None = None
    set_aside: tuple[str, ...] = ()
    activities: Sequence[Activity] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Today: the open enquiries, best fit first, and what stands behind the order."""

    rows: Sequence[LeadRow]
    open_leads: int
    verdict: str
    verdict_reason: str
    sample: bool
    as_of: datetime
