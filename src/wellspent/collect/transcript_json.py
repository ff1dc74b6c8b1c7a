"""Transcripts as JSON, in whatever shape a meeting tool gives them.

No list of tools: every one of them has, somewhere, a list of objects that each have words, most
often with a name and times, and that list is looked for. The keys that mean words, speaker and
time are in `transcript_keys.toml`. Tried in the tests on the shapes of Zoom, Teams, Google Meet,
Fireflies, Gong, Aircall, AssemblyAI, Whisper, Deepgram, Rev and Amazon Transcribe.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any, Final, cast

from wellspent.collect.cues import Cue, conversation_of_cues
from wellspent.collect.json_meanings import (
    Item,
    first_of,
    is_number,
    keys_for,
    objects_in,
    text_of,
    value_of,
)
from wellspent.collect.json_people import known_people, names_by_id, shown_label, side_of
from wellspent.collect.json_times import moment_in, seconds_of, units_per_second
from wellspent.collect.json_turn_list import label_of, turn_list, words_of
from wellspent.collect.speaker_label import Speakers
from wellspent.collect.transcript_bytes import transcript_text, unreadable
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Turn

KINDS: Final = {
    **{kind.value: kind for kind in ActivityKind},
    "mail": ActivityKind.EMAIL,
    "chat": ActivityKind.SOCIAL_MESSAGE,
    "linkedin": ActivityKind.SOCIAL_MESSAGE,
    "phone": ActivityKind.CALL,
}
WRITTEN: Final = frozenset({ActivityKind.EMAIL, ActivityKind.SMS, ActivityKind.SOCIAL_MESSAGE})


@dataclass(frozen=True, slots=True)
class _Said:
    """An entry of the list: words, who, and times: from the beginning, or as moments."""

    text: str
    label: str
    side: Side
    start: object
    end: object
    at: datetime | None
    ended: datetime | None
    start_key: str
    id: str


def read_json(content: bytes, name: str) -> list[Conversation]:
    """Return the conversations of a JSON file: mostly one, several where it holds several calls.

    Raises FileUnreadable where it is no JSON, or nothing in it looks like turns.
    """
    found = conversations_of_value(_value(transcript_text(content, name), name))
    if not found:
        raise unreadable(
            "no list in it has entries with words",
            name,
            f"looking for lists of objects with one of {', '.join(keys_for('text'))}",
        )
    return found


def _value(text: str, name: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = _json_lines(text)
        if lines is None:
            why = f"it isn't valid JSON ({error})"
            raise unreadable(why, name, "reading it as JSON, and as JSON lines") from error
        return lines


def _json_lines(text: str) -> list[Any] | None:
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        return [json.loads(line) for line in lines] if len(lines) > 1 else None
    except (ValueError, RecursionError):
        return None


def conversations_of_value(value: object) -> list[Conversation]:
    """Return the conversations that a JSON value holds; none where nothing looks like turns."""
    calls = [one for one in _calls(value) if turn_list(one)[0]]
    chosen = calls if len(calls) > 1 else [value]
    return [found for one in chosen if (found := _conversation(one, value)) is not None]


def _calls(value: object) -> Sequence[object]:
    """Return the objects of which each may be a call of its own, with its list of turns."""
    if isinstance(value, dict):
        lists = (cast("Item", value).get(key) for key in keys_for("calls"))
        value = next((one for one in lists if isinstance(one, list)), None)
    if not isinstance(value, list):
        return ()
    entries = cast("list[object]", value)
    return [one for one in entries if isinstance(one, dict) and not words_of(cast("Item", one))]


def _conversation(value: object, whole: object) -> Conversation | None:
    items, around = turn_list(value)
    if not items:
        return None
    names = {**names_by_id(whole), **names_by_id(value)}
    said = [_said(item, names) for item in items]
    people = known_people(value)
    about = _about([*around, *_of_the_same_call(around, whole)])
    if _is_written(said, about["kind"]):
        return _messages(said, people, about)
    return _talk(said, people, about, joined=_is_fine_grained(said))


def _said(item: Item, names: Mapping[str, str]) -> _Said:
    label = label_of(item)
    start_key, start = first_of(item, "start")
    end = value_of(item, "end")
    at = moment_in(value_of(item, "at"))
    ended = None
    if start is not None and seconds_of(start) is None:
        at, start = at or moment_in(start), None
        ended, end = moment_in(end), None
    lasted = value_of(item, "lasted")
    if end is None and is_number(start) and is_number(lasted):
        end = start + lasted
    side = side_of(item)
    known = names.get(label, "")
    unnamed = "" if side is Side.UNKNOWN else f"Speaker ({side.value})"
    return _Said(
        text=words_of(item).strip(),
        label=known or shown_label(label) or unnamed,
        side=side,
        start=start,
        end=end,
        at=at,
        ended=ended,
        start_key=start_key,
        id=text_of(item, "id"),
    )


def _is_written(said: Sequence[_Said], kind: ActivityKind | None) -> bool:
    """Return whether the entries are messages: they have a moment each, and no end."""
    if kind is not None:
        return kind in WRITTEN
    return all(one.at is not None and one.start is None and one.ended is None for one in said)


def _about(around: Sequence[Item]) -> dict[str, Any]:
    """Return the title, time and language that stand near a list of turns."""
    seconds = _near(around, "duration_seconds")
    minutes = _near(around, "duration_minutes")
    language = _near(around, "language")
    kind = _near(around, "kind")
    return {
        "title": _line(_near(around, "title")),
        "external_id": _line(_near(around, "call_id")),
        "started_at": moment_in(_near(around, "started_at")),
        "language": language[:2].lower() if isinstance(language, str) else "",
        "minutes": minutes if is_number(minutes) else seconds / 60 if is_number(seconds) else None,
        "kind": KINDS.get(kind.casefold()) if isinstance(kind, str) else None,
    }


def _of_the_same_call(around: Sequence[Item], whole: object) -> list[Item]:
    """Return what the file says of this call elsewhere, under its id."""
    call = _line(_near(around, "call_id"))
    return [one for one in objects_in(whole) if call and text_of(one, "call_id") == call]


def _near(around: Sequence[Item], meaning: str) -> Any:
    return next((found for one in around if (found := value_of(one, meaning)) is not None), None)


def _line(value: object) -> str:
    return " ".join(str(value).split())[:500] if isinstance(value, str | int) else ""


def _talk(
    said: Sequence[_Said], people: Speakers, about: Mapping[str, Any], *, joined: bool
) -> Conversation:
    words = sum(len(one.text.split()) for one in said)
    per_second = units_per_second(
        {one.start_key for one in said}, (one.start for one in said), words
    )
    moments = [one.at for one in said if one.at is not None and one.start is None]
    first = min(moments, default=None)
    cues = [_cue(one, per_second, first) for one in said]
    known: dict[str, Any] = {**about, "kind": about["kind"] or ActivityKind.MEETING}
    if first is not None and known["started_at"] is None:
        known["started_at"] = first
    talk = conversation_of_cues(cues, source="json", joined=joined, speakers=people, **known)
    return _with_sides(talk, said, people)


def _cue(said: _Said, per_second: float, first: datetime | None) -> Cue:
    start, end = seconds_of(said.start, per_second), seconds_of(said.end, per_second)
    if start is None and said.at is not None and first is not None:
        start = (said.at - first).total_seconds()
        end = (said.ended - first).total_seconds() if said.ended else None
    if start is not None and end is not None and end < start:
        end = start
    return Cue(text=said.text, label=said.label, start=start, end=end)


def _messages(said: Sequence[_Said], people: Speakers, about: Mapping[str, Any]) -> Conversation:
    """Return what was written, in the order of its moments."""
    dated = [one for one in said if one.at is not None]
    if len(dated) == len(said):
        said = sorted(said, key=lambda one: one.at.timestamp() if one.at else 0.0)
    turns = tuple(
        Turn(speaker=people.place(one.label), text=one.text, at=one.at, external_id=one.id)
        for one in said
        if one.text
    )
    known: dict[str, Any] = {**about, "kind": about["kind"] or ActivityKind.SOCIAL_MESSAGE}
    known["started_at"] = known["started_at"] or next((turn.at for turn in turns if turn.at), None)
    chat = Conversation(speakers=tuple(people.found), turns=turns, source="json", **known)
    return _with_sides(chat, said, people)


def _with_sides(
    conversation: Conversation, said: Sequence[_Said], people: Speakers
) -> Conversation:
    """Return a conversation whose speakers have the sides that their turns name."""
    sides = {people.place(one.label): one.side for one in said if one.side is not Side.UNKNOWN}
    return replace(
        conversation,
        speakers=tuple(
            replace(one, side=sides[place]) if place in sides else one
            for place, one in enumerate(conversation.speakers)
        ),
    )


def _is_fine_grained(said: Sequence[_Said]) -> bool:
    """Return whether the entries are pieces of turns: sentences or captions, not whole turns."""
    labels = [one.label for one in said]
    repeated = any(a == b for a, b in pairwise(labels))
    return repeated and any(one.start is not None or one.ended is not None for one in said)
