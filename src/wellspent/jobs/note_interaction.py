"""Note an interaction: a call or a meeting, logged by hand in ten seconds."""

import math
import secrets
from datetime import datetime, timedelta

from wellspent.errors import InputError, NotFound
from wellspent.jobs.show_conversation import show_conversation
from wellspent.jobs.take_in_conversations import take_in
from wellspent.listen.sides import OurSide
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Presence, Side, Speaker, Turn
from wellspent.records.taken_in import KeptConversation, TakenIn
from wellspent.store.connect import Store
from wellspent.store.find_conversations import conversation_named
from wellspent.store.recipient import find_recipient
from wellspent.store.speakers import private_keys, those_private

KINDS = (ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.EVENT)
BY_HAND = "by hand"
MOST_MINUTES = 24 * 60
LONGEST_NOTE = 20_000
CLOCKS_DIFFER = timedelta(hours=1)


def note_interaction(
    store: Store,
    *,
    kind: ActivityKind,
    with_whom: tuple[str, ...],
    minutes: float,
    rep: str,
    now: datetime,
    happened_at: datetime | None = None,
    title: str = "",
    their_words: str = "",
    once: str = "",
) -> KeptConversation:
    """Log a call or a meeting and return it as a conversation; its minutes are declared by hand.

    `with_whom` are contacts' ids or addresses. `their_words` is what they said, word for word, in
    which reactions are heard; of the first of them. The same `once` notes it only once (a form
    sent twice). NotFound for an unknown id, InputError when it makes no sense.
    """
    at = happened_at or now
    _check(kind, with_whom, minutes, their_words, at=at, now=now)
    key = once.strip() or secrets.token_hex(12)
    theirs = tuple(_speaker(store, named) for named in with_whom)
    ours = Speaker(name=rep.strip() or "us", side=Side.OURS, rep=rep.strip())
    turn = Turn(speaker=0, text=their_words.strip(), at=at, to=(len(theirs),))
    talk = Conversation(
        kind=kind,
        speakers=(*theirs, ours),
        turns=(turn,) if their_words.strip() else (),
        external_id=f"hand:{key}",
        source=BY_HAND,
        title=title.strip(),
        started_at=at,
        minutes=minutes,
    )
    done = take_in(store, [talk], source=BY_HAND, our_side=OurSide(names=(ours.name,)), now=now)
    noted = conversation_named(store, talk)
    if not noted:
        raise _left_out(store, talk, done)
    return show_conversation(store, noted)


def _left_out(store: Store, talk: Conversation, done: TakenIn) -> InputError:
    """Return why an interaction isn't kept: whom of those named it is about, and what helps."""
    if done.private:
        with store.reading() as connection:
            private = those_private(connection, [talk])
        for one in talk.speakers:
            if marked := [key for key in private_keys(one) if key in private]:
                return InputError(
                    f"{one.label} is marked private ({marked[0]}), so no conversation with them "
                    "is kept, and this one isn't noted.",
                    where="with whom",
                    next_step="Should it be kept after all: "
                    f'wellspent conversations not-private "{marked[0]}"',
                )
    if done.internal:
        return InputError(
            "All who are named are our own people, and what is internal isn't kept.",
            where="with whom",
            next_step="Name somebody of the customer's.",
        )
    return InputError("It couldn't be kept.", tried="; ".join(done.notes), where="with whom")


def _speaker(store: Store, named: str) -> Speaker:
    known = find_recipient(store, named)
    if known.row is None:
        if "@" not in named:
            raise NotFound(
                f"there is no contact {named!r}", next_step="Give their id, or their address."
            )
        return Speaker(email=known.email, side=Side.CUSTOMER, presence=Presence.CAME)
    name, email = known.row["name"], known.email
    return Speaker(name=name, email=email, side=Side.CUSTOMER, presence=Presence.CAME)


def _check(
    kind: ActivityKind,
    with_whom: tuple[str, ...],
    minutes: float,
    their_words: str,
    *,
    at: datetime,
    now: datetime,
) -> None:
    if kind not in KINDS:
        raise InputError(
            f"A {kind} isn't logged by hand.",
            where="kind",
            next_step=f"Use one of {', '.join(KINDS)}.",
        )
    if not with_whom:
        raise InputError("With whom is missing.", where="with whom")
    if not math.isfinite(minutes) or not 0 < minutes <= MOST_MINUTES:
        raise InputError(
            "How many minutes it took is missing.",
            where="minutes",
            next_step=f"Give 1 to {MOST_MINUTES:,}.",
        )
    if len(their_words) > LONGEST_NOTE:
        raise InputError(f"Words have at most {LONGEST_NOTE:,} signs.", where="their words")
    if at.tzinfo is None or at > now + CLOCKS_DIFFER:
        raise InputError(
            "That moment is still to come, or names no zone.",
            where="happened at",
            next_step="Write it like 2026-03-03T10:00:00+01:00.",
        )
