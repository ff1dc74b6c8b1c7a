"""Consents: what people said about being contacted."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from wellspent.jobs.note_consent import consents_of, note_consent
from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.serve.api.lead_model import Moment
from wellspent.serve.api.parts import Parts
from wellspent.serve.api.route_model import Person

router = APIRouter(tags=["consents"])
Whom = Annotated[
    str,
    Field(
        min_length=1,
        max_length=320,
        pattern=r"^[^\x00]*$",
        description="An e-mail address, or a contact's id or key.",
        examples=["ada@acme.example"],
    ),
]
Words = Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$")]


class ConsentIn(BaseModel):
    """What a person said."""

    model_config = ConfigDict(extra="forbid")

    person: Whom
    kind: Annotated[ConsentKind, Field(description="objected: never contact me, on any channel.")]
    channel: Annotated[
        ActivityKind | None,
        Field(description="email, call, sms or social message; an opt-out without one is of all."),
    ] = None
    source: Annotated[Words, Field(min_length=1, description="Where they said it.")]
    note: Annotated[Words, Field(description="Their words.")] = ""
    by: Person = ""
    said_at: Annotated[Moment | None, Field(description="When; left out: now.")] = None


@router.post("/consents", summary="Note what a person said about being contacted", status_code=201)
def post_consent(parts: Parts, given: ConsentIn) -> ConsentEntry:
    """Add an entry; earlier ones stay, and the latest counts. The same entry twice is one."""
    said_at = given.said_at
    if said_at is not None and said_at.tzinfo is None:
        said_at = said_at.replace(tzinfo=UTC)
    return note_consent(
        parts.store,
        given.person,
        kind=given.kind,
        channel=given.channel,
        source=given.source,
        note=given.note,
        by=given.by,
        said_at=said_at,
        now=datetime.now(UTC),
    )


@router.get("/consents", summary="What a person said about being contacted")
def get_consents(
    parts: Parts,
    person: Annotated[
        str,
        Query(
            min_length=1,
            max_length=320,
            pattern=r"^[^\x00]*$",
            description="An e-mail address, or a contact's id or key.",
        ),
    ],
) -> list[ConsentEntry]:
    """Return all entries of a person, the latest first; those without an id are of an import."""
    return list(consents_of(parts.store, person))
