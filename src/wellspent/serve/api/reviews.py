"""Reviews: is this message worth sending?"""

from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Path, Query

from wellspent.jobs.review_value import review_value
from wellspent.jobs.rule_pages import RuleRow, list_rules, rule_page
from wellspent.jobs.ruleset_in_use import ruleset_in_use
from wellspent.serve.api.parts import Parts
from wellspent.serve.api.review_model import DraftIn, DraftsIn, ReviewOut, ReviewsOut, RuleOut
from wellspent.wiring import Wellspent

router = APIRouter(tags=["review"])
Now = Annotated[
    datetime | None,
    Query(description="Take this time for the present, as ISO 8601; left out: the real one."),
]
Code = Annotated[str, Path(max_length=60, description="A rule's code or name.")]


@router.post("/reviews", summary="Review a draft", response_model=ReviewOut)
def post_review(parts: Parts, draft: DraftIn, now: Now = None) -> Any:
    """Return what the rules say of a message, against the records, before it is sent.

    Nothing is stored. With neither channel nor type said, they are taken from the records where
    these tell; what couldn't be checked stands in `unchecked`. Times without a zone are in that of
    the settings.
    """
    return _review(parts, draft, "the draft", _present(parts, now), asks_model=True)


@router.post("/reviews/batch", summary="Review many drafts", response_model=ReviewsOut)
def post_reviews(parts: Parts, given: DraftsIn, now: Now = None) -> Any:
    """Return the reviews of up to 500 drafts, in their order; the language model isn't asked.

    Takes `{"drafts": [draft, draft]}` and gives `{"reviews": [review, review]}`, each as the single
    review has them.
    """
    present = _present(parts, now)
    reviews = [
        _review(parts, draft, f"draft {number}", present)
        for number, draft in enumerate(given.drafts, 1)
    ]
    return {"reviews": reviews}


@router.get("/rules", summary="All rules of review")
def get_rules() -> list[RuleRow]:
    """Return the rules, by code, with what each needs to know."""
    return list_rules()


@router.get("/rules/{code}", summary="A rule's page")
def get_rule(code: Code) -> RuleOut:
    """Return why a rule matters, what to do instead, its examples and its measured precision."""
    return RuleOut(code=code, page=rule_page(code))


def _present(parts: Wellspent, now: datetime | None) -> datetime:
    if now is None:
        return datetime.now(UTC)
    return now if now.tzinfo else now.replace(tzinfo=ZoneInfo(parts.settings.time_zone))


def _review(
    parts: Wellspent,
    draft: DraftIn,
    where: str,
    now: datetime,
    *,
    asks_model: bool = False,
) -> dict[str, Any]:
    return review_value(
        parts.store,
        draft.model_dump(mode="json", by_alias=True, exclude_none=True),
        ruleset=ruleset_in_use(parts.settings.review_config),
        now=now,
        language_model=parts.language_model if asks_model else None,
        where=where,
        zone=ZoneInfo(parts.settings.time_zone),
    )
