"""Conversation: what was said or written between a customer and us, turn by turn."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wellspent.records.activity import ActivityKind


class Side(StrEnum):
    """Whose side a speaker is on."""

    OURS = "ours"
    CUSTOMER = "customer"
    UNKNOWN = "unknown"


class Presence(StrEnum):
    """What is known of somebody's coming to a meeting."""

    UNKNOWN = ""
    CAME = "came"
    """They spoke, or the source lists them as having been there."""
    ACCEPTED = "accepted"
    """They said that they would come; whether they did, a calendar doesn't know."""
    TENTATIVE = "tentative"
    NO_ANSWER = "no answer"
    DECLINED = "declined"


class LinkedBy(StrEnum):
    """By what a speaker was found among our contacts or reps."""

    NOTHING = ""
    ADDRESS = "address"
    PHONE = "phone"
    NAME_AND_COMPANY = "name and company"
    NAME_ALONE = "name alone"
    HAND = "by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who took part. `side_guessed` says that nobody told us whose side they are on.

    `contact_id` and `rep` are filled once the speaker was found among our records. `company` is
    what the source writes beside the name, as in *Ada (Example GmbH)*. `linked_by` says how they
    were found.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    side: Side = Side.UNKNOWN
    side_guessed: bool = False
    contact_id: str = ""
    rep: str = ""
    company: str = ""
    presence: Presence = Presence.UNKNOWN
    linked_by: LinkedBy = LinkedBy.NOTHING

    @property
    def label(self) -> str:
        """Return what names this speaker to a person."""
        return self.name or self.email or self.phone or "unknown speaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker said or wrote at one time.

    `speaker` and `to` are places (from 0) in the conversation's speakers. `text` holds their own
    new words only: no quoted message, no signature. `start` and `end` are seconds from the
    beginning of a talk, where they are known; `seconds` is how long they spoke in between, without
    the pauses. `automatic` says that a program wrote it. `external_id` is the source's own name
    for a message, `activity_id` ours.
    """

    speaker: int
    text: str
    at: datetime | None = None
    start: float | None = None
    end: float | None = None
    seconds: float | None = None
    to: tuple[int, ...] = ()
    automatic: bool = False
    external_id: str = ""
    activity_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A mail thread, a chat, a call or a meeting.

    `kind` is the channel. `minutes` is how long a talk took, where that is known. `source` says
    what it was read from (*mail*, *webvtt*, *calendar*) and `external_id` is the source's name for
    it. `language` is an ISO 639-1 code. A talk is one activity (`activity_id`); of a thread or a
    chat, each turn is one. `file` is the file that it was read from (a thread: its first message),
    while it isn't stored.
    """

    kind: ActivityKind
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...] = ()
    id: str = ""
    external_id: str = ""
    source: str = ""
    title: str = ""
    started_at: datetime | None = None
    minutes: float | None = None
    language: str = ""
    account_id: str = ""
    activity_id: str = ""
    is_sample: bool = False
    file: str = ""

    def side_of(self, turn: int) -> Side:
        """Return whose side the speaker of a turn (from 0) is on."""
        return self.speakers[self.turns[turn].speaker].side

    def field(self, name: str) -> str | None:
        """Return what stands in a field that evidence cites; None if there is no such field.

        `title`, `turn 3` (its text) or `turn 3 to` (those it went to, by name).
        """
        if name == "title":
            return self.title
        first, _, rest = name.partition(" ")
        number, _, part = rest.partition(" ")
        if first != "turn" or part not in ("", "to") or not number.isdecimal():
            return None
        if int(number) >= len(self.turns):
            return None
        turn = self.turns[int(number)]
        return ", ".join(self.speakers[one].label for one in turn.to) if part else turn.text
