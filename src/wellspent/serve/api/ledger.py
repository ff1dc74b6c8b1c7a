"""The ledger: its statement, its lines, and corrections of them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from wellspent.jobs.correct_minutes import LONGEST_REASON, MOST_MINUTES, correct_minutes
from wellspent.jobs.ledger_lines import ledger_lines
from wellspent.jobs.ledger_overview import ledger_overview
from wellspent.jobs.ledger_questions import SilentMinutes
from wellspent.jobs.ledger_statement import ledger_trend
from wellspent.records.activity import ActivityKind
from wellspent.records.ledger import (
    Cut,
    EntryKind,
    LedgerEntry,
    LedgerPage,
    LedgerQuery,
    Statement,
    StatementLine,
)
from wellspent.serve.api.lead_model import Moment, Short, zoned
from wellspent.serve.api.parts import Parts
from wellspent.serve.api.route_model import Person
from wellspent.serve.counted_from_one import entry_from_one, page_from_one
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/ledger", tags=["ledger"])
LARGEST_PAGE = 500
EntryId = Annotated[str, Path(max_length=100, description="The line's id, such as E17.")]
By = Annotated[Cut, Query(description="By what it is cut.")]
Since = Annotated[Moment | None, Query(description="ISO 8601; this moment counts.")]
Until = Annotated[Moment | None, Query(description="ISO 8601; this moment doesn't count.")]
Most = Annotated[int, Query(ge=1, le=500, description="So many of each of the two lists.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerOut:
    """What comes first, then the statement.

    `without_value` are conversations and activities without any sign of value, most minutes first;
    `longest_without` the contacts who got nothing from us for longest, whatever the time asked for.
    """

    without_value: list[SilentMinutes]
    longest_without: list[StatementLine]
    statement: Statement


class LinesAsked(BaseModel):
    """Which lines of the ledger to list, the latest first."""

    model_config = ConfigDict(extra="forbid")

    contact_id: Short = Field("", description="Of this contact, such as C12.")
    account_id: Short = Field("", description="Of this account, such as A17.")
    rep: Short = Field("", description="Of this rep of ours.")
    channel: ActivityKind | None = Field(None, description="On this channel.")
    kind: EntryKind | None = Field(None, description="debit: minutes; credit: signs of value.")
    activity_id: Short = Field("", description="Of this activity, such as V31.")
    conversation_id: Short = Field("", description="Of this conversation, such as K12.")
    since: Moment | None = Field(None, description="ISO 8601; this moment counts.")
    until: Moment | None = Field(None, description="ISO 8601; this moment doesn't count.")
    only_in_force: bool = Field(False, description="Without lines taken back.")
    limit: int = Field(100, ge=1, le=LARGEST_PAGE, description="Lines a page.")
    after: Short = Field("", description="The `next_page` of the page before.")

    def to_record(self, time_zone: str) -> LedgerQuery:
        """Return the query as a record."""
        zone = ZoneInfo(time_zone)
        plain: dict[str, Any] = self.model_dump(exclude={"since", "until"})
        return LedgerQuery(**plain, since=zoned(self.since, zone), until=zoned(self.until, zone))


class MinutesIn(BaseModel):
    """The right number of minutes of a line, and how it is known."""

    model_config = ConfigDict(extra="forbid")

    minutes: Annotated[float, Field(ge=0, le=MOST_MINUTES, allow_inf_nan=False, strict=True)]
    reason: Annotated[
        str, Field(min_length=1, max_length=LONGEST_REASON, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")
    ]
    by: Person = ""


@router.get("", summary="The statement")
def get_statement(
    parts: Parts, by: By = Cut.ACCOUNT, since: Since = None, until: Until = None, most: Most = 20
) -> LedgerOut:
    """Return what customers gave and got: what has no sign of value first, then all by a cut."""
    start, end = _times(parts, since, until)
    seen = ledger_overview(parts.store, cut=by, since=start, until=end, most=most)
    return LedgerOut(
        without_value=list(seen.without_value),
        longest_without=list(seen.longest_without),
        statement=seen.statement,
    )


@router.get("/trend", summary="The statement month by month")
def get_trend(parts: Parts, since: Since = None, until: Until = None) -> list[StatementLine]:
    """Return the months, the earliest first; a key is such as `202611`."""
    start, end = _times(parts, since, until)
    return list(ledger_trend(parts.store, since=start, until=end))


@router.get("/lines", summary="Lines of the ledger")
def get_lines(parts: Parts, asked: Annotated[LinesAsked, Query()]) -> LedgerPage:
    """List lines, the latest first; their sums are the statement's.

    With those that were taken back and those that take back, unless `only_in_force`.
    """
    query = asked.to_record(parts.settings.time_zone)
    return page_from_one(ledger_lines(parts.store, query))


@router.post("/lines/{entry_id}/correction", summary="Correct minutes", status_code=201)
def post_correction(parts: Parts, entry_id: EntryId, given: MinutesIn) -> LedgerEntry:
    """Take a line back and put the right minutes beside it; returns the line that takes its place.

    A 409 when it was taken back already.
    """
    right = correct_minutes(
        parts.store,
        entry_id,
        minutes=given.minutes,
        reason=given.reason,
        by=given.by,
        now=datetime.now(UTC),
    )
    return entry_from_one(right)


def _times(
    parts: Wellspent, since: datetime | None, until: datetime | None
) -> tuple[datetime | None, datetime | None]:
    zone = ZoneInfo(parts.settings.time_zone)
    return zoned(since, zone), zoned(until, zone)
