"""Conversations: hand one over, or a file of them; look at what was heard; correct it."""

from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Header, Query, Response, UploadFile
from fastapi import Path as PathPart

from wellspent.jobs.conversation_json import kept_as_json
from wellspent.jobs.correct_heard import add_reaction, correct_heard, take_back_correction
from wellspent.jobs.find_conversations import find_conversations
from wellspent.jobs.name_speaker import name_speaker
from wellspent.jobs.note_interaction import note_interaction
from wellspent.jobs.our_side_named import our_side_named
from wellspent.jobs.show_conversation import show_conversation
from wellspent.jobs.take_in_files import SaidOfSource
from wellspent.jobs.take_in_one import take_in_one
from wellspent.records.taken_in import ConversationPage, Keep
from wellspent.serve.api.conversation_model import (
    MOST_SPEAKERS,
    ConversationIn,
    ConversationsAsked,
    InteractionIn,
    ReactionCorrectionIn,
    ReactionIn,
    SpeakerNameIn,
    TakingBackIn,
)
from wellspent.serve.api.heard_model import ConversationOut, TakenOneOut
from wellspent.serve.api.job_model import JobOut
from wellspent.serve.api.jobs import accepted
from wellspent.serve.api.lead_model import Moment, Short, zoned
from wellspent.serve.api.parts import LongWork, Parts
from wellspent.serve.long_work import start_taking_in
from wellspent.serve.uploads import save_upload, uploads_folder

router = APIRouter(tags=["conversations"])
ConversationId = Annotated[str, PathPart(max_length=100, description="Its id, such as K12.")]
ReactionId = Annotated[str, PathPart(max_length=100, description="Its id, such as F31.")]
CorrectionId = Annotated[str, PathPart(max_length=100, description="Its id, such as 7.")]
SpeakerPlace = Annotated[
    int, PathPart(ge=1, le=MOST_SPEAKERS, description="The speaker, counted from 1.")
]
Once = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        pattern=r"^[\x20-\x7e]*$",
        description="Any text that is new for each one: sent twice, it is noted once.",
    ),
]
Source = Annotated[
    str,
    Query(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00]*[^\s\x00][^\x00]*$",
        description="Where they come from; what is said of a source is remembered.",
    ),
]
KeepOfFile = Annotated[
    Keep | None, Query(description="all, excerpts or measures; left out: as before.")
]
OurSideOfFile = Annotated[
    list[Short],
    Query(max_length=100, description="Who is ours: names, domains, addresses."),
]
AtOfFile = Annotated[
    Moment | None, Query(description="When those were that name no time themselves (ISO 8601).")
]


@router.post(
    "/conversations",
    summary="Take a conversation in",
    response_model=TakenOneOut,
    status_code=201,
    responses={200: {"model": TakenOneOut, "description": "It was known, or it is left out."}},
)
def post_conversation(parts: Parts, given: ConversationIn, response: Response) -> Any:
    """Link its speakers, hear it, and put it into the ledger, in one undoable import.

    Sent again under its `external_id` it changes nothing; with more turns it has grown. Internal
    ones, those with people marked private, and talks still to come are left out: `taken_in` says.
    """
    taken = take_in_one(
        parts.store,
        given.to_record(parts.settings.time_zone),
        source=given.source,
        keep=given.keep,
        our_side=given.our_side,
        now=datetime.now(UTC),
    )
    is_new = bool(taken.taken_in.created or taken.taken_in.grown)
    response.status_code = 201 if is_new else 200
    if taken.kept is not None:
        response.headers["Location"] = f"/api/v1/conversations/{taken.kept.conversation.id}"
    return {
        "taken_in": taken.taken_in,
        "conversation": kept_as_json(taken.kept) if taken.kept else None,
    }


@router.post("/conversations/files", summary="Take a file of conversations in", status_code=202)
def post_file(
    parts: Parts,
    work: LongWork,
    file: UploadFile,
    response: Response,
    source: Source = "files",
    keep: KeepOfFile = None,
    our_side: OurSideOfFile = [],  # noqa: B006  FastAPI copies it
    at: AtOfFile = None,
) -> JobOut:
    """Begin to take in mail (.eml, .mbox), transcripts, a calendar or chats; the job says how far.

    What came of it, and what couldn't be read, stands in the job's `taken_in`. It is one import,
    which can be undone as a whole.
    """
    side = our_side_named(our_side, where="query.our_side")
    said = SaidOfSource(
        keep=keep,
        our_names=side.names,
        our_domains=side.domains,
        our_addresses=side.addresses,
    )
    folder = uploads_folder(parts.settings.data_folder)
    upload = save_upload(folder, file.filename or "", file.file)
    when = zoned(at, ZoneInfo(parts.settings.time_zone))
    task = start_taking_in(parts, work, upload, source=source, said=said, at=when)
    return accepted(task, response)


