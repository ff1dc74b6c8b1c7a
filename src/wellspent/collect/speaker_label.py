"""Speaker labels: *Ada Lovelace (Example GmbH) <ada@example.com>* told apart into its parts."""

import re
from dataclasses import replace
from typing import Final

from wellspent.collect.transcript_words import transcript_words
from wellspent.records.conversation import Side, Speaker

LONGEST: Final = 120
"""Letters of a label; what is longer is a sentence with a colon in it."""

ADDRESS: Final = re.compile(r"[<(\[]?\b([\w.+%-]{1,64}@[\w.-]{1,190}\.\w{2,24})\b[>)\]]?")
PHONE: Final = re.compile(r"\+?\(?\d[\d\s()./-]{5,24}\d\Z")
IN_BRACKETS: Final = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]\s*\Z")
BEHIND_BAR: Final = re.compile(r"\s*[|@/]\s+?([^|@/]{2,80})\Z")
UNKNOWN: Final = re.compile(
    r"(?:unknown|unidentified|unbekannte?r?|inconnue?|desconocid[oa])?\s*"
    r"(?:speaker|sprecher(?:in)?|intervenante?|hablante|participant)?\s*\?{0,3}\Z",
    re.IGNORECASE,
)


def speaker_of_label(label: str) -> Speaker:
    """Return the speaker that a transcript names so; one without a name for *Unknown speaker*."""
    rest = " ".join(label.split())[: 2 * LONGEST].strip(" :;,-–\u200b")
    email = phone = company = ""
    side = _side_of_role(rest)
    if found := ADDRESS.search(rest):
        email = found[1].lower()
        rest = (rest[: found.start()] + rest[found.end() :]).strip(" ,;<>()")
    if PHONE.match(rest):
        rest, phone = "", rest
    while found := IN_BRACKETS.search(rest):
        inside, rest = found[1].strip(), rest[: found.start()]
        side = _side_of_role(inside) if side is Side.UNKNOWN else side
        if side is Side.UNKNOWN and inside.casefold() not in transcript_words("no_companies"):
            company = company or inside
    if found := BEHIND_BAR.search(rest):
        company, rest = company or found[1].strip(), rest[: found.start()]
    name = "" if UNKNOWN.match(rest) else _in_speaking_order(rest.strip())
    return Speaker(name=name, email=email, phone=phone, company=company, side=side)


def _side_of_role(role: str) -> Side:
    folded = role.casefold()
    if folded in transcript_words("our_roles"):
        return Side.OURS
    return Side.CUSTOMER if folded in transcript_words("customer_roles") else Side.UNKNOWN


def _in_speaking_order(name: str) -> str:
    """Return *Lovelace, Ada* as *Ada Lovelace*."""
    last, comma, first = name.partition(", ")
    plain = comma and "," not in first and first.replace(" ", "").replace("-", "").isalpha()
    return f"{first} {last}" if plain and len(first.split()) <= 2 >= len(last.split()) else name


class Speakers:
    """The speakers of one conversation, each once, by what the source calls them."""

    def __init__(self) -> None:
        self.found: list[Speaker] = []
        self._places: dict[str, int] = {}

    def place(self, label: str) -> int:
        """Return the place of who is called so, a new one where nobody was yet."""
        key = " ".join(label.split()).casefold()
        if key not in self._places:
            self._places[key] = self.place_of(speaker_of_label(label))
        return self._places[key]

    def place_of(self, speaker: Speaker) -> int:
        """Return the place of a speaker; the same address, or the same name, is the same one."""
        address = f"address {speaker.email}"
        name = f"known {speaker.name.casefold()} {speaker.phone}".strip()
        keys = [key for key in (address, name) if key not in ("address ", "known")] or ["nobody"]
        place = next((self._places[key] for key in keys if key in self._places), None)
        if place is None or _has_another_address(self.found[place], speaker):
            place = len(self.found)
            self.found.append(speaker)
        else:
            self.found[place] = _completed(self.found[place], speaker)
        for key in keys:
            self._places.setdefault(key, place)
        return place


def _has_another_address(known: Speaker, told: Speaker) -> bool:
    return bool(known.email) and bool(told.email) and known.email != told.email


def _completed(known: Speaker, told: Speaker) -> Speaker:
    """Return a known speaker with what is newly told of them."""
    return replace(
        known,
        name=known.name or told.name,
        email=known.email or told.email,
        phone=known.phone or told.phone,
        company=known.company or told.company,
        side=told.side if known.side is Side.UNKNOWN else known.side,
    )
