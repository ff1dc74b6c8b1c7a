"""What was heard as JSON has it: one shape for the command line, the API and other programs.

Turns are numbered from 1, as a person counts.
"""

from dataclasses import asdict
from typing import Any, Final

from wellspent.records.conversation import Conversation, Speaker
from wellspent.records.heard import (
    Commitment,
    Heard,
    MinutesGiven,
    PowerStatement,
    Question,
    Quote,
    Reaction,
    TalkMeasures,
    Topic,
)

DIGITS: Final = {
    "our_share_of_words": 4,
    "our_share_of_seconds": 4,
    "our_longest_seconds": 1,
    "our_response_hours": 2,
    "their_response_hours": 2,
}
"""Talk measures that are shown rounded; the others are counts."""


def heard_as_json(heard: Heard) -> dict[str, Any]:
    """Return what was heard in a conversation as an object of texts, numbers and lists."""
    talk = heard.conversation
    return {
        "id": talk.id,
        "external_id": talk.external_id,
        "source": talk.source,
        "file": talk.file,
        "kind": talk.kind.value,
        "title": talk.title,
        "language": talk.language,
        "started_at": talk.started_at.isoformat() if talk.started_at else None,
        "turns": len(talk.turns),
        "speakers": [_speaker(one) for one in talk.speakers],
        "reactions": [_reaction(one) for one in heard.reactions],
        "questions": [_question(one) for one in heard.questions],
        "commitments": [_commitment(one) for one in heard.commitments],
        "topics": [_topic(one) for one in heard.topics],
        "power": [_power(one) for one in heard.power],
        "talk": _talk(heard.talk) if heard.talk else None,
        "minutes": [_minutes(one, talk) for one in heard.minutes],
        "complaints": [
            {"complaint": one.complaint.value, **_quote(one.quote), "certainty": one.certainty}
            for one in heard.complaints
        ],
        "credits": [
            {"kind": one.kind.value, **_quote(one.quote), "certainty": one.certainty}
            for one in heard.credits
        ],
        "notes": list(heard.notes),
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "email": speaker.email,
        "phone": speaker.phone,
        "company": speaker.company,
        "side": speaker.side.value,
        "side_guessed": speaker.side_guessed,
        "presence": speaker.presence.value or None,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "quote": quote.text,
        "speaker": quote.speaker,
        "turn": quote.turn + 1,
        "start": quote.start,
        "end": quote.end,
    }


def _reaction(reaction: Reaction) -> dict[str, Any]:
    return {
        "kind": reaction.kind.value,
        **_quote(reaction.quote),
        "certainty": reaction.certainty,
        "positive": reaction.kind.is_positive,
        "by": reaction.by,
    }


def _question(question: Question) -> dict[str, Any]:
    answered = question.answered_in
    return {
        **_quote(question.quote),
        "asked_by": question.asked_by.value,
        "answered": answered is not None,
        "answered_in": None if answered is None else answered + 1,
    }


def _commitment(commitment: Commitment) -> dict[str, Any]:
    kept = commitment.kept_in
    return {
        **_quote(commitment.quote),
        "side": commitment.side.value,
        "who": commitment.who,
        "due": commitment.due.isoformat() if commitment.due else None,
        "due_words": commitment.due_words,
        "status": commitment.status.value,
        "kept_in": None if kept is None else kept + 1,
        "proposed_next_step": commitment.proposed_next_step,
    }


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "name": topic.name,
        "raised_by": topic.raised_by.value,
        **_quote(topic.quote),
        "our_turns": topic.our_turns,
        "their_turns": topic.their_turns,
    }


def _power(statement: PowerStatement) -> dict[str, Any]:
    return {
        "kind": statement.kind.value,
        "about": statement.about,
        **_quote(statement.quote),
        "certainty": statement.certainty,
    }


def _talk(talk: TalkMeasures) -> dict[str, Any]:
    return {
        name: _rounded(value, DIGITS[name]) if name in DIGITS else value
        for name, value in asdict(talk).items()
    }


def _minutes(given: MinutesGiven, talk: Conversation) -> dict[str, Any]:
    return {
        "speaker": talk.speakers[given.speaker].label,
        "turn": None if given.turn is None else given.turn + 1,
        "minutes": round(given.minutes, 2),
        "least": round(given.least, 2),
        "most": round(given.most, 2),
        "how": given.how.value,
        "method": given.method,
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
