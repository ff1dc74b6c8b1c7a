"""Feedback: ask a customer whether it was worth their time, and see what was answered."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StrictBool

from wellspent.jobs.ask_feedback import ask_feedback
from wellspent.jobs.feedback_json import asked_as_json, results_as_json
from wellspent.jobs.feedback_results import feedback_results
from wellspent.records.feedback import FeedbackAnswer, FeedbackLine
from wellspent.serve.api.lead_model import Moment, Name, Short, zoned
from wellspent.serve.api.parts import Parts
from wellspent.serve.api.route_model import Person
from wellspent.serve.public_address import check_can_send, only_opens_here, public_address

router = APIRouter(prefix="/feedback", tags=["feedback"])


class ResultsCut(StrEnum):
    """By what results are cut."""

    TEAM = "team"
    REP = "rep"
    ACCOUNT = "account"
    CHANNEL = "channel"
    PERIOD = "period"


class AskIn(BaseModel):
    """After which interaction whom to ask."""

    model_config = ConfigDict(extra="forbid")

    activity_id: Name = Field(description="The interaction, such as V17.")
    contact_id: Short = Field("", description="Left out: the interaction's contact.")
    language: Annotated[str, Field(pattern="^([a-z]{2})?$", description="Found if left out.")] = ""
    by: Person = ""
    send: StrictBool = Field(False, description="Send the message at once.")


class AskedOut(BaseModel):
    """The link and the message to send; the link is shown this once."""

    request_id: str
    activity_id: str
    contact_id: str
    account_id: str
    email: str
    rep: str
    language: str
    expires_at: datetime
    link: str
    subject: str
    body: str
    sent: bool
    only_opens_here: bool = Field(description="No customer can open it: set public_address.")


class SaidOut(BaseModel):
    """An answer that says more than the tap."""

    request_id: str
    activity_id: str
    contact_id: str
    contact_name: str
    account_id: str
    account_name: str
    rep: str
    channel: str
    answer: FeedbackAnswer | None


class FeedbackOut(BaseModel):
    """What was answered, as a whole and by a cut; who didn't answer is neither a yes nor a no."""

    cut: str
    total: FeedbackLine
    lines: list[FeedbackLine]
    words: list[SaidOut]


@router.post("", summary="Ask for feedback", response_model=AskedOut, status_code=201)
def post_feedback(parts: Parts, given: AskIn) -> Any:
    """Make a link for one customer and one interaction, valid once and for a limited time.

    A 409 says why somebody can't be asked now: they objected, said never, or were asked lately.
    """
    settings = parts.settings
    if given.send:
        check_can_send(parts)
    asked = ask_feedback(
        parts.store,
        given.activity_id,
        address=public_address(settings),
        now=datetime.now(UTC),
        contact_id=given.contact_id,
        language=given.language,
        by=given.by,
        server=parts.mail_server if given.send else None,
        sender=settings.mail_sender,
    )
    return {**asked_as_json(asked), "only_opens_here": only_opens_here(settings)}


@router.get("", summary="What was answered", response_model=FeedbackOut)
def get_feedback(
    parts: Parts,
    by: Annotated[ResultsCut, Query(description="By what it is cut.")] = ResultsCut.TEAM,
    since: Annotated[Moment | None, Query(description="Asked since then (ISO 8601).")] = None,
    until: Annotated[Moment | None, Query(description="Asked before then (ISO 8601).")] = None,
) -> Any:
    """Return how many were asked and answered, and what, with intervals (Wilson, 95 %)."""
    zone = ZoneInfo(parts.settings.time_zone)
    results = feedback_results(
        parts.store, cut=by.value, since=zoned(since, zone), until=zoned(until, zone)
    )
    return results_as_json(results)
