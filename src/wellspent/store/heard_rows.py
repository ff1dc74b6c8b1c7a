"""What was heard to rows and back: one row for each thing, with the place of its quote.

A thing's `key` is its place: what it is, which turn, from which sign on. It stays the same when
the conversation is heard anew, and so do corrections and settled debts that name it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from wellspent.records.conversation import Conversation, Side
from wellspent.records.heard import (
    Commitment,
    CommitmentStatus,
    Complaint,
    ComplaintSign,
    CreditKind,
    CreditSign,
    Heard,
    PowerKind,
    PowerStatement,
    Question,
    Quote,
    Reaction,
    ReactionKind,
    Topic,
)
from wellspent.store.column_types import storable_text
from wellspent.store.ids import heard_id
from wellspent.store.rows import Row, StoredRow

REACTION = "reaction"
QUESTION = "question"
COMMITMENT = "commitment"
TOPIC = "topic"
POWER = "power"
COMPLAINT = "complaint"
CREDIT = "credit"


def heard_rows(heard: Heard, keys: Sequence[str]) -> list[Row]:
    """Return a row for each thing that was heard; `keys` are those of the conversation's turns."""
    talk = heard.conversation
    rows = [
        *(_reaction_row(one) for one in heard.reactions),
        *(_question_row(one) for one in heard.questions),
        *(_commitment_row(one) for one in heard.commitments),
        *(_topic_row(one) for one in heard.topics),
        *(_power_row(one) for one in heard.power),
        *(_sign_row(COMPLAINT, one.complaint.value, one) for one in heard.complaints),
        *(_sign_row(CREDIT, one.kind.value, one) for one in heard.credits),
    ]
    times: Counter[str] = Counter()
    for row in rows:
        turn: int = row["turn"]
        key = thing_key(row["what"], keys[turn], row["origin_sign"])
        times[key] += 1
        row["key"] = key if times[key] == 1 else f"{key}~{times[key]}"
        row["speaker"] = talk.turns[turn].speaker
    return rows


def thing_key(what: str, turn_key: str, start: int) -> str:
    """Return the key of something that was heard in a turn, from a sign on."""
    return f"{what}|{start}|{turn_key}"


def place_of_key(key: str) -> tuple[int, str]:
    """Return from which sign on something was heard, and the key of its turn, by its own key."""
    _, start, turn_key = key.split("|", 2)
    return int(start), turn_key


