"""A conversation as a program hands it over, and what it may ask for in a list."""

from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from wellspent.errors import InputError
from wellspent.jobs.find_conversations import LARGEST_PAGE
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Presence, Side, Speaker, Turn
from wellspent.records.heard import ReactionKind
from wellspent.records.taken_in import ConversationQuery, Keep
from wellspent.serve.api.lead_model import Email, Long, Moment, Short, zoned
from wellspent.serve.api.route_model import Person

MOST_SPEAKERS = 500
MOST_TURNS = 20_000
Seconds = Annotated[float, Field(ge=0, le=1e7, allow_inf_nan=False)]
Place = Annotated[int, Field(ge=1, le=MOST_SPEAKERS, description="A speaker, counted from 1.")]
SourceName = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00]*[^\s\x00][^\x00]*$",
        description="Where it comes from; what is said of a source is remembered.",
    ),
]
KeepWhat = Annotated[
    Keep | None,
    Field(description="all, excerpts (only quotes) or measures (no words); left out: as before."),
]
OurSideWords = Annotated[
    list[Short],
    Field(
        max_length=100,
        description="Who is ours: names, domains, addresses. Left out: as before, else guessed.",
    ),
]


class SpeakerIn(BaseModel):
    """Somebody who took part."""

    model_config = ConfigDict(extra="forbid")

    name: Short = ""
    email: Email = ""
    phone: Short = ""
    company: Short = Field("", description="What stands beside the name.")
    side: Side = Field(Side.UNKNOWN, description="Left out: told by our_side, else guessed.")
    presence: Presence = Field(Presence.UNKNOWN, description="Whether they came to a meeting.")


class TurnIn(BaseModel):
    """What one speaker said or wrote at one time: their own new words, without quoted ones."""

    model_config = ConfigDict(extra="forbid")

    speaker: Place
    text: Long
    at: Moment | None = Field(None, description="When (ISO 8601).")
    start: Seconds | None = Field(None, description="Seconds from the beginning.")
    end: Seconds | None = None
    to: list[Place] = Field([], max_length=MOST_SPEAKERS, description="To whom.")
    automatic: StrictBool = Field(False, description="Whether a program wrote it.")
    external_id: Short = Field("", description="The source's own name for it.")


_EXAMPLE: Any = {
    "kind": "call",
    "external_id": "call-17",
    "started_at": "2026-03-03T10:00:00+01:00",
    "minutes": 20,
    "our_side": ["otter.example"],
    "speakers": [
        {"name": "Wilma Sample", "email": "wilma@otter.example"},
        {"name": "Ada Kunde", "email": "ada@kunde.example"},
    ],
    "turns": [
        {"speaker": 1, "text": "This is what three plants did about it."},
        {"speaker": 2, "text": "I never knew that. What does it cost?"},
    ],
}


class ConversationIn(BaseModel):
    """A mail thread, a chat, a call or a meeting."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    kind: Annotated[ActivityKind, Field(description="The channel.")]
    speakers: list[SpeakerIn] = Field(min_length=1, max_length=MOST_SPEAKERS)
    turns: list[TurnIn] = Field([], max_length=MOST_TURNS)
    external_id: Short = Field(
        "", description="The source's name for it: sent again, it is the same conversation."
    )
    title: Short = ""
    started_at: Moment | None = None
    minutes: Annotated[float, Field(ge=0, le=1440, allow_inf_nan=False)] | None = None
    language: Annotated[str, Field(pattern="^([a-z]{2})?$", description="ISO 639-1.")] = ""
    source: SourceName = "api"
    keep: KeepWhat = None
    our_side: OurSideWords = []

    def to_record(self, time_zone: str) -> Conversation:
        """Return the conversation as a record; InputError for a speaker who isn't there."""
        zone = ZoneInfo(time_zone)
        return Conversation(
            kind=self.kind,
            speakers=tuple(Speaker(**one.model_dump()) for one in self.speakers),
            turns=tuple(self._turn(number, one, zone) for number, one in enumerate(self.turns, 1)),
            external_id=self.external_id,
            title=self.title,
            started_at=zoned(self.started_at, zone),
            minutes=self.minutes,
            language=self.language,
        )

    def _turn(self, number: int, turn: TurnIn, zone: ZoneInfo) -> Turn:
        if max(turn.speaker, *turn.to, 0) > len(self.speakers):
            raise InputError(
                f"Turn {number} names a speaker who isn't there.",
                where=f"body.turns.{number - 1}",
                next_step=f"Count the speakers from 1: there are {len(self.speakers):,}.",
            )
        if turn.start is not None and turn.end is not None and turn.end < turn.start:
            raise InputError(f"Turn {number} ends before it begins.", where="body.turns")
        plain: dict[str, Any] = turn.model_dump(exclude={"speaker", "to", "at"})
        return Turn(
            **plain,
            speaker=turn.speaker - 1,
            to=tuple(place - 1 for place in turn.to),
            at=zoned(turn.at, zone),
        )


