"""Transcripts as JSON, in whatever shape a meeting tool gives them.

No list of tools: every one of them has, somewhere, a list of objects that each have words, most
often with a name and times, and that list is looked for. The keys that mean words, speaker and
time are in `transcript_keys.toml`; tried on the shapes of Zoom, Teams, Google Meet, Otter,
Fireflies, Gong, AssemblyAI, Whisper, Deepgram, Rev and Amazon Transcribe in the tests.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final, cast

from wellspent.collect.cues import Cue, conversation_of_cues
from wellspent.collect.speaker_label import Speakers
from wellspent.collect.transcript_bytes import transcript_text, unreadable
from wellspent.collect.written_moment import moment_of, moment_of_number
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Speaker, Turn

DEEPEST: Final = 8
MOST_LISTS: Final = 2000
SLOWEST: Final = 0.1
"""Words a second below which times can't be seconds, and are milliseconds."""

CLOCK: Final = re.compile(r"(?:(\d{1,5}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?Z?\Z")
DURATION: Final = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6}(?:\.\d{1,9})?)S)?\Z")
Item = Mapping[str, Any]
_SIDES: Final = {side.value: side for side in Side}


@dataclass(frozen=True, slots=True)
class _Said:
    """An entry of the list: words, who, and times as they are written."""

    text: str
    label: str
    start: object
    end: object
    at: datetime | None
    in_milliseconds: bool
    id: str


@cache
def _keys() -> dict[str, tuple[str, ...]]:
    source = files("wellspent.collect").joinpath("transcript_keys.toml")
    return {key: tuple(names) for key, names in tomllib.loads(source.read_text("utf-8")).items()}


def read_json(content: bytes, name: str) -> list[Conversation]:
    """Return the conversations of a JSON file: mostly one, several where it holds several calls.

    Raises FileUnreadable where it is no JSON, or nothing in it looks like turns.
    """
    text = transcript_text(content, name)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        value = _json_lines(text)
        if value is None:
            why = f"it isn't valid JSON ({error})"
            raise unreadable(why, name, "reading it as JSON") from error
    found = conversations_of_value(value)
    if not found:
        raise unreadable(
            "no list in it has entries with words",
            name,
            f"looking for lists of objects with one of {', '.join(_keys()['text'])}",
        )
    return found


def _json_lines(text: str) -> list[Any] | None:
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        return [json.loads(line) for line in lines] if len(lines) > 1 else None
    except (ValueError, RecursionError):
        return None


def conversations_of_value(value: object) -> list[Conversation]:
    """Return the conversations that a JSON value holds; none where nothing looks like turns."""
    several = [one for one in _calls(value) if _turn_list(one)]
    chosen = several if len(several) > 1 else [value]
    return [found for one in chosen if (found := _conversation(one, value)) is not None]


def _calls(value: object) -> Sequence[object]:
    """Return the objects of which each may be a call of its own, with its list of turns."""
    if isinstance(value, dict):
        table = cast("Item", value)
        lists = (table[key] for key in _keys()["calls"] if isinstance(table.get(key), list))
        value = next(lists, None)
    if not isinstance(value, list):
        return ()
    return [one for one in cast("list[object]", value) if isinstance(one, dict)]


def _conversation(value: object, whole: object) -> Conversation | None:
    items = _turn_list(value)
    if not items:
        return None
    names = _names_by_id(whole)
    said = [_said(item, names) for item in items]
    if all(one.at is not None and one.start is None for one in said):
        return _written(said, value)
    unit = _unit(said)
    about = cast("Item", value) if isinstance(value, dict) else {}
    cues = [
        Cue(
            text=one.text,
            label=one.label,
            start=_seconds(one.start, unit),
            end=_seconds(one.end, unit),
        )
        for one in said
    ]
    return conversation_of_cues(
        cues,
        source="json",
        kind=_kind(about) or ActivityKind.MEETING,
        joined=_is_fine_grained(items),
        speakers=_known_speakers(value),
        **_about(about),
    )


def _about(about: Item) -> dict[str, Any]:
    """Return the title, time and language that stand beside a list of turns."""
    seconds = _first(about, "duration_seconds")
    minutes = _first(about, "duration_minutes")
    return {
        "title": _text(_first(about, "title")),
        "external_id": _text(_first(about, "id")),
        "started_at": _moment(_first(about, "started_at")),
        "language": _text(_first(about, "language"))[:2].lower(),
        "minutes": float(minutes) if _is_number(minutes)
        else float(seconds) / 60 if _is_number(seconds) else None,
    }  # fmt: skip