def with_things(heard: Heard, rows: Iterable[StoredRow]) -> Heard:
    """Return what was heard with the things that these rows hold."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row["what"], []).append(_READERS[row["what"]](row, heard.conversation))
    return replace(
        heard,
        reactions=tuple(found.get(REACTION, ())),
        questions=tuple(found.get(QUESTION, ())),
        commitments=tuple(found.get(COMMITMENT, ())),
        topics=tuple(found.get(TOPIC, ())),
        power=tuple(found.get(POWER, ())),
        complaints=tuple(found.get(COMPLAINT, ())),
        credits=tuple(found.get(CREDIT, ())),
    )


def _row(what: str, kind: str, quote: Quote, **rest: Any) -> Row:
    return {
        "what": what,
        "kind": kind,
        "turn": quote.turn,
        "start_sign": quote.start,
        "end_sign": quote.end,
        "origin_sign": quote.began,
        "quote": storable_text(quote.text),
        "side": "",
        "certainty": None,
        "told_by": "",
        "name": "",
        "resolved_in": None,
        "status": "",
        "due": None,
        "due_words": "",
        "moves_on": False,
        "our_turns": None,
        "their_turns": None,
        "is_owed": False,
        **rest,
    }


def _reaction_row(reaction: Reaction) -> Row:
    return _row(
        REACTION,
        reaction.kind.value,
        reaction.quote,
        side=Side.CUSTOMER.value,
        certainty=reaction.certainty,
        told_by=storable_text(reaction.by),
    )


def _question_row(question: Question) -> Row:
    unanswered = question.answered_in is None
    return _row(
        QUESTION,
        "",
        question.quote,
        side=question.asked_by.value,
        resolved_in=question.answered_in,
        is_owed=unanswered and question.asked_by is Side.CUSTOMER,
    )


def _commitment_row(commitment: Commitment) -> Row:
    is_open = commitment.status is not CommitmentStatus.KEPT
    return _row(
        COMMITMENT,
        "",
        commitment.quote,
        side=commitment.side.value,
        name=storable_text(commitment.who),
        resolved_in=commitment.kept_in,
        status=commitment.status.value,
        due=None if commitment.due is None else commitment.due.isoformat(),
        due_words=storable_text(commitment.due_words),
        moves_on=commitment.proposed_next_step,
        is_owed=is_open and commitment.side is Side.OURS,
    )


def _topic_row(topic: Topic) -> Row:
    return _row(
        TOPIC,
        "",
        topic.quote,
        side=topic.raised_by.value,
        name=storable_text(topic.name),
        our_turns=topic.our_turns,
        their_turns=topic.their_turns,
    )


def _power_row(statement: PowerStatement) -> Row:
    return _row(
        POWER,
        statement.kind.value,
        statement.quote,
        certainty=statement.certainty,
        name=storable_text(statement.about),
    )


def _sign_row(what: str, kind: str, sign: ComplaintSign | CreditSign) -> Row:
    return _row(what, kind, sign.quote, certainty=sign.certainty)


def _quote(row: StoredRow, talk: Conversation) -> Quote:
    speaker = row["speaker"]
    return Quote(
        turn=row["turn"],
        start=row["start_sign"],
        end=row["end_sign"],
        origin=row["origin_sign"],
        text=row["quote"],
        speaker="" if speaker is None else talk.speakers[speaker].label,
    )


def _reaction(row: StoredRow, talk: Conversation) -> Reaction:
    return Reaction(
        id=heard_id(row["number"]),
        kind=ReactionKind(row["kind"]),
        quote=_quote(row, talk),
        certainty=row["certainty"],
        by=row["told_by"],
    )


def _question(row: StoredRow, talk: Conversation) -> Question:
    return Question(
        id=heard_id(row["number"]),
        quote=_quote(row, talk),
        asked_by=Side(row["side"]),
        answered_in=row["resolved_in"],
    )


def _commitment(row: StoredRow, talk: Conversation) -> Commitment:
    return Commitment(
        id=heard_id(row["number"]),
        quote=_quote(row, talk),
        side=Side(row["side"]),
        who=row["name"],
        due=None if row["due"] is None else date.fromisoformat(row["due"]),
        due_words=row["due_words"],
        status=CommitmentStatus(row["status"]),
        kept_in=row["resolved_in"],
        proposed_next_step=row["moves_on"],
    )


def _topic(row: StoredRow, talk: Conversation) -> Topic:
    return Topic(
        name=row["name"],
        raised_by=Side(row["side"]),
        quote=_quote(row, talk),
        our_turns=row["our_turns"],
        their_turns=row["their_turns"],
    )


def _power(row: StoredRow, talk: Conversation) -> PowerStatement:
    return PowerStatement(
        kind=PowerKind(row["kind"]),
        about=row["name"],
        quote=_quote(row, talk),
        certainty=row["certainty"],
    )


def _complaint(row: StoredRow, talk: Conversation) -> ComplaintSign:
    quote = _quote(row, talk)
    return ComplaintSign(complaint=Complaint(row["kind"]), quote=quote, certainty=row["certainty"])


def _credit(row: StoredRow, talk: Conversation) -> CreditSign:
    return CreditSign(
        kind=CreditKind(row["kind"]), quote=_quote(row, talk), certainty=row["certainty"]
    )


_READERS: Mapping[str, Callable[[StoredRow, Conversation], Any]] = {
    REACTION: _reaction,
    QUESTION: _question,
    COMMITMENT: _commitment,
    TOPIC: _topic,
    POWER: _power,
    COMPLAINT: _complaint,
    CREDIT: _credit,
}
