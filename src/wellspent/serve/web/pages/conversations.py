"""Conversations: what was said between customers and us, the latest first, and how more come in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from wellspent.errors import WellspentError
from wellspent.jobs.conversation_sources import list_sources
from wellspent.jobs.find_conversations import find_conversations
from wellspent.jobs.holds_sample import holds_sample
from wellspent.records.activity import ActivityKind
from wellspent.records.heard import ReactionKind
from wellspent.records.taken_in import ConversationQuery, Keep
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.wiring import Wellspent

router = APIRouter()
PERIODS = {"7": "7 days", "30": "30 days", "90": "90 days", "365": "a year"}
KINDS = (
    ActivityKind.EMAIL,
    ActivityKind.CALL,
    ActivityKind.MEETING,
    ActivityKind.SMS,
    ActivityKind.SOCIAL_MESSAGE,
    ActivityKind.EVENT,
)
NAMES = ("q", "kind", "reaction", "days", "rep", "account", "contact", "source")
LONGEST = 200
KEEPS = {
    Keep.ALL: "everything",
    Keep.EXCERPTS: "only the quotes that something rests on",
    Keep.MEASURES: "no words, only measures",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSource:
    """What was typed beside the files: where they come from, who is ours, what is kept."""

    source: str = "files"
    our_side: str = ""
    keep: str = ""


@router.get("/conversations")
def show(request: Request, wellspent: Parts) -> HTMLResponse:
    """Show a page of conversations."""
    params = request.query_params
    asked = {name: params[name].strip()[:LONGEST] for name in NAMES if params.get(name)}
    return conversations_page(wellspent, asked, after=params.get("after", ""))


def conversations_page(
    wellspent: Wellspent,
    asked: Mapping[str, str] | None = None,
    *,
    after: str = "",
    error: WellspentError | None = None,
    typed: TypedSource | None = None,
) -> HTMLResponse:
    """Render the list for what was asked; `error` and what was typed stand at the import."""
    now, asked = datetime.now(UTC), asked or {}
    kept, left_out = _understood(asked)
    page = find_conversations(wellspent.store, _query(kept, after, now))
    following = {**kept, "after": page.next_page}
    return render(
        "conversations.html",
        status=error.status if error else 200,
        error=error,
        typed=typed or TypedSource(),
        rows=page.rows,
        asked=dict.fromkeys(NAMES, "") | kept,
        filtered=bool(kept),
        left_out=left_out,
        next_address=f"/conversations?{urlencode(following)}" if page.next_page else "",
        first_address=f"/conversations?{urlencode(kept)}" if after else "",
        kinds=[kind.value for kind in KINDS],
        reactions=list(ReactionKind),
        periods=PERIODS,
        keeps=KEEPS,
        sources=list_sources(wellspent.store),
        limit_mb=wellspent.settings.max_upload_mb,
        now=now,
        sample=holds_sample(wellspent.store),
    )


def _understood(asked: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return what of an address makes sense, and what doesn't."""
    allowed = {"kind": set(ActivityKind), "reaction": set(ReactionKind), "days": set(PERIODS)}
    wrong = {name for name, values in allowed.items() if asked.get(name, "") not in {"", *values}}
    kept = {name: value for name, value in asked.items() if name not in wrong}
    return kept, [f"{name} “{asked[name][:40]}”" for name in sorted(wrong)]


def _query(asked: Mapping[str, str], after: str, now: datetime) -> ConversationQuery:
    days = asked.get("days", "")
    return ConversationQuery(
        words=asked.get("q", ""),
        kind=asked.get("kind", ""),
        reaction=asked.get("reaction", ""),
        rep=asked.get("rep", ""),
        account_id=asked.get("account", ""),
        contact_id=asked.get("contact", ""),
        source=asked.get("source", ""),
        since=now - timedelta(days=int(days)) if days else None,
        after=after,
    )
