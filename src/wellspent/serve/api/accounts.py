"""Accounts: look at one, at who can say yes there, and at its brief."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.responses import Response

from wellspent.jobs.brief import brief_for
from wellspent.jobs.buying_committee import buying_committee
from wellspent.jobs.find_account import find_account
from wellspent.jobs.roles_json import committee_as_json
from wellspent.records.account import Account
from wellspent.serve.api.brief_model import BriefOut
from wellspent.serve.api.contacts import (
    IN_OTHER_FORMS,
    Everything,
    Form,
    Reader,
    Rephrase,
    check_rephrasing,
)
from wellspent.serve.api.parts import Parts
from wellspent.serve.api.role_model import CommitteeOut
from wellspent.serve.brief_forms import MEDIA_TYPES, BriefForm, brief_bytes

router = APIRouter(prefix="/accounts", tags=["accounts"])
AccountId = Annotated[str, Path(max_length=100, description="The account's id, such as A7.")]


@router.get("/{account_id}", summary="One account")
def get_account(parts: Parts, account_id: AccountId) -> Account:
    """Return an account: a company that is a customer, was one, or might become one."""
    return find_account(parts.store, account_id)


@router.get("/{account_id}/committee", summary="Who can say yes", response_model=CommitteeOut)
def get_committee(parts: Parts, account_id: AccountId) -> Any:
    """Return an account's people in a purchase: roles with quotes, who is missing, the ways in.

    Who objected to being contacted isn't among them.
    """
    return committee_as_json(buying_committee(parts.store, account_id, now=datetime.now(UTC)))


@router.get(
    "/{account_id}/brief",
    summary="An account's brief",
    response_model=BriefOut,
    responses=IN_OTHER_FORMS,
)
def get_account_brief(
    parts: Parts,
    account_id: AccountId,
    rep: Reader = "",
    everything: Everything = False,
    rephrase: Rephrase = False,
    format: Form = BriefForm.JSON,  # noqa: A002  the word that callers use
) -> Response:
    """Return one page on an account: each line cites its records, or is marked as a hypothesis."""
    check_rephrasing(parts, rephrase)
    known = find_account(parts.store, account_id).id
    now = datetime.now(UTC)
    brief = brief_for(
        parts.store,
        known,
        now=now,
        rep=rep,
        everything=everything,
        language_model=parts.language_model if rephrase else None,
    )
    return Response(brief_bytes(brief, format), media_type=MEDIA_TYPES[format])
