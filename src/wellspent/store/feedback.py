"""Feedback: who was asked whether an interaction was worth their time, and what they answered.

A link's secret isn't kept, only its hash. An answer is given once; the words that a customer likes
to add to it are added once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, insert, select, update

from wellspent.errors import Conflict, NotFound
from wellspent.records.activity import ActivityKind
from wellspent.records.feedback import (
    AskedCustomer,
    AskingWish,
    FeedbackAnswer,
    FeedbackRequest,
    Worth,
)
from wellspent.records.heard import Complaint
from wellspent.records.ledger import LedgerEntry
from wellspent.records.source import RecordKind
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import (
    answer_id,
    conversation_id,
    number_of,
    record_id,
    request_id,
    request_number,
)
from wellspent.store.ledger import add_entries
from wellspent.store.listen_tables import (
    conversation_turns,
    conversations,
    feedback_answers,
    feedback_requests,
    feedback_wishes,
)
from wellspent.store.rows import StoredRow
from wellspent.store.tables import accounts, activities, contacts

NOTED_BY: Final = "the customer"


def add_request(store: Store, request: FeedbackRequest) -> FeedbackRequest:
    """Keep that a customer is asked and return it with its id."""
    row = {
        "activity_number": _number(RecordKind.ACTIVITY, request.activity_id),
        "contact_number": _number(RecordKind.CONTACT, request.contact_id),
        "account_number": _number(RecordKind.ACCOUNT, request.account_id),
        "email": storable_text(request.email.strip().casefold()),
        "rep": storable_text(request.rep),
        "language": request.language,
        "link_hash": request.link_hash,
        "sent_by": storable_text(request.sent_by),
        "asked_at": request.asked_at,
        "expires_at": request.expires_at,
        "is_sample": request.is_sample,
    }
    with store.writing() as connection:
        added = insert(feedback_requests).values(**row).returning(feedback_requests.c.number)
        number = connection.execute(added).scalar_one()
    return replace(request, id=request_id(number))


def find_request(store: Store, link_hash: str) -> tuple[FeedbackRequest, FeedbackAnswer | None]:
    """Return the request of a link, with its answer if there is one; NotFound if there is none."""
    query = select(feedback_requests).where(feedback_requests.c.link_hash == link_hash)
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound("nobody was asked by this link")
        return _request(row), _answer_of(connection, row["number"])


def add_answer(store: Store, answer: FeedbackAnswer, entry: LedgerEntry | None) -> FeedbackAnswer:
    """Keep a customer's answer, and its line of the ledger; Conflict when they answered already."""
    number = request_number(answer.request_id)
    open_request = (feedback_requests.c.number == number) & feedback_requests.c.answered_at.is_(
        None
    )
    with store.writing() as connection:
        done = connection.execute(
            update(feedback_requests).where(open_request).values(answered_at=answer.answered_at)
        )
        if not done.rowcount:
            raise Conflict("This was answered already.", next_step="An answer is given once.")
        row = {
            "request_number": number,
            "worth": answer.worth.value,
            "complaints": [complaint.value for complaint in answer.complaints],
            "words": storable_text(answer.words),
            "wish": answer.wish.value,
            "answered_at": answer.answered_at,
        }
        added = insert(feedback_answers).values(**row).returning(feedback_answers.c.number)
        kept = answer_id(connection.execute(added).scalar_one())
        if entry is not None:
            add_entries(connection, [(_key(kept), entry)], now=answer.answered_at)
    return replace(answer, id=kept)


def add_words(store: Store, answer: FeedbackAnswer) -> None:
    """Keep what a customer adds to an answer; Conflict when they added something already."""
    number = request_number(answer.request_id)
    bare = (
        (feedback_answers.c.request_number == number)
        & (feedback_answers.c.words == "")
        & (feedback_answers.c.wish == AskingWish.AS_NOW.value)
    )
    with store.writing() as connection:
        known = _answer_of(connection, number)
        if known is None or known.complaints:
            raise _said_already()
        done = connection.execute(
            update(feedback_answers)
            .where(bare)
            .values(
                complaints=[complaint.value for complaint in answer.complaints],
                words=storable_text(answer.words),
                wish=answer.wish.value,
            )
        )
        if not done.rowcount:
            raise _said_already()


def add_wish(
    store: Store, *, email: str, contact_identity: str, wish: AskingWish, now: datetime
) -> None:
    """Keep how often somebody wants to be asked; the latest counts."""
    row = {
        "email": storable_text(email.strip().casefold()),
        "contact_identity": storable_text(contact_identity),
        "wish": wish.value,
        "said_at": now,
    }
    with store.writing() as connection:
        connection.execute(insert(feedback_wishes).values(**row))


def wish_in_force(store: Store, *, email: str, contact_identity: str) -> AskingWish:
    """Return how often somebody wants to be asked, known by address, identity, or both."""
    known = feedback_wishes.c.email == email.strip().casefold()
    if contact_identity:
        known |= feedback_wishes.c.contact_identity == contact_identity
    latest = (
        select(feedback_wishes.c.wish)
        .where(known)
        .order_by(feedback_wishes.c.said_at.desc(), feedback_wishes.c.number.desc())
        .limit(1)
    )
    with store.reading() as connection:
        found = connection.execute(latest).scalar()
    return AskingWish(found) if found else AskingWish.AS_NOW


