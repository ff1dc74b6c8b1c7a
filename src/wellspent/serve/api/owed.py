"""What we owe customers: unanswered questions, open promises."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field, StrictBool

from wellspent.jobs.what_we_owe import LONGEST_REASON, dismiss_debt, settle_debt, what_we_owe
from wellspent.records.ledger import Debt
from wellspent.serve.api.lead_model import Short
from wellspent.serve.api.parts import Parts
from wellspent.serve.api.route_model import Person
from wellspent.serve.counted_from_one import debt_from_one

router = APIRouter(prefix="/owed", tags=["ledger"])
DebtId = Annotated[str, Path(max_length=100, description="Its id, such as F12.")]


class SettledIn(BaseModel):
    """That something owed is settled; `is_settled` false: it is open after all."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[
        str,
        Field(max_length=LONGEST_REASON, pattern=r"^[^\x00]*$", description="How it was settled."),
    ] = ""
    by: Person = ""
    is_settled: StrictBool = True
    heard_wrongly: Annotated[
        StrictBool, Field(description="It never was owed: nothing was promised or asked.")
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledOut:
    """What was said of something owed; `changed` False: it was so already."""

    id: str
    is_settled: bool
    changed: bool


@router.get("", summary="What we owe")
def get_owed(
    parts: Parts,
    rep: Annotated[Short, Query(description="Only what this rep owes.")] = "",
    account_id: Annotated[Short, Query(description="Only to this account.")] = "",
) -> list[Debt]:
    """Return what we owe, what is overdue first, then what is open longest."""
    owed = what_we_owe(parts.store, rep=rep, account_id=account_id, now=datetime.now(UTC))
    return [debt_from_one(one) for one in owed]


@router.post("/{debt_id}/settle", summary="Say that it is settled")
def post_settled(parts: Parts, debt_id: DebtId, given: SettledIn) -> SettledOut:
    """Mark something owed as settled, or as open after all; kept whatever is heard later."""
    now = datetime.now(UTC)
    if given.heard_wrongly and given.is_settled:
        changed = dismiss_debt(parts.store, debt_id, by=given.by, now=now, reason=given.reason)
        return SettledOut(id=debt_id, is_settled=True, changed=changed)
    changed = settle_debt(
        parts.store,
        debt_id,
        by=given.by,
        now=now,
        reason=given.reason,
        is_settled=given.is_settled,
    )
    return SettledOut(id=debt_id, is_settled=given.is_settled, changed=changed)
