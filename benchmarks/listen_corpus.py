"""The conversations of `conversations/` as the product reads them, and what is to be heard."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Speaker, Turn

CORPUS: Final = Path(__file__).parent / "conversations"

CHANNELS: Final = {
    "email": ActivityKind.EMAIL,
    "mail": ActivityKind.EMAIL,
    "call": ActivityKind.CALL,
    "meeting": ActivityKind.MEETING,
    "sms": ActivityKind.SMS,
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A conversation and its labels, as the file gives them."""

    conversation: Conversation
    expect: Mapping[str, Any]
    hard_negatives: list[Mapping[str, Any]]


def labelled(half: str) -> Iterator[Labelled]:
    """Yield the conversations of a half: `develop`, `sealed` or `sealed2`."""
    for file in sorted((CORPUS / half).glob("*.json")):
        given = json.loads(file.read_text("utf-8"))
        yield Labelled(_conversation(given), given["expect"], given.get("hard_negatives", []))


def _conversation(given: Mapping[str, Any]) -> Conversation:
    return Conversation(
        kind=CHANNELS.get(given["channel"], ActivityKind.SOCIAL_MESSAGE),
        speakers=tuple(
            Speaker(name=one.get("name", ""), email=one.get("email", ""), side=Side(one["side"]))
            for one in given["speakers"]
        ),
        turns=tuple(
            Turn(
                speaker=one["speaker"],
                text=one["text"],
                at=datetime.fromisoformat(one["at"]) if one.get("at") else None,
                start=one.get("start"),
                end=one.get("end"),
            )
            for one in given["turns"]
        ),
        external_id=given["id"],
        title=given.get("title", ""),
        started_at=datetime.fromisoformat(given["started_at"]) if given.get("started_at") else None,
    )


def practice(subject: str, lines: str = "") -> Iterator[Labelled]:
    """Yield the practice turns of a subject, each as a conversation of two speakers.

    `subject` is `reactions`, `commitments` or `power`; `lines` may be `odd` or `even`: one tunes
    on the odd lines and watches the even ones.
    """
    with (CORPUS / "practice" / f"{subject}.jsonl").open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not lines or lines == ("odd" if number % 2 else "even"):
                yield _turn_alone(subject, json.loads(line))


def _turn_alone(subject: str, given: Mapping[str, Any]) -> Labelled:
    before, at = given.get("before"), given.get("at")
    side = Side(given.get("side", "customer"))
    other = Side.OURS if side is Side.CUSTOMER else Side.CUSTOMER
    turn = 1 if before else 0
    conversation = Conversation(
        kind=CHANNELS.get(given.get("channel", ""), ActivityKind.SOCIAL_MESSAGE),
        speakers=(Speaker(side=other), Speaker(side=side)),
        turns=(
            *([Turn(speaker=0, text=before)] if before else []),
            Turn(speaker=1, text=given["text"], at=datetime.fromisoformat(at) if at else None),
        ),
        external_id=given["id"],
    )
    return Labelled(conversation, {subject: [{**one, "turn": turn} for one in given["expect"]]}, [])