def _kind(about: Item) -> ActivityKind | None:
    written = _text(_first(about, "kind")).casefold()
    known = {"chat": ActivityKind.SOCIAL_MESSAGE, "mail": ActivityKind.EMAIL,
             "phone": ActivityKind.CALL, "linkedin": ActivityKind.SOCIAL_MESSAGE}  # fmt: skip
    return next((one for one in ActivityKind if one.value == written), known.get(written))


def _written(said: Sequence[_Said], value: object) -> Conversation:
    """Return messages that were written at moments: a chat."""
    about = cast("Item", value) if isinstance(value, dict) else {}
    people = _known_speakers(value)
    ordered = sorted(said, key=lambda one: one.at.timestamp() if one.at else 0.0)
    turns = tuple(
        Turn(speaker=people.place(one.label), text=one.text, at=one.at, external_id=one.id)
        for one in ordered
    )
    return Conversation(
        kind=_kind(about) or ActivityKind.SOCIAL_MESSAGE,
        speakers=tuple(people.found),
        turns=turns,
        source="json",
        title=_text(_first(about, "title")),
        external_id=_text(_first(about, "id")),
        started_at=turns[0].at,
        language=_text(_first(about, "language"))[:2].lower(),
    )


def _known_speakers(value: object) -> Speakers:
    """Return the people whom the file lists beside the turns, with addresses."""
    people = Speakers()
    for person in _people(value):
        email, name = _text(_first(person, "email")), _name(person)
        if email or name:
            side = _SIDES.get(_text(_first(person, "side")).casefold(), Side.UNKNOWN)
            people.place_of(Speaker(name=name, email=email.lower(), side=side))
    return people


def _people(value: object) -> Iterator[Item]:
    if not isinstance(value, dict):
        return
    table = cast("Item", value)
    for key in _keys()["people"]:
        listed = table.get(key)
        if isinstance(listed, list):
            yield from (one for one in cast("list[Any]", listed) if isinstance(one, dict))


def _name(person: Item) -> str:
    whole = _first(person, "name")
    if isinstance(whole, str):
        return whole
    parts = (_text(_first(person, key)) for key in ("first_name", "last_name"))
    return " ".join(filter(None, parts))


def _names_by_id(value: object) -> dict[str, str]:
    """Return what people are called by the ids that the turns give them."""
    names: dict[str, str] = {}
    for place in _objects(value):
        people = list(_people(place))
        if people and not any(key in one for one in people for key in _keys()["person_id"]):
            for number, person in enumerate(people):
                names.setdefault(str(number), _name(person) or _text(_first(person, "email")))
        for person in _people(place):
            known = _name(person) or _text(_first(person, "email"))
            for key in _keys()["person_id"]:
                if known and isinstance(person.get(key), str | int):
                    names.setdefault(str(person[key]), known)
    return names


def _objects(value: object) -> Iterator[Item]:
    """Give the objects of a value, the outer ones first, as deep as tools nest them."""
    level: list[object] = [value]
    for _ in range(DEEPEST):
        below: list[object] = []
        for one in level:
            if isinstance(one, dict):
                yield cast("Item", one)
                below += cast("Item", one).values()
            elif isinstance(one, list):
                below += cast("list[object]", one)
        level = [one for one in below if isinstance(one, dict | list)]


def _turn_list(value: object) -> list[Item]:
    """Return the list that reads most like turns: the one with names, then with more words."""
    best: list[Item] = []
    best_worth = (0, 0, 0)
    for found in _lists(value):
        items = _flat(found)
        words = sum(len(_words(item)) for item in items)
        named = sum(_label(item) != "" for item in items)
        worth = (2 * named > len(items), words > 0, words - len(items))
        if words and worth > best_worth:
            best, best_worth = items, worth
    return best


def _lists(value: object) -> Iterator[list[Item]]:
    if isinstance(value, list) and (found := _with_words(cast("list[Any]", value))):
        yield found
    count = 0
    for one in _objects(value):
        for inner in one.values():
            if isinstance(inner, list) and (found := _with_words(cast("list[Any]", inner))):
                yield found
                count += 1
                if count >= MOST_LISTS:
                    return


def _with_words(entries: list[Any]) -> list[Item]:
    objects = [cast("Item", one) for one in entries if isinstance(one, dict)]
    good = [one for one in objects if _words(one) or _nested(one)]
    return good if len(good) > len(entries) / 2 else []


