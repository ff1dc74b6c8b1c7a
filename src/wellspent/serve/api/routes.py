"""Routes: the queue by route, why an enquiry goes where it goes, and what people decide."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response

from wellspent.jobs.answer_enquiry import answer_enquiry
from wellspent.jobs.explain_route import explain_route
from wellspent.jobs.mark_lead import mark_lead
from wellspent.jobs.move_lead import let_rule_decide, move_lead
from wellspent.jobs.next_step_taken import next_step_taken, next_step_waits
from wellspent.jobs.release_lead import release_lead
from wellspent.jobs.route_queue import route_queue
from wellspent.records.authenticity import Mark
from wellspent.records.route import Answer, Route, RoutedLead
from wellspent.records.route_explanation import RouteExplanation
from wellspent.records.routed_queue import RouteQueue
from wellspent.serve.api.job_model import JobOut
from wellspent.serve.api.jobs import accepted
from wellspent.serve.api.leads import LeadId
from wellspent.serve.api.parts import LongWork, Parts
from wellspent.serve.api.route_model import AnswerIn, ByIn, MarkIn, QueueAsked, RouteIn
from wellspent.serve.long_work import start_learning_from_marks, start_routing

router = APIRouter(tags=["routes"])
StepFor = Annotated[
    Route | None, Query(description="The next step of this route instead of the one in force.")
]


@router.get("/queue/routes", summary="The queue by route")
def get_route_queue(parts: Parts, asked: Annotated[QueueAsked, Query()]) -> RouteQueue:
    """Return what waits, those due first, with counts by route and what failed on its way."""
    return route_queue(parts.store, **asked.model_dump(), now=datetime.now(UTC))


@router.post("/queue/route", summary="Route all open leads anew", status_code=202)
def post_route_all(parts: Parts, work: LongWork, response: Response) -> JobOut:
    """Begin to judge and route every open lead; what a person decided stays."""
    return accepted(start_routing(parts, work), response)


@router.get("/leads/{lead_id}/route", summary="Why a lead goes where it goes")
def get_route(parts: Parts, lead_id: LeadId, step_for: StepFor = None) -> RouteExplanation:
    """Return the evidence for and against, the price of every route, and the next step's text."""
    return explain_route(parts.store, lead_id, step_for=step_for)


@router.put("/leads/{lead_id}/route", summary="Choose a lead's route")
def put_route(parts: Parts, lead_id: LeadId, chosen: RouteIn) -> RoutedLead:
    """Put a lead into the route that a person chose; rules leave it there."""
    now = datetime.now(UTC)
    return move_lead(parts.store, lead_id, chosen.route, by=chosen.by, now=now)


@router.delete("/leads/{lead_id}/route", summary="Give a lead back to the rule")
def delete_route(parts: Parts, lead_id: LeadId) -> RoutedLead:
    """Let the rule decide again about a lead that a person moved."""
    return let_rule_decide(parts.store, lead_id, now=datetime.now(UTC))


@router.post("/leads/{lead_id}/release", summary="Release a lead from a slow lane")
def post_release(parts: Parts, lead_id: LeadId, who: ByIn) -> RoutedLead:
    """Put a lead from quarantine or *ask* into the best quick route; it counts as genuine."""
    return release_lead(parts.store, lead_id, by=who.by, now=datetime.now(UTC))


@router.post("/leads/{lead_id}/marks", summary="Say what a lead turned out to be", status_code=201)
def post_mark(parts: Parts, work: LongWork, lead_id: LeadId, given: MarkIn) -> RoutedLead | None:
    """Keep a mark (genuine, time-waster, bot); authenticity is learned from it in a while."""
    mark = Mark(
        lead_id=lead_id,
        mark=given.mark,
        marked_at=datetime.now(UTC),
        marked_by=given.by,
        kind=given.kind,
        note=given.note,
    )
    routed = mark_lead(parts.store, mark)
    start_learning_from_marks(parts, work)
    return routed


@router.post("/leads/{lead_id}/answers", summary="What a person answered", status_code=201)
def post_answer(parts: Parts, lead_id: LeadId, given: AnswerIn) -> RoutedLead:
    """Keep an answer to our question, fill in the lead by it, and route the lead again."""
    at = given.answered_at or datetime.now(UTC)
    answer = Answer(lead_id=lead_id, field=given.field, text=given.text, answered_at=at)
    return answer_enquiry(parts.store, answer)


@router.put("/leads/{lead_id}/next-step", summary="Note that the next step was taken")
def put_next_step_taken(parts: Parts, lead_id: LeadId, who: ByIn) -> RoutedLead:
    """Take a lead out of what waits."""
    return next_step_taken(parts.store, lead_id, by=who.by, now=datetime.now(UTC))


@router.delete("/leads/{lead_id}/next-step", summary="Take that back")
def delete_next_step_taken(parts: Parts, lead_id: LeadId) -> RoutedLead:
    """Let a lead wait in the queue again."""
    return next_step_waits(parts.store, lead_id)
