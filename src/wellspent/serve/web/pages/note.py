"""Note a call or a meeting by hand: with whom, how long, and what they said, in ten seconds."""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from wellspent.errors import InputError, WellspentError
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.note_interaction import KINDS, LONGEST_NOTE, MOST_MINUTES, note_interaction
from wellspent.records.activity import ActivityKind
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, needed_number, text_of
from wellspent.serve.web.who import Who
from wellspent.serve.web.who_is_meant import person_meant
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/note")
KIND_WORDS = dict(zip(KINDS, ("Call", "Meeting", "Event"), strict=True))
_BETWEEN = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedNote:
    """What stands in the fields; `once` keeps a form that was sent twice from counting twice."""

    once: str
    kind: str = ActivityKind.CALL.value
    with_whom: str = ""
    minutes: str = ""
    their_words: str = ""
    title: str = ""
    rep: str = ""
    happened_at: str = ""


@router.get("")
def show(request: Request, wellspent: Parts, who: Who) -> HTMLResponse:
    """Show the form; `to` fills in with whom, `kind` which kind of interaction it was."""
    params = request.query_params
    empty = TypedNote(once=secrets.token_hex(16), with_whom=params.get("to", "")[:200], rep=who)
    kind = params.get("kind", "")
    return _page(wellspent, replace(empty, kind=kind) if kind in set(KINDS) else empty)


@router.post("")
def note(wellspent: Parts, form: Typed) -> Response:
    """Keep the interaction, and lead to its conversation."""
    typed = _typed(form)
    try:
        kept = note_interaction(
            wellspent.store,
            kind=_kind(typed.kind),
            with_whom=_people(wellspent, typed.with_whom),
            minutes=needed_number(typed.minutes, "Minutes", low=0, high=MOST_MINUTES),
            rep=typed.rep,
            now=datetime.now(UTC),
            happened_at=_moment(typed.happened_at, wellspent.settings.time_zone),
            title=typed.title,
            their_words=typed.their_words,
            once=typed.once,
        )
    except WellspentError as error:
        return _page(wellspent, typed, error=error)
    return RedirectResponse(f"/conversations/{kept.conversation.id}", 303)


def _page(
    wellspent: Wellspent, typed: TypedNote, *, error: WellspentError | None = None
) -> HTMLResponse:
    return render(
        "note.html",
        status=error.status if error else 200,
        error=error,
        typed=typed,
        kinds=KIND_WORDS,
        zone=wellspent.settings.time_zone,
        sample=holds_sample(wellspent.store),
    )


def _typed(form: FormData) -> TypedNote:
    return TypedNote(
        once=text_of(form, "once", 64),
        kind=text_of(form, "kind", 40),
        with_whom=text_of(form, "with_whom"),
        minutes=text_of(form, "minutes", 20),
        their_words=text_of(form, "their_words", LONGEST_NOTE + 1),
        title=text_of(form, "title", 300),
        rep=text_of(form, "rep", 200),
        happened_at=text_of(form, "happened_at", 40),
    )


def _kind(text: str) -> ActivityKind:
    if text not in set(KINDS):
        raise InputError("What it was is missing.", where="kind", next_step="Choose one of them.")
    return ActivityKind(text)


def _people(wellspent: Wellspent, typed: str) -> tuple[str, ...]:
    named = (one.strip() for one in _BETWEEN.split(typed))
    return tuple(person_meant(wellspent, one) for one in named if one)


def _moment(text: str, zone: str) -> datetime | None:
    """Read when it was, in the team's zone; None for now."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"“{text}” is no day and time.",
            where="when",
            next_step="Write it like 2026-03-03T10:00.",
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
