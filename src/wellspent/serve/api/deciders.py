"""Decision makers: who is likely to be able to say yes, anywhere or where it is asked for."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from wellspent.jobs.find_decision_makers import MOST, find_decision_makers
from wellspent.jobs.roles_json import decision_maker_as_json
from wellspent.serve.api.lead_model import Short
from wellspent.serve.api.parts import Parts
from wellspent.serve.api.role_model import DecisionMakerOut

router = APIRouter(prefix="/decision-makers", tags=["contacts"])
Words = Annotated[Short, Query(description="At accounts whose name or domain begins so.")]
Industry = Annotated[Short, Query(description="At accounts of this industry.")]
AccountAsked = Annotated[Short, Query(description="At this account, such as A17.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="So many at most.")]


@router.get("", summary="Who can say yes", response_model=list[DecisionMakerOut])
def get_decision_makers(
    parts: Parts,
    words: Words = "",
    industry: Industry = "",
    account_id: AccountAsked = "",
    limit: Limit = 10,
) -> Any:
    """Return the people who are likely to be able to say yes, the likeliest first.

    Several conditions hold together. Who is less likely than 30% isn't named, nor who objected.
    """
    found = find_decision_makers(
        parts.store,
        account_id=account_id,
        industry=industry,
        words=words,
        now=datetime.now(UTC),
        limit=limit,
    )
    return [decision_maker_as_json(one) for one in found]
