"""The profile: what was learned, what was declared, and the scorecard."""

from datetime import UTC, datetime

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from wellspent.errors import NotFound
from wellspent.jobs.declare_profile import declare_profile, declared_profile
from wellspent.jobs.learn_profile import current_profile, learn_profile
from wellspent.jobs.save_scorecard import scorecard_as_text
from wellspent.records.declared import DeclaredProfile
from wellspent.records.profile import LearnedProfile
from wellspent.records.scorecard import Scorecard
from wellspent.serve.api.parts import Parts
from wellspent.serve.api.profile_model import DeclaredIn
from wellspent.wiring import Wellspent

router = APIRouter(tags=["profile"])


@router.get("/profile", summary="The learned profile")
def get_profile(parts: Parts) -> LearnedProfile:
    """Return what was learned: differences, points, verdict, and what was set aside."""
    return _learned(parts)


@router.post("/profile/learn", summary="Learn the profile anew")
def post_learn(parts: Parts) -> LearnedProfile:
    """Learn from all closed leads and deals, keep it, and qualify the open leads by it."""
    return learn_profile(parts.store, now=datetime.now(UTC))


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
