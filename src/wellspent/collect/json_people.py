"""The people of a transcript's JSON: who they are, and by what ids its turns call them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from wellspent.collect.json_meanings import (
    Item,
    as_text,
    keys_for,
    objects_in,
    objects_of_list,
    text_of,
)
from wellspent.collect.speaker_label import Speakers, speaker_of_label
from wellspent.records.conversation import Side, Speaker

BARE: Final = re.compile(r"(?:spk_|speaker[_ ])?(\d{1,3}|[A-Z])\Z", re.IGNORECASE)


def side_of(item: Item) -> Side:
    """Return the side that an entry names: *internal* is ours, *external* the customer's."""
    told = text_of(item, "side").casefold()
    if told in keys_for("our_side"):
        return Side.OURS
    return Side.CUSTOMER if told in keys_for("customer_side") else Side.UNKNOWN


def known_people(value: object) -> Speakers:
    """Return the people whom the file lists, with addresses and sides where it has them."""
    people = Speakers()
    for person in _listed(value):
        speaker = _speaker(person)
        if speaker.name or speaker.email:
            people.place_of(speaker)
    return people


def names_by_id(value: object) -> dict[str, str]:
    """Return what people are called by the ids, or by the places, that turns give them."""
    names: dict[str, str] = {}
    for around in objects_in(value):
        for key in keys_for("people"):
            people = objects_of_list(around.get(key))
            by_place = not any(_ids(person) for person in people)
            for number, person in enumerate(people):
                speaker = _speaker(person)
                if called := speaker.name or speaker.email:
                    own = [str(number)] if by_place else _ids(person)
                    for one in [*own, text_of(person, "resource")]:
                        names.setdefault(one, called)
    names.pop("", None)
    return names


def shown_label(label: str) -> str:
    """Return a bare number or letter, by which programs tell voices apart, as *Speaker 1*."""
    short = BARE.match(label)
    return f"Speaker {short[1].upper()}" if short else label


def _ids(person: Item) -> list[str]:
    found = [as_text(person.get(key)) for key in keys_for("person_id")]
    return [one for one in found if one]


def _listed(value: object) -> Iterator[Item]:
    for around in objects_in(value):
        for key in keys_for("people"):
            yield from objects_of_list(around.get(key))


def _speaker(person: Item) -> Speaker:
    name, email = _name(person), text_of(person, "email").lower()
    speaker = speaker_of_label(name) if name else Speaker()
    return replace(speaker, email=email or speaker.email, side=side_of(person))


def _name(person: Item) -> str:
    """Return somebody's name; one that an object below has is better than a path or a number."""
    parts = " ".join(filter(None, (text_of(person, key) for key in ("first_name", "last_name"))))
    told = [parts, *(text_of(one, "name") for one in objects_in(dict(person)))]
    return next((one for one in told if one and "/" not in one), "")
