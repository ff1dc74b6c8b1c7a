"""Correct what was heard: a reaction is of another kind, or none, or was missed. Kept as an entry.

It teaches, and the ledger takes back the credit that rested on it, or gets the one that was missed.
"""

from dataclasses import replace
from datetime import datetime

from wellspent.errors import InputError, NotFound
from wellspent.jobs.hear_anew import hear_anew
from wellspent.jobs.heard_in_store import overlap, phrase_behind
from wellspent.jobs.show_conversation import show_conversation
from wellspent.records.conversation import Side
from wellspent.records.heard import Quote, ReactionKind
from wellspent.records.taken_in import KeptConversation
from wellspent.store.connect import Store
from wellspent.store.corrections import add_correction, correction_row, thing_row
from wellspent.store.heard_rows import REACTION, thing_key
from wellspent.store.ids import conversation_id, conversation_number, heard_number
from wellspent.store.objections import who_objected
from wellspent.store.read_conversations import turns_said
from wellspent.store.rows import StoredRow

LONGEST_REASON = 1000
TAKEN_BACK = "the correction was taken back"


def correct_heard(
    store: Store,
    reaction_id: str,
    *,
    kind: ReactionKind | None,
    by: str,
    now: datetime,
    reason: str = "",
) -> KeptConversation:
    """Say what a reaction is in truth (None: none at all); return its conversation as it is then.

    The same kind says that it was heard rightly, which teaches, too. NotFound for an unknown
    reaction, InputError when the id is of something else that was heard.
    """
    _check_reason(reason)
    with store.reading() as connection:
        row = thing_row(connection, heard_number(reaction_id))
    if row is None:
        raise NotFound(
            f"there is no reaction {reaction_id!r}", next_step="Look at the conversation anew."
        )
    if row["what"] != REACTION:
        raise InputError("Only reactions can be corrected.", where=reaction_id)
    phrase = _phrase(store, row)
    with store.writing() as connection:
        add_correction(
            connection,
            row,
            is_now=kind,
            phrase=phrase,
            reason=reason.strip(),
            by=by.strip(),
            now=now,
        )
    hear_anew(store, [row["conversation_number"]], now=now)
    return show_conversation(store, conversation_id(row["conversation_number"]))


def add_reaction(
    store: Store,
    conversation: str,
    turn: int,
    quote: str,
    kind: ReactionKind,
    *,
    by: str,
    now: datetime,
    reason: str = "",
) -> KeptConversation:
    """Say that words of a customer's were a reaction that wasn't heard; return the conversation.

    `turn` is its place (from 0); the quote must stand in what is kept of it. NotFound for an
    unknown conversation or turn; InputError for words that aren't there, are our own, or are of a
    reaction already.
    """
    _check_reason(reason)
    kept = show_conversation(store, conversation)
    place = _place_of(kept, turn, quote.strip())
    number = conversation_number(conversation)
    with store.writing() as connection:
        if _objects(who_objected(connection, [kept.conversation]), kept, turn):
            raise InputError(
                "They objected to being profiled: what they say isn't read for how they took it.",
                where=f"turn {turn + 1}",
            )
        (turn_key, said) = turns_said(connection, [number])[number][turn]
        if not said.is_whole and place.origin is None:
            raise InputError(
                "Only excerpts of this turn are kept, and these words run over their ends.",
                where=f"turn {turn + 1}",
                next_step="Quote words of a single excerpt.",
            )
        key = thing_key(REACTION, turn_key, place.began if not said.is_whole else place.start)
        thing = {"conversation_number": number, "key": key, "kind": "", "quote": place.text}
        add_correction(
            connection,
            thing,
            is_now=kind,
            phrase="",
            reason=reason.strip(),
            by=by.strip(),
            now=now,
        )
    hear_anew(store, [number], now=now)
    return show_conversation(store, conversation)


def take_back_correction(
    store: Store, correction_id: str, *, by: str, now: datetime
) -> KeptConversation:
    """Let a reaction be again what it was heard as, by one more entry; return its conversation.

    One that was none comes back; one that was added goes. NotFound for an unknown correction.
    """
    with store.writing() as connection:
        row = correction_row(connection, correction_id)
        if row is None:
            raise NotFound(
                f"there is no correction {correction_id!r}",
                next_step="Look at the conversation anew.",
            )
        was = ReactionKind(row["was"]) if row["was"] else None
        heard = {**row, "kind": row["is_now"]}
        add_correction(
            connection, heard, is_now=was, phrase="", reason=TAKEN_BACK, by=by.strip(), now=now
        )
    hear_anew(store, [row["conversation_number"]], now=now)
    return show_conversation(store, conversation_id(row["conversation_number"]))


def _phrase(store: Store, row: StoredRow) -> str:
    """Return the words by which the reaction was heard: what they are worth is learnt from it."""
    talk = show_conversation(store, conversation_id(row["conversation_number"])).conversation
    start, end = row["start_sign"], row["end_sign"]
    quote = Quote(turn=row["turn"], start=start, end=end, text=row["quote"])
    return phrase_behind(talk, quote, ReactionKind(row["kind"]))


def _check_reason(reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise InputError(f"A reason has at most {LONGEST_REASON:,} signs.", where="reason")


def _place_of(kept: KeptConversation, turn: int, words: str) -> Quote:
    """Return the place of words in a customer's turn; `origin` where an excerpt tells it."""
    talk, where = kept.conversation, f"turn {turn + 1}"
    if not 0 <= turn < len(talk.turns):
        raise NotFound(
            f"conversation {talk.id} has no {where}",
            next_step=f"It has {len(talk.turns)}; count from 1.",
        )
    if talk.side_of(turn) is not Side.CUSTOMER or talk.turns[turn].automatic:
        raise InputError(
            "Reactions are words of the customer's people, and these aren't known to be that.",
            where=where,
            next_step="If they are the customer's, say first who the speaker is.",
        )
    start = talk.turns[turn].text.find(words) if words else -1
    if start < 0:
        raise InputError(
            "These words don't stand in what is kept of it.",
            where=where,
            next_step="Copy them exactly as they stand there.",
        )
    bare = Quote(turn=turn, start=start, end=start + len(words), text=words)
    for one in kept.heard.reactions:
        if overlap(one.quote, bare):
            raise InputError(
                f"These words are heard as {one.kind} already.",
                where=where,
                next_step=f"Correct that reaction ({one.id}) instead.",
            )
    return replace(bare, origin=_origin(kept, bare))


def _origin(kept: KeptConversation, bare: Quote) -> int | None:
    heard = kept.heard
    for thing in (
        *heard.questions, *heard.commitments, *heard.power, *heard.complaints, *heard.credits,
    ):  # fmt: skip
        one = thing.quote
        if one.turn == bare.turn and one.start <= bare.start and bare.end <= one.end:
            return one.began + bare.start - one.start
    return None


def _objects(objected: frozenset[str], kept: KeptConversation, turn: int) -> bool:
    who = kept.conversation.speakers[kept.conversation.turns[turn].speaker]
    return bool({who.contact_id, who.email.casefold()} & objected)
