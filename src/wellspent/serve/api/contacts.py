"""Contacts: the brief of one, when to reach them, and their role in a purchase."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from wellspent.errors import InputError
from wellspent.jobs.brief import brief_for
from wellspent.jobs.buying_roles import buying_role
from wellspent.jobs.correct_role import (
    LONGEST_REASON,
    correct_role,
    role_corrections,
    take_back_role_correction,
)
from wellspent.jobs.reach_json import reachability_json
from wellspent.jobs.reachability import reachability_of
from wellspent.jobs.roles_json import correction_as_json, judgement_as_json
from wellspent.jobs.which_person import which_person
from wellspent.serve.api.brief_model import BriefOut
from wellspent.serve.api.lead_model import Short
from wellspent.serve.api.parts import Parts
from wellspent.serve.api.reach_model import ReachOut
from wellspent.serve.api.role_model import RoleCorrectionOut, RoleIn, RoleInFullOut
from wellspent.serve.brief_forms import MEDIA_TYPES, BriefForm, brief_bytes
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/contacts", tags=["contacts"])
Who = Annotated[
    str,
    Path(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00]*$",
        description="An id (C12), key, address, name or telephone number. One that may mean "
        "several is refused, and the answer names them.",
    ),
]
At = Annotated[Short, Query(description="Only somebody at this account, such as A17.")]
Form = Annotated[BriefForm, Query(description="How it is written.")]
Reader = Annotated[Short, Query(description="Which of our reps will read it.")]
Everything = Annotated[bool, Query(description="All lines of each part, however many pages.")]
Rephrase = Annotated[
    bool,
    Query(
        description="Let the language model of the settings say sentences in other words; what it "
        "would add is refused."
    ),
]
By = Annotated[Short, Query(description="Who takes it back: a rep's name.")]
Why = Annotated[
    str, Query(max_length=LONGEST_REASON, pattern=r"^[^\x00]*$", description="How it is known.")
]
IN_OTHER_FORMS: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for form, kind in MEDIA_TYPES.items() if form is not BriefForm.JSON}}
}


@router.get(
    "/{who}/brief",
    summary="A brief before a talk",
    response_model=BriefOut,
    responses=IN_OTHER_FORMS,
)
def get_brief(
    parts: Parts,
    who: Who,
    account_id: At = "",
    rep: Reader = "",
    everything: Everything = False,
    rephrase: Rephrase = False,
    format: Form = BriefForm.JSON,  # noqa: A002  the word that callers use
) -> Response:
    """Return one page on somebody: each line cites its records, or is marked as a hypothesis.

    Who has only enquired is found, too. A PDF asks for the extra part `pdf`.
    """
    check_rephrasing(parts, rephrase)
    person = which_person(parts.store, who, account_id=account_id)
    now = datetime.now(UTC)
    brief = brief_for(
        parts.store,
        person.id,
        now=now,
        rep=rep,
        everything=everything,
        language_model=parts.language_model if rephrase else None,
    )
    return Response(brief_bytes(brief, format), media_type=MEDIA_TYPES[format])


def check_rephrasing(parts: Wellspent, rephrase: bool) -> None:
    """Raise InputError where other words are asked for and no language model is turned on."""
    if rephrase and parts.language_model is None:
        raise InputError(
            "No language model is turned on.",
            where="query.rephrase",
            next_step="Set language_model_url and language_model, or ask without rephrase.",
        )


@router.get("/{who}/reach", summary="When to reach somebody", response_model=ReachOut)
def get_reach(parts: Parts, who: Who, account_id: At = "") -> Any:
    """Return how somebody answered so far, and the best times of the next seven days.

    From what the team sent and what came back; nothing is tracked. Opt-outs and quiet hours win: a
    channel that isn't allowed has no best time. Times are in the contact's zone.
    """
    person = which_person(parts.store, who, account_id=account_id)
    reach = reachability_of(parts.store, person.id, now=datetime.now(UTC))
    return {**reachability_json(reach), "name": person.name}


@router.get("/{who}/role", summary="A role in a purchase", response_model=RoleInFullOut)
def get_role(parts: Parts, who: Who, account_id: At = "") -> Any:
    """Return what somebody is in a purchase, how likely, with each reason and its quote or record.

    A 404 too for who has only enquired, and for who objected: nothing is concluded of them.
    """
    person = which_person(parts.store, who, account_id=account_id)
    judged = buying_role(parts.store, person.id, now=datetime.now(UTC))
    said = [
        {**correction_as_json(one), "stands": stands}
        for one, stands in role_corrections(parts.store, person.id)
    ]
    return {**judgement_as_json(judged), "name": person.name, "said": said}


@router.post(
    "/{who}/role",
    summary="Say what a role is",
    status_code=201,
    response_model=RoleCorrectionOut,
)
def post_role(parts: Parts, who: Who, given: RoleIn, account_id: At = "") -> Any:
    """Keep what a person says a role is: it stands over what the records say, and teaches."""
    person = which_person(parts.store, who, account_id=account_id, mistyped=False)
    kept = correct_role(
        parts.store,
        person.id,
        given.role,
        by=given.by,
        reason=given.reason,
        now=datetime.now(UTC),
    )
    return correction_as_json(kept)


@router.delete("/{who}/role", summary="Take back what was said", response_model=RoleCorrectionOut)
def delete_role(parts: Parts, who: Who, account_id: At = "", by: By = "", reason: Why = "") -> Any:
    """Take back what a person said last of a role, and return it; a 404 when nobody said any."""
    person = which_person(parts.store, who, account_id=account_id, mistyped=False)
    back = take_back_role_correction(
        parts.store, person.id, by=by, reason=reason, now=datetime.now(UTC)
    )
    return correction_as_json(back)
