"""What is new: whether a conversation is to be taken in, and brings anything that isn't stored."""

from collections.abc import Sequence

from wellspent.jobs.grown_conversation import (
    Grown,
    fresh,
    stays,
)
from wellspent.jobs.sides_told import is_told
from wellspent.link.participants import same_speaker
from wellspent.records.conversation import Conversation, Side
from wellspent.store.conversation_rows import TALKS
from wellspent.store.read_conversations import KnownConversation
from wellspent.store.same_talks import may_be_same
from wellspent.store.speakers import (
    private_keys,
)


def is_internal(talk: Conversation) -> bool:
    """Return whether nobody but our own people takes part."""
    return bool(talk.speakers) and all(one.side is Side.OURS for one in talk.speakers)


def is_private(talk: Conversation, private: set[str]) -> bool:
    """Return whether somebody takes part who is marked private under one of these keys."""
    return any(not private.isdisjoint(private_keys(one)) for one in talk.speakers)


def is_automatic(talk: Conversation) -> bool:
    """Return whether programs alone wrote it: a newsletter, or an automatic reply by itself."""
    return bool(talk.turns) and all(turn.automatic for turn in talk.turns)


def brings(talk: Conversation, known: KnownConversation) -> bool:
    """Return whether a conversation brings anything that isn't stored."""
    return (
        known.row["is_stale"]
        or not known.keys.issuperset(fresh(talk).keys)
        or _facts_differ(talk, known)
        or _people_differ(talk, known)
    )


def _facts_differ(talk: Conversation, known: KnownConversation) -> bool:
    """Return whether a talk's time or length has changed, as when a meeting is moved.

    A calendar says nothing new of a talk that was recorded.
    """
    if talk.kind not in TALKS or (known.keys and not talk.turns):
        return False
    row = known.row
    return (talk.started_at is not None and talk.started_at != row["started_at"]) or (
        talk.minutes is not None and talk.minutes != row["minutes"]
    )


def _people_differ(talk: Conversation, known: KnownConversation) -> bool:
    """Return whether somebody is new, was found by now, came after all, or was told apart."""
    for one in talk.speakers:
        place = same_speaker(one, known.speakers)
        if place is None:
            return True
        stored = known.speakers[place]
        if one.contact_id and one.contact_id != stored.contact_id:
            return True
        if is_told(one) and not is_told(stored):
            return True
        if one.presence is not stored.presence and not stays(stored.presence, one.presence):
            return True
    return False


def is_as_it_was(found: dict[int, KnownConversation], known: dict[int, KnownConversation]) -> bool:
    """Return whether the store holds of these conversations what it held before."""
    return {place: (one.number, one.keys) for place, one in found.items()} == {
        place: (one.number, one.keys) for place, one in known.items()
    }


def twin(
    talk: Conversation,
    talks: Sequence[Conversation],
    to_do: dict[int, Grown],
    known: dict[int, KnownConversation],
) -> int | None:
    """Return the place of a new talk of this batch that another source tells of, too."""
    if talk.kind not in TALKS:
        return None
    for place, one in to_do.items():
        other = one.conversation
        apart = place in known or other.kind not in TALKS or talks[place].source == talk.source
        if not apart and may_be_same(talk, other.started_at, other.speakers, set(one.keys)):
            return place
    return None
