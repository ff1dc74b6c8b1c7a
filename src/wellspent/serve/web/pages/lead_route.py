"""What a person decides about one enquiry: route, mark, answer, next step. Each is a plain form."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from wellspent.errors import InputError, NotFound, WellspentError
from wellspent.jobs.answer_enquiry import answer_enquiry
from wellspent.jobs.mark_lead import mark_lead
from wellspent.jobs.move_lead import let_rule_decide, move_lead
from wellspent.jobs.next_step_taken import next_step_taken, next_step_waits
from wellspent.jobs.release_lead import release_lead
from wellspent.jobs.routed_lead import routed_lead
from wellspent.jobs.send_next_step import send_next_step
from wellspent.jobs.take_back_mark import take_back_mark
from wellspent.records.authenticity import EnquiryKind, Mark, MarkKind
from wellspent.records.route import Answer, Route
from wellspent.serve.long_work import start_learning_from_marks, start_unlearning
from wellspent.serve.web.lead_view import AskedOfLead, Draft, lead_page
from wellspent.serve.web.parts import LongWork, Parts
from wellspent.serve.web.typed import Typed, text_of
from wellspent.serve.web.who import Who
from wellspent.wiring import Wellspent

Choice = TypeVar("Choice", bound=StrEnum)
router = APIRouter(prefix="/leads/{lead_id}")
RULE = "rule"
LONGEST_TEXT = 20_001
LONGEST_ANSWER = 4_001
LONGEST_NOTE = 500
SOMEBODY = "a person"


@router.post("/route")
def choose_route(wellspent: Parts, lead_id: str, form: Typed, who: Who) -> Response:
    """Put the enquiry into the route that was chosen, or give it back to the rule."""
    chosen, now = text_of(form, "route", 40), datetime.now(UTC)
    if chosen == RULE:
        return _done(
            wellspent, lead_id, "rule", lambda: let_rule_decide(wellspent.store, lead_id, now=now)
        )

    def move() -> object:
        route = _one_of(Route, chosen, "route")
        return move_lead(wellspent.store, lead_id, route, by=who, now=now)

    return _done(wellspent, lead_id, "moved", move)


@router.post("/release")
def release(wellspent: Parts, work: LongWork, lead_id: str, who: Who) -> Response:
    """Take the enquiry out of a slow lane; it counts as genuine."""
    now = datetime.now(UTC)
    answer = _done(
        wellspent,
        lead_id,
        "released",
        lambda: release_lead(wellspent.store, lead_id, by=who, now=now),
    )
    start_learning_from_marks(wellspent, work)
    return answer


@router.post("/mark")
def mark(wellspent: Parts, work: LongWork, lead_id: str, form: Typed, who: Who) -> Response:
    """Keep what a person says that the enquiry turned out to be."""

    def keep() -> object:
        kind = text_of(form, "kind", 40)
        said = Mark(
            lead_id=lead_id,
            mark=_one_of(MarkKind, text_of(form, "mark", 40), "mark"),
            marked_at=datetime.now(UTC),
            marked_by=who,
            kind=_one_of(EnquiryKind, kind, "kind") if kind else None,
            note=text_of(form, "note", LONGEST_NOTE),
        )
        return mark_lead(wellspent.store, said)

    answer = _done(wellspent, lead_id, "marked", keep)
    start_learning_from_marks(wellspent, work)
    return answer


@router.post("/unmark")
def unmark(wellspent: Parts, work: LongWork, lead_id: str, who: Who) -> Response:
    """Take the newest mark back."""
    now = datetime.now(UTC)
    answer = _done(
        wellspent,
        lead_id,
        "unmarked",
        lambda: take_back_mark(wellspent.store, lead_id, by=who, now=now),
    )
    start_unlearning(wellspent, work)
    return answer


@router.post("/done")
def done(wellspent: Parts, lead_id: str, who: Who) -> Response:
    """Note that the next step was taken."""
    now = datetime.now(UTC)
    return _done(
        wellspent,
        lead_id,
        "done",
        lambda: next_step_taken(wellspent.store, lead_id, by=who, now=now),
    )


@router.post("/waits")
def waits(wellspent: Parts, lead_id: str) -> Response:
    """Take that back."""
    return _done(wellspent, lead_id, "waits", lambda: next_step_waits(wellspent.store, lead_id))


@router.post("/answer")
def answer(wellspent: Parts, lead_id: str, form: Typed) -> Response:
    """Keep what the customer answered, fill it in, and route the enquiry again."""
    said = Answer(
        lead_id=lead_id,
        field=text_of(form, "field", 100),
        text=text_of(form, "text", LONGEST_ANSWER),
        answered_at=datetime.now(UTC),
    )
    return _done(wellspent, lead_id, "answered", lambda: answer_enquiry(wellspent.store, said))


@router.post("/send")
def send(wellspent: Parts, lead_id: str, form: Typed, who: Who) -> Response:
    """Send the next step as the person left it; only where the team has set a mail server."""
    draft = Draft(text_of(form, "subject", LONGEST_TEXT), text_of(form, "body", LONGEST_TEXT))

    def send_it() -> object:
        owner = routed_lead(wellspent.store, lead_id).owner
        return send_next_step(
            wellspent.store,
            lead_id,
            server=wellspent.mail_server,
            sender=wellspent.settings.mail_sender,
            subject=draft.subject,
            body=draft.body.replace("\r\n", "\n"),
            by=who or owner or SOMEBODY,
            now=datetime.now(UTC),
        )

    return _done(wellspent, lead_id, "sent", send_it, typed=draft)


def _done(
    wellspent: Wellspent,
    lead_id: str,
    did: str,
    act: Callable[[], object],
    *,
    typed: Draft | None = None,
) -> Response:
    """Act, and lead back to the page, which says what was done, or what was wrong."""
    try:
        act()
    except NotFound:
        raise
    except WellspentError as error:
        return lead_page(wellspent, lead_id, AskedOfLead(error=error, typed=typed))
    return RedirectResponse(f"/leads/{quote(lead_id)}?did={did}", 303)


def _one_of(kinds: type[Choice], text: str, what: str) -> Choice:
    try:
        return kinds(text)
    except ValueError as error:
        raise InputError(
            f"“{text[:40]}” is no {what}.",
            where=what,
            next_step=f"Choose one of: {', '.join(kinds)}.",
        ) from error
