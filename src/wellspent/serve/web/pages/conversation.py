"""A conversation: what was said, what was heard in it and where, and who was there."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from wellspent.errors import InputError, NotFound, WellspentError
from wellspent.jobs.ask_feedback import ask_feedback
from wellspent.jobs.correct_heard import add_reaction, correct_heard, take_back_correction
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.ledger_lines import ledger_lines
from wellspent.jobs.name_speaker import name_speaker
from wellspent.jobs.show_conversation import show_conversation
from wellspent.jobs.talk_in_team import LEAST, talk_in_team
from wellspent.records.conversation import Side
from wellspent.records.feedback import AskedFeedback
from wellspent.records.heard import Reaction, ReactionKind
from wellspent.records.ledger import LedgerQuery
from wellspent.records.taken_in import KeptConversation
from wellspent.serve.public_address import check_can_send, only_opens_here, public_address
from wellspent.serve.web.conversation_view import (
    MOST_TURNS,
    SIDES,
    activity_to_ask_about,
    losses_in,
    name_of_conversation,
    owed_in,
    people_to_ask,
    shown_turns,
    speaker_name,
)
from wellspent.serve.web.minutes_by_person import InLedger, in_ledger
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.talk_table import talk_rows
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, text_of
from wellspent.serve.web.who import Who
from wellspent.serve.web.who_is_meant import contact_meant
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/conversations/{conversation_id}")
NOTHING = "nothing"
MOST_LINES = 500
THE_PAGE = "the page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a person just tried on the page: what went wrong, or the request that was made."""

    error: WellspentError | None = None
    who: str = ""
    quote: str = ""
    kind: str = ""
    asked: AskedFeedback | None = None
    not_sent: WellspentError | None = None


@router.get("")
def show(wellspent: Parts, conversation_id: str) -> HTMLResponse:
    """Show a conversation."""
    return conversation_page(wellspent, show_conversation(wellspent.store, conversation_id))


@router.post("/reactions/{reaction_id}")
def correct(
    wellspent: Parts, conversation_id: str, reaction_id: str, form: Typed, who: Who
) -> Response:
    """Keep what a reaction is in truth: of another kind, none at all, or heard rightly."""
    kept = show_conversation(wellspent.store, conversation_id)
    turn = _reaction(kept, reaction_id).quote.turn
    try:
        correct_heard(
            wellspent.store,
            reaction_id,
            kind=_kind(text_of(form, "kind", 40)),
            by=who or THE_PAGE,
            now=datetime.now(UTC),
            reason=text_of(form, "reason", 200),
        )
    except WellspentError as error:
        return conversation_page(wellspent, kept, Tried(error=error))
    return RedirectResponse(f"/conversations/{conversation_id}#turn-{turn}", 303)


@router.post("/reactions")
def add(wellspent: Parts, conversation_id: str, form: Typed, who: Who) -> Response:
    """Keep that words of a customer's were a reaction that wasn't heard."""
    kept = show_conversation(wellspent.store, conversation_id)
    quote, kind = text_of(form, "quote", 5000), text_of(form, "kind", 40)
    try:
        turn = _turn_with(kept, quote)
        meant = _kind(kind)
        if meant is None:
            raise InputError("Which reaction was missed is missing.", where="kind")
        add_reaction(
            wellspent.store,
            conversation_id,
            turn,
            quote,
            meant,
            by=who or THE_PAGE,
            now=datetime.now(UTC),
        )
    except WellspentError as error:
        return conversation_page(wellspent, kept, Tried(error=error, quote=quote, kind=kind))
    return RedirectResponse(f"/conversations/{conversation_id}#turn-{turn}", 303)


@router.post("/corrections/{correction_id}/take-back")
def take_back(wellspent: Parts, conversation_id: str, correction_id: str, who: Who) -> Response:
    """Let a reaction be again what it was heard as."""
    kept = show_conversation(wellspent.store, conversation_id)
    if all(one.id != correction_id for one in kept.corrections):
        raise NotFound(
            f"there is no correction {correction_id[:40]!r} in this conversation",
            next_step="Look at the conversation anew.",
        )
    take_back_correction(wellspent.store, correction_id, by=who or THE_PAGE, now=datetime.now(UTC))
    return RedirectResponse(f"/conversations/{conversation_id}#corrected", 303)


