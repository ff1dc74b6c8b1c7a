"""Correct what was heard: a reaction is of another kind, or none. Kept as an entry, and it teaches.

The ledger takes back the credit that rested on it, or gets the one that was missed.
"""

from datetime import datetime

from wellspent.errors import InputError, NotFound
from wellspent.jobs.hear_anew import hear_anew
from wellspent.jobs.heard_in_store import phrase_behind
from wellspent.jobs.show_conversation import show_conversation
from wellspent.records.heard import Quote, ReactionKind
from wellspent.records.taken_in import KeptConversation
from wellspent.store.connect import Store
from wellspent.store.corrections import add_correction, correction_row, thing_row
from wellspent.store.heard_rows import REACTION
from wellspent.store.ids import conversation_id, heard_number
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
    if len(reason) > LONGEST_REASON:
        raise InputError(f"A reason has at most {LONGEST_REASON:,} signs.", where="reason")
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


def take_back_correction(
    store: Store, correction_id: str, *, by: str, now: datetime
) -> KeptConversation:
    """Let a reaction be again what it was heard as, by one more entry; return its conversation.

    NotFound for an unknown correction.
    """
    with store.writing() as connection:
        row = correction_row(connection, correction_id)
        if row is None:
            raise NotFound(
                f"there is no correction {correction_id!r}",
                next_step="Look at the conversation anew.",
            )
        was = ReactionKind(row["was"])
        heard = {**row, "kind": row["is_now"] or row["was"]}
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
