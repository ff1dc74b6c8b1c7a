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
    """Yield the conversations of a half: `develop` or `sealed`."""
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
