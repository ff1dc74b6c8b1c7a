"""The routed queue: enquiries with what was decided about them, as doors list them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wellspent.records.authenticity import EnquiryKind
from wellspent.records.lead import Lead
from wellspent.records.queue import StoredFit
from wellspent.records.route import Promise, Route, RoutedLead
from wellspent.records.submission import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedQuery:
    """Which routed enquiries to list, those due first.

    By default those whose next step is still to be taken (`waiting` True; False: those that a
    person has seen to; None: both) of open leads only. `overdue_at` keeps those due before that
    moment: they need attention; `newer_than` those stored after that place (`Arrival.place`);
    `arrived_since` those that arrived at that moment or later. `after` is the `next_page` of the
    page before.
    """

    route: Route | None = None
    owner: str = ""
    kind: EnquiryKind | None = None
    search: str = ""
    overdue_at: datetime | None = None
    newer_than: int = 0
    arrived_since: datetime | None = None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """An enquiry's place on the map of fit against authenticity (0 to 1; fit None: unknown)."""

    lead_id: str
    company: str
    fit: float | None
    authenticity: float
    route: Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An enquiry that came in and was routed; a greater `place` was stored later."""

    place: int
    lead_id: str
    route: Route


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteQueue:
    """The queue by route: a page of what waits, those due first, and what stands around it.

    `route` is the one whose rows are listed, None where all are. `counts` are of open enquiries
    that wait, by route, counted up to 1,000 each, as `overdue` is. `oldest_waiting` is the one of
    a person (genuine, support, unsure) that has waited longest. `failed` are submissions that a
    step failed on; they are tried again by themselves. `not_worked_through` counts them and those
    still to come.
    """

    route: Route | None = None
    rows: Sequence[RoutedRow]
    next_page: str
    counts: Mapping[Route, int]
    overdue: int
    oldest_waiting: RoutedRow | None
    failed: Sequence[Submission]
    not_worked_through: int
    points: Sequence[MapPoint]
    promise: Promise
    sample: bool
    as_of: datetime