class ConversationsAsked(BaseModel):
    """Which conversations to list, the latest first."""

    model_config = ConfigDict(extra="forbid")

    account_id: Short = Field("", description="Of this account, such as A17.")
    contact_id: Short = Field("", description="Of this contact, such as C12.")
    rep: Short = Field("", description="Of this rep of ours.")
    kind: ActivityKind | None = Field(None, description="The channel.")
    source: Short = Field("", description="Taken in from this source.")
    words: Short = Field("", description="That hold these words.")
    reaction: ReactionKind | None = Field(None, description="In which this was heard.")
    since: Moment | None = Field(None, description="ISO 8601; this moment counts.")
    until: Moment | None = Field(None, description="ISO 8601; this moment doesn't count.")
    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="Conversations a page.")
    after: Short = Field("", description="The `next_page` of the page before.")

    def to_record(self, time_zone: str) -> ConversationQuery:
        """Return the query as a record."""
        zone = ZoneInfo(time_zone)
        plain: dict[str, Any] = self.model_dump(exclude={"kind", "reaction", "since", "until"})
        return ConversationQuery(
            **plain,
            kind=self.kind.value if self.kind else "",
            reaction=self.reaction.value if self.reaction else "",
            since=zoned(self.since, zone),
            until=zoned(self.until, zone),
        )


class ReactionCorrectionIn(BaseModel):
    """What a reaction is in truth; null: none at all."""

    model_config = ConfigDict(extra="forbid")

    kind: ReactionKind | None
    reason: Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$")] = ""
    by: Person = ""


class ReactionIn(BaseModel):
    """A reaction that wasn't heard: the exact words of a customer's turn, counted from 1."""

    model_config = ConfigDict(extra="forbid")

    turn: Annotated[int, Field(ge=1)]
    quote: Annotated[str, Field(min_length=1, max_length=5000, pattern=r"^[^\x00]*$")]
    kind: ReactionKind
    reason: Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$")] = ""
    by: Person = ""


class TakingBackIn(BaseModel):
    """Who takes a correction back."""

    model_config = ConfigDict(extra="forbid")

    by: Person = ""


class SpeakerNameIn(BaseModel):
    """Who a speaker is: a contact of ours, one of our reps, or at least on whose side."""

    model_config = ConfigDict(extra="forbid")

    contact_id: Short = ""
    rep: Short = ""
    side: Side = Side.UNKNOWN
    by: Person = ""


class InteractionIn(BaseModel):
    """A call, a meeting or an event, logged by hand."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[ActivityKind, Field(description="call, meeting or event participation.")]
    with_whom: Annotated[
        list[Short],
        Field(alias="with", min_length=1, max_length=100, description="Ids or addresses."),
    ]
    minutes: Annotated[float, Field(gt=0, le=1440, allow_inf_nan=False)]
    rep: Short = Field("", description="Who of us was there.")
    happened_at: Moment | None = Field(None, description="Left out: just now.")
    title: Short = ""
    their_words: Annotated[
        str,
        Field(max_length=20_000, pattern=r"^[^\x00]*$", description="What they said, literally."),
    ] = ""
