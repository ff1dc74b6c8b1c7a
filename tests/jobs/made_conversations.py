"""Conversations made for tests: a thread, a call, a chat; and any at all, for property tests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from wellspent.jobs.take_in_conversations import take_in
from wellspent.listen.sides import OurSide
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Presence, Speaker, Turn
from wellspent.records.taken_in import Keep, TakenIn
from wellspent.store.connect import Store

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BEGAN = NOW - timedelta(days=3)
OURS = OurSide(domains=("otter.example",))
MAILBOX = "mailbox of sales"

WILMA = Speaker(name="Wilma Sample", email="wilma@otter.example")
ADA = Speaker(name="Ada Kunde", email="ada@kunde.example")
BEN = Speaker(name="Ben Kunde", email="ben@kunde.example")

PRAISE = "Wow, that was amazing. What does it cost?"
ANSWER = "It costs ten thousand, and the brush is in it."
OFFER = "Here is what three plants did about the wet floor, with the minutes that it took them."


def mail(number: int, said_by: int, text: str, *, hours: float = 0, to: int = 1) -> Turn:
    """Return a mail of a thread."""
    at = BEGAN + timedelta(hours=hours)
    return Turn(
        speaker=said_by, text=text, at=at, to=(to,), external_id=f"<m{number}@otter.example>"
    )


def thread(*turns: Turn, speakers: Sequence[Speaker] = (WILMA, ADA)) -> Conversation:
    """Return a thread of mails; without any, one that praises and asks."""
    said = turns or (mail(1, 0, OFFER), mail(2, 1, PRAISE, hours=2, to=0))
    return Conversation(
        kind=ActivityKind.EMAIL,
        speakers=tuple(speakers),
        turns=said,
        external_id="<m1@otter.example>",
        title="Wet floors",
        started_at=said[0].at,
        language="en",
    )


def answered() -> Conversation:
    """Return the same thread with our answer to their question."""
    known = thread()
    return replace(known, turns=(*known.turns, mail(3, 0, ANSWER, hours=5)))


def call(
    *, key: str = "call-1", minutes: float = 20, came: Sequence[Speaker] = (ADA,)
) -> Conversation:
    """Return a call of which no word is known."""
    there = tuple(replace(one, presence=Presence.CAME) for one in came)
    return Conversation(
        kind=ActivityKind.CALL,
        speakers=(WILMA, *there),
        external_id=key,
        title="Call",
        started_at=BEGAN,
        minutes=minutes,
    )


def taken(
    store: Store, *talks: Conversation, keep: Keep = Keep.ALL, source: str = MAILBOX
) -> TakenIn:
    """Take conversations in, as a test does."""
    return take_in(store, talks, source=source, keep=keep, our_side=OURS, now=NOW)


SAID = st.sampled_from(
    [
        PRAISE,
        ANSWER,
        OFFER,
        "Thank you, that helped us a lot.",
        "Could you send me the drawing?",
        "I will send you the drawing by Friday.",
        "This is a waste of my time.",
        "Let's meet on Tuesday.",
        "ok",
        "",
    ]
)


@st.composite
def threads(draw: st.DrawFn) -> list[Conversation]:
    """Give up to four threads and calls, each with its own people and turns."""
    return [draw(_one(key)) for key in range(draw(st.integers(1, 4)))]


@st.composite
def _one(draw: st.DrawFn, key: int) -> Conversation:
    if draw(st.booleans()):
        return call(key=f"call-{key}", minutes=draw(st.floats(1, 90)), came=(ADA, BEN))
    turns = [
        replace(
            mail(number, draw(st.integers(0, 2)), draw(SAID), hours=number),
            external_id=f"<{key}-{number}@otter.example>",
            to=(draw(st.integers(0, 2)),),
        )
        for number in range(draw(st.integers(1, 6)))
    ]
    made = thread(*turns, speakers=(WILMA, ADA, BEN))
    return replace(made, external_id=f"<{key}-0@otter.example>")
