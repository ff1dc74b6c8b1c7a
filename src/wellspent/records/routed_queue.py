"""The routed queue: enquiries with what was decided about them, as doors list them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wellspent.records.authenticity import EnquiryKind
from wellspent.records.lead import Lead
from wellspent.records.queue import StoredFit
from wellspent.records.route import Route, RoutedLead


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedQuery:
    """Which routed enquiries to list, those due first.

    By default those whose next step is still to be taken (`waiting` True; False: those that a
    person has seen to; None: both) of open leads only. `overdue_at` keeps those due before that
    moment: they need attention. `after` is the `next_page` of the page before.
    """

    route: Route | None = None
    owner: str = ""
    kind: EnquiryKind | None = None
    search: str = ""
    overdue_at: datetime | None = None
    waiting: bool | None = True
    limit: int = 50
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedRow:
    """One line of the queue: the lead, what was decided, and its stored fit."""

    lead: Lead
    routed: RoutedLead
    fit: StoredFit | None
    account_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedPage:
    """A page of the queue; `next_page` is empty at the end."""

    rows: Sequence[RoutedRow]
    next_page: str = ""
