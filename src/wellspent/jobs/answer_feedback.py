"""Take a customer's one-tap answer, and what they like to add to it.

The answer is kept the moment it is tapped. Objections count everywhere at once: *never ask me* for
every later request, *don't contact me* as a consent entry that all rooms read.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from wellspent.errors import Conflict, InputError
from wellspent.jobs.feedback_link import check_token, token_hash
from wellspent.jobs.note_consent import note_consent
from wellspent.records.consent import ConsentKind
from wellspent.records.feedback import (
    AskingWish,
    FeedbackAnswer,
    FeedbackRequest,
    OpenedFeedback,
    Worth,
)
from wellspent.records.heard import Complaint, CreditKind
from wellspent.records.ledger import EntryKind, LedgerEntry
from wellspent.store.connect import Store
from wellspent.store.feedback import (
    NOTED_BY,
    add_answer,
    add_wish,
    add_words,
    find_request,
    interaction_of,
)
from wellspent.store.own_key import own_key
from wellspent.store.recipient import find_recipient

LONGEST_WORDS = 2000


def open_feedback(store: Store, token: str, *, now: datetime) -> OpenedFeedback:
    """Return what a link leads to; looking at it votes for nothing.

    NotFound for a link that isn't ours, Conflict for one that is out of date and unanswered.
    """
    check_token(own_key(store), token)
    request, answer = find_request(store, token_hash(token))
    if now >= request.expires_at and answer is None:
        raise Conflict(
            "This link is out of date.",
            next_step="Your opinion still counts: answer the message that you got.",
        )
    open_still = answer is not None and _is_bare(answer) and now < request.expires_at
    return OpenedFeedback(request=request, answer=answer, may_add_words=open_still)


def answer_feedback(store: Store, token: str, worth: Worth, *, now: datetime) -> FeedbackAnswer:
    """Keep the tapped answer, with its line in the ledger; Conflict when there is one already."""
    opened = open_feedback(store, token, now=now)
    answer = FeedbackAnswer(request_id=opened.request.id, worth=worth, answered_at=now)
    return add_answer(store, answer, _ledger_line(store, opened.request, worth, now))


def add_to_feedback(
    store: Store,
    token: str,
    *,
    complaints: Sequence[Complaint] = (),
    words: str = "",
    wish: AskingWish = AskingWish.AS_NOW,
    objects: bool = False,
    now: datetime,
) -> FeedbackAnswer:
    """Keep what a customer adds to their answer, once; `objects`: don't contact me at all.

    Conflict when nothing was answered yet, or something was added already.
    """
    if len(words) > LONGEST_WORDS:
        raise InputError(f"That is longer than {LONGEST_WORDS:,} letters.", where="words")
    opened = open_feedback(store, token, now=now)
    if opened.answer is None:
        raise Conflict("Nothing was answered yet.", next_step="Choose one of the answers first.")
    _honour(store, opened.request, wish=wish, objects=objects, now=now)
    added = replace(
        opened.answer, complaints=tuple(dict.fromkeys(complaints)), words=words.strip(), wish=wish
    )
    if added != opened.answer:
        add_words(store, added)
    return added


def _is_bare(answer: FeedbackAnswer) -> bool:
    return not (answer.words or answer.complaints) and answer.wish is AskingWish.AS_NOW


def _honour(
    store: Store, request: FeedbackRequest, *, wish: AskingWish, objects: bool, now: datetime
) -> None:
    """Keep an objection before anything else: it counts even if the rest is refused."""
    if wish is not AskingWish.AS_NOW:
        identity = find_recipient(store, request.contact_id).identity if request.contact_id else ""
        add_wish(store, email=request.email, contact_identity=identity, wish=wish, now=now)
    if objects:
        note_consent(
            store,
            request.contact_id or request.email,
            kind=ConsentKind.OBJECTED,
            channel=None,
            source=f"feedback page, request {request.id}",
            by=NOTED_BY,
            now=now,
        )


def _ledger_line(
    store: Store, request: FeedbackRequest, worth: Worth, now: datetime
) -> LedgerEntry | None:
    """Return the credit of a *yes* or *partly*; a *no* is kept as an answer and credits nothing.

    It stands at the moment of the interaction: the value was there then.
    """
    about = interaction_of(store, request)
    if worth is Worth.NO or about is None:
        return None
    return LedgerEntry(
        kind=EntryKind.CREDIT,
        activity_id=request.activity_id,
        contact_id=request.contact_id,
        account_id=request.account_id,
        rep=request.rep,
        channel=about.channel,
        happened_at=about.happened_at,
        conversation_id=about.conversation_id,
        credit=CreditKind.FEEDBACK,
        count=1,
        detail=f"worth their time: {worth}",
        noted_by=NOTED_BY,
        noted_at=now,
        is_sample=request.is_sample,
    )
