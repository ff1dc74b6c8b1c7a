"""The profile: what was learned, what was declared, and the scorecard."""

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from wellspent.errors import NotFound
from wellspent.jobs.declare_profile import declare_profile, declared_profile
from wellspent.jobs.learn_profile import current_profile
from wellspent.jobs.save_scorecard import scorecard_as_text
from wellspent.records.declared import DeclaredProfile
from wellspent.records.profile import LearnedProfile
from wellspent.records.scorecard import Scorecard
from wellspent.serve.api.job_model import JobOut
from wellspent.serve.api.jobs import accepted
from wellspent.serve.api.parts import LongWork, Parts
from wellspent.serve.api.profile_model import DeclaredIn
from wellspent.serve.long_work import start_learning
from wellspent.wiring import Wellspent

router = APIRouter(tags=["profile"])


@router.get("/profile", summary="The learned profile")
def get_profile(parts: Parts) -> LearnedProfile:
    """Return what was learned: differences, points, verdict, and what was set aside."""
    return _learned(parts)


@router.post("/profile/learn", summary="Learn the profile anew", status_code=202)
def post_learn(parts: Parts, work: LongWork, response: Response) -> JobOut:
    """Begin to learn from all closed leads and deals, and to qualify the open leads by it."""
    return accepted(start_learning(parts, work), response)


@router.get("/profile/declared", summary="The declared profile")
def get_declared(parts: Parts) -> DeclaredProfile:
    """Return what the team says its best customers look like."""
    return declared_profile(parts.store)


@router.put("/profile/declared", summary="Declare the profile")
def put_declared(parts: Parts, given: DeclaredIn) -> DeclaredProfile:
    """Keep what the team says its best customers look like: the prior of what is learned next."""
    declare_profile(parts.store, given.to_record())
    return declared_profile(parts.store)


@router.get("/scorecard", summary="The scorecard")
def get_scorecard(parts: Parts) -> Scorecard:
    """Return base log-odds and points per value of each attribute, with the counts behind."""
    return _learned(parts).scorecard


@router.get(
    "/scorecard.toml",
    summary="The scorecard as a file",
    response_class=PlainTextResponse,
    responses={200: {"content": {"application/toml": {}}}},
)
def get_scorecard_file(parts: Parts) -> PlainTextResponse:
    """Return the scorecard as the readable file that also loads back."""
    text = scorecard_as_text(_learned(parts).scorecard)
    return PlainTextResponse(text, media_type="application/toml")


def _learned(parts: Wellspent) -> LearnedProfile:
    learned = current_profile(parts.store)
    if learned is None:
        raise NotFound(
            "Nothing was learned yet.",
            where="profile",
            next_step="Import closed leads or deals, then POST /api/v1/profile/learn.",
        )
    return learned
