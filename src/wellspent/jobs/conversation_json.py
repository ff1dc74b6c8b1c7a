"""A stored conversation as JSON has it: what was heard, as everywhere, with ids, turns, names."""

from typing import Any

from wellspent.jobs.listen_json import heard_as_json
from wellspent.records.conversation import Conversation, Turn
from wellspent.records.taken_in import HeardCorrection, KeptConversation


def kept_as_json(kept: KeptConversation) -> dict[str, Any]:
    """Return a conversation of the store as an object; turns and speakers are counted from 1."""
    heard, talk = kept.heard, kept.conversation
    value = heard_as_json(heard)
    for name in ("reactions", "questions", "commitments"):
        things = getattr(heard, name)
        value[name] = [
            {**one, "id": thing.id, "settled": thing.id in kept.settled}
            for one, thing in zip(value[name], things, strict=True)
        ]
    value["speakers"] = [
        {
            **one,
            "contact_id": speaker.contact_id,
            "contact_name": kept.contact_names.get(speaker.contact_id, ""),
            "rep": speaker.rep,
            "linked_by": speaker.linked_by.value or None,
        }
        for one, speaker in zip(value["speakers"], talk.speakers, strict=True)
    ]
    return {
        **value,
        "account_id": talk.account_id,
        "account_name": kept.account_name,
        "activity_id": talk.activity_id,
        "is_sample": talk.is_sample,
        "keep": kept.keep.value,
        "import_id": kept.import_id,
        "transcript": [_turn(number, turn, talk) for number, turn in enumerate(talk.turns, 1)],
        "corrections": [_correction(one) for one in kept.corrections],
    }


def _turn(number: int, turn: Turn, talk: Conversation) -> dict[str, Any]:
    return {
        "turn": number,
        "speaker": turn.speaker + 1,
        "name": talk.speakers[turn.speaker].label,
        "text": turn.text,
        "at": turn.at.isoformat() if turn.at else None,
        "start": turn.start,
        "end": turn.end,
        "automatic": turn.automatic,
        "external_id": turn.external_id,
        "activity_id": turn.activity_id,
    }


def _correction(one: HeardCorrection) -> dict[str, Any]:
    return {
        "id": one.id,
        "was": one.was.value if one.was else None,
        "is_now": one.is_now.value if one.is_now else None,
        "quote": one.quote,
        "reason": one.reason,
        "by": one.noted_by,
        "at": one.noted_at.isoformat(),
        "holds": one.holds,
    }