def _nested(item: Item) -> list[Item]:
    """Return the sentences of a monologue whose words are one level below."""
    for key in _keys()["nested"]:
        inner = item.get(key)
        if isinstance(inner, list):
            below = [cast("Item", one) for one in cast("list[Any]", inner) if isinstance(one, dict)]
            if below and any(_words(one) for one in below):
                return below
    return []


def _flat(items: Sequence[Item]) -> list[Item]:
    """Return a monologue as one entry: its sentences' words, from first start to last end."""
    return [item if _words(item) else _joined(item, _nested(item)) for item in items]


def _joined(item: Item, parts: Sequence[Item]) -> Item:
    glue = "" if any(_words(one).startswith(" ") for one in parts) else " "
    return {
        **item,
        "text": glue.join(_words(one) for one in parts),
        "start": _first(parts[0], "start") if parts else None,
        "end": _first(parts[-1], "end") if parts else None,
    }


def _words(item: Item) -> str:
    found = _first(item, "text")
    return found if isinstance(found, str) else ""


def _label(item: Item) -> str:
    found = _first(item, "speaker")
    if isinstance(found, dict):
        person = cast("Item", found)
        if deeper := next((one for one in person.values() if isinstance(one, dict)), None):
            person = {**cast("Item", deeper), **person}
        return _name(person) or _text(_first(person, "email"))
    return _text(found)


def _said(item: Item, names: Mapping[str, str]) -> _Said:
    label = _label(item)
    start_key, start = _first_with_key(item, "start")
    at = _moment(_first(item, "at"))
    if isinstance(start, str) and _seconds(start, 1.0) is None:
        at, start = at or _moment(start), None
    elif _is_number(start) and float(start) > 1e8 and (since := moment_of_number(float(start))):
        at, start = at or since, None
    return _Said(
        text=_words(item).strip(),
        label=_shown(names.get(label, label)),
        start=start,
        end=_end(item, start),
        at=at,
        in_milliseconds=bool(re.search(r"(?i)_?ms\Z|millis", start_key)),
        id=_text(_first(item, "id")),
    )


def _shown(label: str) -> str:
    """Return a bare number or letter, by which programs tell voices apart, as *Speaker 1*."""
    short = re.fullmatch(r"(?:spk_|speaker_)?(\d{1,3}|[A-Z])", label)
    return f"Speaker {short[1]}" if short else label


def _end(item: Item, start: object) -> object:
    end = _first(item, "end")
    lasted = _first(item, "lasted")
    if end is None and _is_number(start) and _is_number(lasted):
        return cast("float", start) + cast("float", lasted)
    return end


def _unit(said: Sequence[_Said]) -> float:
    """Return how many of the times' units make a second: 1000 where seconds would be too slow."""
    if any(one.in_milliseconds for one in said):
        return 1000.0
    times = [float(cast("float", one.start)) for one in said if _is_number(one.start)]
    words = sum(len(one.text.split()) for one in said)
    taken = max(times, default=0.0) - min(times, default=0.0)
    return 1000.0 if taken > 600 and words / taken < SLOWEST else 1.0


def _seconds(value: object, unit: float) -> float | None:
    if _is_number(value):
        seconds = float(cast("float", value)) / unit
        return seconds if 0 <= seconds < 1e8 else None
    if not isinstance(value, str):
        return None
    value = value.strip()
    if found := CLOCK.match(value):
        hours, minutes, seconds, fraction = found.groups()
        whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
        return whole + (float(f"0.{fraction}") if fraction else 0.0)
    if found := DURATION.match(value):
        hours, minutes, seconds = (float(part or 0) for part in found.groups())
        return hours * 3600 + minutes * 60 + seconds
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,9})?s?", value):
        return float(value.rstrip("s")) / unit
    return None


def _moment(value: object) -> datetime | None:
    if _is_number(value):
        return moment_of_number(float(cast("float", value)))
    return moment_of(value) if isinstance(value, str) else None


def _is_fine_grained(items: Sequence[Item]) -> bool:
    """Return whether the entries are pieces of turns: sentences or captions, not whole turns."""
    labels = [_label(item) for item in items]
    repeated = sum(a == b for a, b in pairwise(labels))
    timed = any(_first(item, "start") is not None for item in items)
    return timed and repeated > 0


def _first(item: Item, meaning: str) -> Any:
    return _first_with_key(item, meaning)[1]


def _first_with_key(item: Item, meaning: str) -> tuple[str, Any]:
    return next(
        ((key, item[key]) for key in _keys()[meaning] if item.get(key) not in (None, "", [])),
        ("", None),
    )


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
