"""What a program may send as a lead, and ask for in a list of leads."""

from datetime import datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic.config import JsonDict

from wellspent.errors import InputError
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.queue import LeadQuery, LeadSort

LARGEST_PAGE = 200
CLOCKS_DIFFER = timedelta(minutes=5)


def _written(given: object) -> object:
    # A bare number may be seconds or milliseconds since who knows when.
    if isinstance(given, int | float) or (isinstance(given, str) and _is_number(given)):
        raise ValueError("write it as text, such as 2026-01-31T09:00:00Z")
    return given


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _within_reach(moment: datetime) -> datetime:
    # Beyond these years, moving between time zones can leave the calendar.
    if not 1900 <= moment.year <= 2200:
        raise ValueError("the year must lie between 1900 and 2200")
    return moment


def _plausible(email: str) -> str:
    # Whether the mailbox exists is judged later; here only what no mailbox can be is refused.
    name, at, domain = email.strip().rpartition("@")
    if (email.strip() and not (at and name and domain.strip("."))) or len(email.split()) > 1:
        raise ValueError("this is no e-mail address; leave it out if there is none")
    return email


def _size(given: float | str | None) -> float | str | None:
    # As text it is a range or has words around it, and is read where the whole lead is cleaned.
    if isinstance(given, str) and not (len(given) <= 60 and any(map(str.isdecimal, given))):
        raise ValueError("it isn't a number of people, nor a range such as 51-200")
    if isinstance(given, float) and not 0 <= given <= 1e15:
        raise ValueError("it must lie between 0 and 1e15")
    return given


# A NUL can't be kept by PostgreSQL: it is refused at the door, whatever the store.
_NO_NUL = r"^[^\x00]*$"
Short = Annotated[str, StringConstraints(max_length=500, pattern=_NO_NUL)]
Long = Annotated[str, StringConstraints(max_length=100_000, pattern=_NO_NUL)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=_NO_NUL)]
Amount = Annotated[float, Field(ge=-1e15, le=1e15, allow_inf_nan=False)]
Email = Annotated[Short, AfterValidator(_plausible)]
Size = Annotated[float | str | None, AfterValidator(_size)]
Moment = Annotated[datetime, BeforeValidator(_written), AfterValidator(_within_reach)]

_EXAMPLE: JsonDict = {
    "name": "Mara Example",
    "email": "mara@bakery.example",
    "company": "Example Bakery",
    "source": "web form",
    "message": "Do you deliver ovens to Ghent?",
    "attributes": {"ovens": 12, "newsletter": True},
}

_EXAMPLES: JsonDict = {"examples": [_EXAMPLE]}


class LeadIn(BaseModel):
    """An enquiry as it arrives. Every field may be left out; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_EXAMPLES)

    external_id: Short = Field("", description="Its key in the system that sends it.")
    name: Short = Field("", description="The person's name.")
    email: Email = Field("", description="Empty, or an address.")
    phone: Short = ""
    title: Short = ""
    company: Short = ""
    website: Short = ""
    industry: Short = ""
    employees: Size = Field(None, description="A number, or a range: 51-200.")
    country: Short = ""
    region: Short = ""
    source: Short = ""
    message: Long = ""
    owner: Short = ""
    arrived_at: Moment | None = Field(
        None, description="When it arrived (ISO 8601); now if left out, the server's zone if bare."
    )
    closed_at: Moment | None = None
    outcome: LeadOutcome = LeadOutcome.OPEN
    attributes: dict[Name, bool | Amount | Short] = Field({}, max_length=200)

    def to_record(self, time_zone: str, now: datetime) -> Lead:
        """Return the lead as a record; times without a zone are in `time_zone`.

        Raises `InputError` for an arrival after `now`, but for what clocks differ by.
        """
        zone = ZoneInfo(time_zone)
        _check_arrived(zoned(self.arrived_at, zone), now)
        apart = {"arrived_at", "closed_at", "attributes", "employees"}
        plain: dict[str, Any] = self.model_dump(exclude=apart)
        size = self.employees
        return Lead(
            **plain,
            employees=None if isinstance(size, str) else size,
            arrived_at=zoned(self.arrived_at, zone),
            closed_at=zoned(self.closed_at, zone),
            # As text it is read where the whole lead is cleaned.
            attributes={
                **self.attributes,
                **({"employees": size} if isinstance(size, str) else {}),
            },
        )


def _check_arrived(arrived: datetime | None, now: datetime) -> None:
    if arrived is not None and arrived > now + CLOCKS_DIFFER:
        raise InputError(
            f"The time of arrival lies in the future: {arrived.isoformat()}.",
            where="body.arrived_at",
            tried=f"comparing it with the server's clock, {now.isoformat(timespec='seconds')}",
            next_step="Give when it arrived, with its zone, or leave it out: then it is now.",
        )


class LeadsAsked(BaseModel):
    """Which leads to list, in which order."""

    model_config = ConfigDict(extra="forbid")

    search: Short = Field("", description="In name, company, e-mail and phone.")
    outcome: LeadOutcome | None = Field(None, description="Any, if left out.")
    source: Short = Field("", description="Exactly this source.")
    country: Short = Field("", description="Exactly this country.")
    industry: Short = Field("", description="Exactly this industry.")
    owner: Short = Field("", description="Exactly this owner.")
    fit_at_least: float | None = Field(None, ge=0, le=1, description="A probability.")
    arrived_since: Moment | None = Field(None, description="ISO 8601.")
    attribute: list[Short] = Field(
        [], max_length=20, description="An exact match, as `name=value`; may be repeated."
    )
    sort: LeadSort = Field(LeadSort.FIT, description="Best or newest first, or by company.")
    ascending: bool = Field(False, description="The other way round.")
    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="Leads a page.")
    after: Short = Field("", description="The `next_page` of the page before.")

    def to_record(self, time_zone: str) -> LeadQuery:
        """Return the query as a record; raises `InputError` for a malformed attribute."""
        plain: dict[str, Any] = self.model_dump(exclude={"arrived_since", "attribute"})
        return LeadQuery(
            **plain,
            arrived_since=zoned(self.arrived_since, ZoneInfo(time_zone)),
            attributes=dict(_name_and_value(text) for text in self.attribute),
        )


def zoned(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return a moment with its zone; a bare one is taken to be in `zone`."""
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=zone)


def _name_and_value(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise InputError(
            f"{text!r} doesn't name an attribute and its value.",
            where="query.attribute",
            next_step="Write it as name=value, such as attribute=region=North.",
        )
    return name, value