def last_asked(store: Store, *, email: str, contact_id: str) -> datetime | None:
    """Return when somebody was last asked; None for never."""
    known = feedback_requests.c.email == email.strip().casefold()
    if contact_id:
        number = number_of(RecordKind.CONTACT, contact_id)
        known |= feedback_requests.c.contact_number == number
    latest = (
        select(feedback_requests.c.asked_at)
        .where(known)
        .order_by(feedback_requests.c.asked_at.desc())
        .limit(1)
    )
    with store.reading() as connection:
        return connection.execute(latest).scalar()


def asked_of_account(store: Store, account_id: str, *, since: datetime) -> int:
    """Return how many people of an account were asked since a moment."""
    number = number_of(RecordKind.ACCOUNT, account_id)
    query = select(feedback_requests.c.number).where(
        feedback_requests.c.account_number == number, feedback_requests.c.asked_at >= since
    )
    with store.reading() as connection:
        return len(connection.execute(query).all())


def list_feedback(
    store: Store, *, since: datetime | None = None, until: datetime | None = None
) -> list[AskedCustomer]:
    """Return who was asked in a time, the latest first."""
    query = _asked().order_by(
        feedback_requests.c.asked_at.desc(), feedback_requests.c.number.desc()
    )
    if since is not None:
        query = query.where(feedback_requests.c.asked_at >= since)
    if until is not None:
        query = query.where(feedback_requests.c.asked_at < until)
    with store.reading() as connection:
        return [_asked_row(row) for row in connection.execute(query).mappings()]


@dataclass(frozen=True, slots=True)
class Interaction:
    """What a request is about: its channel, when it was, and the conversation that it is of."""

    channel: ActivityKind
    happened_at: datetime
    conversation_id: str


def interaction_of(store: Store, request: FeedbackRequest) -> Interaction | None:
    """Return what a request is about; None when it is gone."""
    number = number_of(RecordKind.ACTIVITY, request.activity_id)
    activity = select(activities.c.kind, activities.c.happened_at)
    turn = select(conversation_turns.c.conversation_number)
    whole = select(conversations.c.number)
    with store.reading() as connection:
        row = connection.execute(activity.where(activities.c.number == number)).first()
        if row is None:
            return None
        as_whole = whole.where(conversations.c.activity_number == number).limit(1)
        as_turn = turn.where(conversation_turns.c.activity_number == number).limit(1)
        found = connection.execute(as_whole).scalar() or connection.execute(as_turn).scalar()
    return Interaction(ActivityKind(row.kind), row.happened_at, conversation_id(found))


def _asked() -> Select[Any]:
    answers = feedback_answers.c
    return (
        select(
            feedback_requests,
            answers.number.label("answer_number"),
            answers.worth,
            answers.complaints,
            answers.words,
            answers.wish,
            activities.c.kind.label("channel"),
            contacts.c.name.label("contact_name"),
            accounts.c.name.label("account_name"),
        )
        .outerjoin(feedback_answers, answers.request_number == feedback_requests.c.number)
        .outerjoin(activities, activities.c.number == feedback_requests.c.activity_number)
        .outerjoin(contacts, contacts.c.number == feedback_requests.c.contact_number)
        .outerjoin(accounts, accounts.c.number == feedback_requests.c.account_number)
    )


def _asked_row(row: StoredRow) -> AskedCustomer:
    answered = row["answer_number"] is not None
    own = {**row, "number": row["answer_number"], "request_number": row["number"]}
    return AskedCustomer(
        request=_request(row),
        answer=_answer(own) if answered else None,
        channel=row["channel"] or "",
        contact_name=row["contact_name"] or "",
        account_name=row["account_name"] or "",
    )


def _answer_of(connection: Connection, request: int) -> FeedbackAnswer | None:
    query = select(feedback_answers).where(feedback_answers.c.request_number == request)
    row = connection.execute(query).mappings().first()
    return None if row is None else _answer(row)


def _answer(row: Mapping[Any, Any]) -> FeedbackAnswer:
    return FeedbackAnswer(
        id=answer_id(row["number"]),
        request_id=request_id(row["request_number"]),
        worth=Worth(row["worth"]),
        answered_at=row["answered_at"],
        complaints=tuple(Complaint(each) for each in row["complaints"]),
        words=row["words"],
        wish=AskingWish(row["wish"]),
    )


def _request(row: Mapping[Any, Any]) -> FeedbackRequest:
    return FeedbackRequest(
        id=request_id(row["number"]),
        activity_id=record_id(RecordKind.ACTIVITY, row["activity_number"]),
        contact_id=record_id(RecordKind.CONTACT, row["contact_number"]),
        account_id=record_id(RecordKind.ACCOUNT, row["account_number"]),
        email=row["email"],
        rep=row["rep"],
        language=row["language"],
        link_hash=row["link_hash"],
        sent_by=row["sent_by"],
        asked_at=row["asked_at"],
        expires_at=row["expires_at"],
        answered_at=row["answered_at"],
        is_sample=row["is_sample"],
    )


def _key(answer: str) -> str:
    return f"feedback {answer}"


def _said_already() -> Conflict:
    return Conflict("You have added something to your answer already.")


def _number(kind: RecordKind, record: str) -> int | None:
    return number_of(kind, record) if record else None