@router.get("/conversations", summary="List conversations")
def list_conversations(
    parts: Parts, asked: Annotated[ConversationsAsked, Query()]
) -> ConversationPage:
    """List conversations, the latest first; `next_page`, given back as `after`, leads on."""
    return find_conversations(parts.store, asked.to_record(parts.settings.time_zone))


@router.get(
    "/conversations/{conversation_id}",
    summary="One conversation, and what was heard",
    response_model=ConversationOut,
)
def get_conversation(parts: Parts, conversation_id: ConversationId) -> Any:
    """Return all its turns with reactions, questions, promises, topics, measures and minutes."""
    return kept_as_json(show_conversation(parts.store, conversation_id))


@router.post(
    "/conversations/{conversation_id}/speakers/{number}",
    summary="Say who a speaker is",
    response_model=ConversationOut,
)
def post_speaker(
    parts: Parts, conversation_id: ConversationId, number: SpeakerPlace, given: SpeakerNameIn
) -> Any:
    """Link a speaker to a contact or a rep; remembered for all conversations of its source."""
    kept = name_speaker(
        parts.store,
        conversation_id,
        number - 1,
        contact_id=given.contact_id,
        rep=given.rep,
        side=given.side,
        by=given.by,
        now=datetime.now(UTC),
    )
    return kept_as_json(kept)


@router.post(
    "/reactions/{reaction_id}/correction",
    summary="Correct a reaction",
    response_model=ConversationOut,
)
def post_correction(parts: Parts, reaction_id: ReactionId, given: ReactionCorrectionIn) -> Any:
    """Say what a reaction is in truth, or that it was heard rightly; the ledger follows.

    Returns its conversation as it is then. What was heard stays as an entry, and it teaches.
    """
    kept = correct_heard(
        parts.store,
        reaction_id,
        kind=given.kind,
        by=given.by,
        reason=given.reason,
        now=datetime.now(UTC),
    )
    return kept_as_json(kept)


@router.post(
    "/conversations/{conversation_id}/reactions",
    summary="Add a reaction that wasn't heard",
    response_model=ConversationOut,
)
def post_reaction(parts: Parts, conversation_id: ConversationId, given: ReactionIn) -> Any:
    """Say that words of a customer's were a reaction; kept as an entry, and it teaches."""
    kept = add_reaction(
        parts.store,
        conversation_id,
        given.turn - 1,
        given.quote,
        given.kind,
        by=given.by,
        reason=given.reason,
        now=datetime.now(UTC),
    )
    return kept_as_json(kept)


@router.post(
    "/reactions/corrections/{correction_id}/take-back",
    summary="Take a correction back",
    response_model=ConversationOut,
)
def post_taking_back(parts: Parts, correction_id: CorrectionId, given: TakingBackIn) -> Any:
    """Let a reaction be again what it was heard as, by one more entry."""
    kept = take_back_correction(parts.store, correction_id, by=given.by, now=datetime.now(UTC))
    return kept_as_json(kept)


@router.post(
    "/interactions",
    summary="Log a call or a meeting",
    response_model=ConversationOut,
    status_code=201,
)
def post_interaction(
    parts: Parts, given: InteractionIn, response: Response, idempotency_key: Once = ""
) -> Any:
    """Note a call, a meeting or an event by hand; its minutes are declared, its words are heard."""
    kept = note_interaction(
        parts.store,
        kind=given.kind,
        with_whom=tuple(given.with_whom),
        minutes=given.minutes,
        rep=given.rep,
        now=datetime.now(UTC),
        happened_at=zoned(given.happened_at, ZoneInfo(parts.settings.time_zone)),
        title=given.title,
        their_words=given.their_words,
        once=idempotency_key,
    )
    response.headers["Location"] = f"/api/v1/conversations/{kept.conversation.id}"
    return kept_as_json(kept)