@router.post("/speakers/{place}")
def name(wellspent: Parts, conversation_id: str, place: int, form: Typed, who: Who) -> Response:
    """Keep who a speaker is, for this and for all conversations of its source."""
    typed, role = text_of(form, "who", 200), text_of(form, "role", 20)
    try:
        if role in {"contact", "rep"} and not typed:
            raise InputError("Who they are is missing.", where="who", next_step="Type a name.")
        name_speaker(
            wellspent.store,
            conversation_id,
            place,
            contact_id=contact_meant(wellspent, typed) if role == "contact" else "",
            rep=typed if role == "rep" else "",
            side=Side(role) if role in {Side.OURS, Side.CUSTOMER} else Side.UNKNOWN,
            by=who or THE_PAGE,
            now=datetime.now(UTC),
        )
    except WellspentError as error:
        kept = show_conversation(wellspent.store, conversation_id)
        return conversation_page(wellspent, kept, Tried(error=error, who=typed))
    return RedirectResponse(f"/conversations/{conversation_id}#people", 303)


@router.post("/feedback")
def ask(wellspent: Parts, conversation_id: str, form: Typed, who: Who) -> Response:
    """Make a customer's link, shown this once with the words to send; send it where asked to."""
    kept = show_conversation(wellspent.store, conversation_id)
    sends = bool(text_of(form, "send"))
    try:
        if sends:
            check_can_send(wellspent)
        asked = ask_feedback(
            wellspent.store,
            activity_to_ask_about(kept.conversation),
            address=public_address(wellspent.settings),
            now=datetime.now(UTC),
            contact_id=text_of(form, "contact", 40),
            by=who,
            server=wellspent.mail_server if sends else None,
            sender=wellspent.settings.mail_sender,
        )
    except WellspentError as error:
        return conversation_page(wellspent, kept, Tried(error=error))
    return conversation_page(wellspent, kept, Tried(asked=asked))


def conversation_page(
    wellspent: Wellspent, kept: KeptConversation, tried: Tried | None = None
) -> HTMLResponse:
    """Render a conversation, with what came of what was just tried."""
    tried, talk = tried or Tried(), kept.conversation
    ledger, team = _ledger(wellspent, talk.id), talk_in_team(wellspent.store, talk.kind)
    return render(
        "conversation.html",
        status=tried.error.status if tried.error else 200,
        tried=tried,
        kept=kept,
        talk=talk,
        name=name_of_conversation(kept),
        verdict=verdict(kept, ledger),
        turns=shown_turns(kept),
        most_turns=MOST_TURNS,
        speakers=[(place, one, speaker_name(kept, one)) for place, one in enumerate(talk.speakers)],
        sides=SIDES,
        kinds=list(ReactionKind),
        nothing=NOTHING,
        ledger=ledger,
        talk_rows=talk_rows(kept.heard.talk, team) if kept.heard.talk else (),
        team_count=max((one.count for one in team.values()), default=0),
        least_in_team=LEAST,
        can_ask=people_to_ask(kept) if activity_to_ask_about(talk) else {},
        can_send=wellspent.mail_server is not None and not only_opens_here(wellspent.settings),
        only_opens_here=only_opens_here(wellspent.settings),
        sample=holds_sample(wellspent.store),
    )


def verdict(kept: KeptConversation, ledger: InLedger) -> list[tuple[str, str, str]]:
    """Return the answer in figures: each with its words and its class."""
    losses, owed = losses_in(kept), owed_in(kept)
    return [
        (f"{ledger.signs:,}", "sign of value" if ledger.signs == 1 else "signs of value", "gain"),
        (f"{losses:,}", "sign of trouble" if losses == 1 else "signs of trouble", "loss"),
        (f"{owed:,}", "thing we owe" if owed == 1 else "things we owe", "owed"),
    ]


def _ledger(wellspent: Wellspent, conversation_id: str) -> InLedger:
    query = LedgerQuery(conversation_id=conversation_id, only_in_force=True, limit=MOST_LINES)
    return in_ledger(ledger_lines(wellspent.store, query).entries)


def _reaction(kept: KeptConversation, reaction_id: str) -> Reaction:
    for one in kept.heard.reactions:
        if one.id == reaction_id:
            return one
    raise NotFound(
        f"there is no reaction {reaction_id[:40]!r} in this conversation",
        next_step="Look at the conversation anew: it may have been corrected meanwhile.",
    )


def _turn_with(kept: KeptConversation, quote: str) -> int:
    """Return the first turn of the customer's that holds these words, else the first of anybody."""
    talk = kept.conversation
    found = [place for place, turn in enumerate(talk.turns) if quote and quote in turn.text]
    theirs = [place for place in found if talk.side_of(place) is Side.CUSTOMER]
    if not found:
        raise InputError(
            "These words don't stand in this conversation.",
            where="Their exact words",
            next_step="Copy them exactly as they stand above.",
        )
    return (theirs or found)[0]


def _kind(text: str) -> ReactionKind | None:
    if text == NOTHING:
        return None
    if text not in set(ReactionKind):
        raise InputError(
            "What it is in truth is missing.", where="kind", next_step="Choose a kind, or nothing."
        )
    return ReactionKind(text)
