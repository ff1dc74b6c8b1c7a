"""Conversations of the sample company to listen to: `conversations.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.collect.transcripts import read_transcript
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Presence, Side, Speaker, Turn
from wellspent.records.meeting import Meeting
from wellspent.sample.committees import meetings_of_next_days

SOURCE: Final = "sample conversations"
US: Final = "us"
OUR_DOMAIN: Final = "spotless-otter.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """A contact of the sample company, as far as a conversation needs them."""

    name: str
    email: str
    phone: str = ""


def contact_keys() -> frozenset[str]:
    """Return the keys of the contacts that speak."""
    known = (*_read(), *meetings_of_next_days())
    return frozenset(key for read in known for key in read["with"])


def sample_conversations(
    people: Mapping[str, SamplePerson], *, now: datetime
) -> list[Conversation]:
    """Return the conversations, those that have all their people (by key), the oldest first."""
    found = [
        _conversation(read, people, now) for read in _read() if people.keys() >= {*read["with"]}
    ]
    return sorted(found, key=lambda one: one.started_at or now)


def sample_meetings(people: Mapping[str, SamplePerson], *, now: datetime) -> list[Meeting]:
    """Return the meetings of the next days, those that have all their people (by key)."""
    return [
        _meeting(read, people, now)
        for read in meetings_of_next_days()
        if people.keys() >= {*read["with"]}
    ]


def _meeting(read: Mapping[str, Any], people: Mapping[str, SamplePerson], now: datetime) -> Meeting:
    day = (now + timedelta(days=read["days_ahead"])).date()
    declined = read.get("declined", ())
    return Meeting(
        conversation=Conversation(
            kind=ActivityKind.MEETING,
            speakers=(
                replace(_rep(read["rep"]), presence=Presence.ACCEPTED),
                *(
                    replace(
                        _speaker(people[key]),
                        presence=Presence.DECLINED if key in declined else Presence.ACCEPTED,
                    )
                    for key in read["with"]
                ),
            ),
            external_id=f"sample:{read['key']}",
            source=SOURCE,
            title=read["title"],
            started_at=datetime.combine(day, time.fromisoformat(read["at"]), now.tzinfo),
            minutes=read["minutes"],
            is_sample=True,
        ),
        organiser=0,
        place=read["place"],
    )


@cache
def _read() -> list[dict[str, Any]]:
    text = files("wellspent.sample").joinpath("conversations.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["conversations"]


def _conversation(
    read: Mapping[str, Any], people: Mapping[str, SamplePerson], now: datetime
) -> Conversation:
    day = (now - timedelta(days=read["days_ago"])).date()
    began = datetime.combine(day, time.fromisoformat(read["at"]), now.tzinfo)
    places = {US: 0, **{key: place for place, key in enumerate(read["with"], start=1)}}
    talk = Conversation(
        kind=ActivityKind(read["kind"]),
        speakers=(_rep(read["rep"]), *(_speaker(people[key]) for key in read["with"])),
        external_id=f"sample:{read['key']}",
        source=SOURCE,
        title=read["title"],
        started_at=began,
        minutes=read.get("minutes"),
        language=read.get("language", "en"),
        is_sample=True,
    )
    if "webvtt" in read:
        return _spoken(talk, read["webvtt"], places)
    return replace(talk, turns=_written(read, places, began))


def _written(
    read: Mapping[str, Any], places: Mapping[str, int], began: datetime
) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for number, turn in enumerate(read.get("turns", ()), start=1):
        speaker = places[turn["by"]]
        turns.append(
            Turn(
                speaker=speaker,
                text=" ".join(turn["text"].split()),
                at=began + timedelta(hours=turn["hours"]),
                to=_heard_by(turn, places, speaker),
                external_id=f"sample:{read['key']}-{number}@example.com",
            )
        )
    return tuple(turns)


def _heard_by(turn: Mapping[str, Any], places: Mapping[str, int], speaker: int) -> tuple[int, ...]:
    """Return the places of those whom a turn names in `to`; else of all others."""
    if "to" in turn:
        return tuple(places[key] for key in turn["to"])
    return tuple(place for place in places.values() if place != speaker)


def _spoken(talk: Conversation, webvtt: str, places: Mapping[str, int]) -> Conversation:
    """Return a talk with the turns of its captions, whose voices are contacts' keys."""
    read = read_transcript(webvtt.lstrip().encode(), f"{talk.title}.vtt")
    named = [places[one.name] for one in read.speakers]
    turns = tuple(replace(turn, speaker=named[turn.speaker]) for turn in read.turns)
    return replace(talk, turns=turns, minutes=read.minutes)


def _rep(name: str) -> Speaker:
    address = re.sub(r"\W+", ".", name.casefold().translate(str.maketrans("öü", "ou")))
    return Speaker(name=name, email=f"{address}@{OUR_DOMAIN}", side=Side.OURS, rep=name)


def _speaker(person: SamplePerson) -> Speaker:
    return Speaker(
        name=person.name,
        email=person.email,
        phone=person.phone,
        side=Side.CUSTOMER,
        presence=Presence.CAME,
    )
