"""Taken in: what came of taking conversations into the store, and where they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellspent.records.conversation import Conversation, Side, Speaker
from wellspent.records.heard import Heard, ReactionKind
from wellspent.records.imports import ImportState


class Keep(StrEnum):
    """How much of what was said is kept."""

    ALL = "all"
    EXCERPTS = "excerpts"
    """Only the quotes that something heard rests on."""
    MEASURES = "measures"
    """No words at all: who, when, how long, and the kinds and counts of what was heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationSource:
    """Where conversations come from: a mailbox, a calendar, a folder of transcripts.

    `our_names`, `our_domains` and `our_addresses` tell our side. `cursor` is how far a mailbox was
    read, as its reader writes it.
    """

    name: str
    kind: str = ""
    keep: Keep = Keep.ALL
    our_names: tuple[str, ...] = ()
    our_domains: tuple[str, ...] = ()
    our_addresses: tuple[str, ...] = ()
    cursor: Mapping[str, str] = field(default_factory=dict[str, str])
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownSpeaker:
    """Somebody of the customer's, or of nobody knows whose side, who is no contact of ours.

    `account_id` is the account that their address's domain means. `conversations` counts those of
    this run that they took part in.
    """

    speaker: Speaker
    account_id: str = ""
    conversations: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of taking conversations in. All counts are of this run.

    `import_id` names the import to be undone; empty when nothing new came. `grown` are
    conversations that were known and have new turns; `internal` and `private` those left out
    before storing, and so are `automatic` ones: programs' mail alone, which nobody answered.
    `activities_known` were activities before, by their external id.
    """

    source: str
    state: ImportState
    import_id: str = ""
    read: int = 0
    created: int = 0
    grown: int = 0
    unchanged: int = 0
    internal: int = 0
    private: int = 0
    automatic: int = 0
    refused: int = 0
    turns: int = 0
    activities: int = 0
    activities_known: int = 0
    debits: int = 0
    credits: int = 0
    minutes: float = 0.0
    unknown: Sequence[UnknownSpeaker] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardCorrection:
    """A person's word on a reaction: what it is in truth; `is_now` None when it is none at all.

    `was` is None where it wasn't heard. `holds` says that it is the latest word on it, and says
    something else than was heard: it can be taken back.
    """

    was: ReactionKind | None
    is_now: ReactionKind | None
    quote: str
    noted_at: datetime
    id: str = ""
    conversation_id: str = ""
    reason: str = ""
    noted_by: str = ""
    holds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptConversation:
    """A conversation of the store with what was heard in it, and what people corrected."""

    heard: Heard
    keep: Keep
    account_name: str = ""
    contact_names: Mapping[str, str] = field(default_factory=dict[str, str])
    corrections: Sequence[HeardCorrection] = ()
    settled: frozenset[str] = frozenset()
    """The ids of questions and promises that somebody marked as settled."""
    import_id: str = ""
    taken_from: str = ""
    """The name of the source that it was taken in from."""

    @property
    def conversation(self) -> Conversation:
        """Return the conversation itself."""
        return self.heard.conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationQuery:
    """Which conversations to list, the latest first. `after` is a page's `next_page`."""

    account_id: str = ""
    contact_id: str = ""
    rep: str = ""
    kind: str = ""
    source: str = ""
    words: str = ""
    reaction: str = ""
    since: datetime | None = None
    until: datetime | None = None
    after: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRow:
    """A conversation as a list shows it. `turns` counts, `people` are the customer's side."""

    id: str
    kind: str
    title: str
    source: str
    started_at: datetime | None
    last_at: datetime | None
    minutes: float | None
    turns: int
    people: tuple[str, ...]
    reps: tuple[str, ...]
    account_id: str = ""
    account_name: str = ""
    reactions: Mapping[str, int] = field(default_factory=dict[str, int])
    owed: int = 0
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationPage:
    """A page of conversations; `next_page` is empty on the last."""

    rows: tuple[ConversationRow, ...]
    next_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerName:
    """Whom a speaker's name means in what a source brings, as somebody said once by hand."""

    source: str
    name: str
    contact_id: str = ""
    rep: str = ""
    side: Side = Side.UNKNOWN
    id: str = ""
    noted_by: str = ""
    noted_at: datetime | None = None
