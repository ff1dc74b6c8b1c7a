"""Sides: who of a conversation is ours, by a rule where there is one, else guessed and marked so.

A guess rests on words that sellers say and customers don't (and the other way round), on who
invited, and on addresses; it abstains where they say too little.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from wellspent.phrases.pattern import fold
from wellspent.records.conversation import Conversation, Side, Speaker

LEAST_LEAD: Final = 2.0
"""Points by which one group must lead the next to be taken for ours."""

READ_LETTERS: Final = 20_000
"""Of what each group says, so much is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OurSide:
    """Who is ours: people's or the company's `names`, mail `domains`, single `addresses`."""

    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    def knows(self, speaker: Speaker) -> bool:
        """Return whether the rule says that a speaker is ours."""
        email = speaker.email.casefold()
        addresses = {one.casefold().strip() for one in self.addresses}
        if email and (email in addresses or self._of_domain(email)):
            return True
        return any(_is_called(speaker, name) for name in self.names)

    def _of_domain(self, email: str) -> bool:
        domain = email.rpartition("@")[2]
        ours = [one.casefold().strip().lstrip("@") for one in self.domains]
        return any(domain == one or domain.endswith(f".{one}") for one in ours if one)

    def speaks_of_addresses(self) -> bool:
        """Return whether it can tell by an address alone that somebody is not ours."""
        return bool(self.domains)


def _is_called(speaker: Speaker, name: str) -> bool:
    """Return whether a name is the speaker's, their company's, or the first part of theirs."""
    wanted = _words(name)
    if not wanted:
        return False
    own = _words(speaker.name)
    return wanted == own or wanted == _words(speaker.company) or (
        bool(own) and (set(wanted) <= set(own) or (len(own) == 1 and own[0] == wanted[0]))
    )  # fmt: skip


def _words(name: str) -> list[str]:
    return [fold(word) for word in re.findall(r"[^\W_]+", name)]


def with_sides(conversation: Conversation, *, our_side: OurSide) -> Conversation:
    """Return a conversation whose speakers have sides.

    A side that is known already stays, and so does that of a speaker found among our records.
    Where the rule finds one of ours, the others with a name or an address are the customer's.
    Else the sides are guessed and marked `side_guessed`, or stay unknown.
    """
    speakers = [_by_rule(speaker, our_side) for speaker in conversation.speakers]
    if any(one.side is Side.OURS for one in speakers):
        speakers = [_other(speaker) for speaker in speakers]
    if any(one.side is Side.UNKNOWN and _is_somebody(one) for one in speakers):
        speakers = _guessed(conversation, speakers)
    return replace(conversation, speakers=tuple(speakers))


def _by_rule(speaker: Speaker, our_side: OurSide) -> Speaker:
    if speaker.rep or our_side.knows(speaker):
        return replace(speaker, side=Side.OURS, side_guessed=False)
    if speaker.side is not Side.UNKNOWN and not speaker.side_guessed:
        return speaker
    known = bool(speaker.contact_id) or (bool(speaker.email) and our_side.speaks_of_addresses())
    return replace(speaker, side=Side.CUSTOMER if known else Side.UNKNOWN, side_guessed=False)


def _other(speaker: Speaker) -> Speaker:
    if speaker.side is Side.UNKNOWN and _is_somebody(speaker):
        return replace(speaker, side=Side.CUSTOMER)
    return speaker


def _is_somebody(speaker: Speaker) -> bool:
    return bool(speaker.name or speaker.email or speaker.phone)


def _guessed(conversation: Conversation, speakers: Sequence[Speaker]) -> list[Speaker]:
    """Return the speakers with the group that talks most like a seller taken for ours."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, speaker in enumerate(speakers):
        if _is_somebody(speaker):
            groups[_group(speaker, place)].append(place)
    scores = {key: _score(conversation, speakers, places) for key, places in groups.items()}
    for key, places in groups.items():
        if any(speakers[place].side is Side.CUSTOMER for place in places):
            scores.pop(key)
    ranked = sorted(scores, key=lambda key: scores[key], reverse=True)
    all_groups = [*scores.values(), *([0.0] if len(scores) < len(groups) else [])]
    if not ranked or len(all_groups) < 2 or not _leads(scores, ranked, all_groups):
        return list(speakers)
    ours = set(groups[ranked[0]])
    return [
        speaker
        if speaker.side is not Side.UNKNOWN or not _is_somebody(speaker)
        else replace(speaker, side=Side.OURS if place in ours else Side.CUSTOMER, side_guessed=True)
        for place, speaker in enumerate(speakers)
    ]


def _leads(scores: Mapping[str, float], ranked: Sequence[str], everybody: Sequence[float]) -> bool:
    second = sorted(everybody, reverse=True)[1]
    return scores[ranked[0]] - second >= LEAST_LEAD


def _group(speaker: Speaker, place: int) -> str:
    """Return whom a speaker stands with: those of one mail domain or company are on one side."""
    domain = speaker.email.rpartition("@")[2]
    if domain and not _is_free(domain):
        return f"domain {domain}"
    return f"company {fold(speaker.company)}" if speaker.company else f"speaker {place}"


def _is_free(domain: str) -> bool:
    return domain in _signs()["free_mail"]


def _score(conversation: Conversation, speakers: Sequence[Speaker], places: Sequence[int]) -> float:
    """Return points for being a seller: their words less the customer's, and free mail."""
    text = " ".join(
        turn.text for turn in conversation.turns if turn.speaker in places and not turn.automatic
    )
    said = f" {' '.join(_words(text[:READ_LETTERS]))} "
    points = sum(said.count(f" {phrase} ") for phrase in _signs()["seller"])
    against = sum(said.count(f" {phrase} ") for phrase in _signs()["customer"])
    free = any(_is_free(speakers[place].email.rpartition("@")[2]) for place in places)
    return min(points, 8) - min(against, 8) - 2.0 * free


@cache
def _signs() -> dict[str, tuple[str, ...]]:
    source = files("wellspent.listen").joinpath("side_words.toml")
    table: dict[str, list[str]] = tomllib.loads(source.read_text("utf-8"))
    phrases = {
        key: tuple(" ".join(_words(one)) for one in table[key]) for key in ("seller", "customer")
    }
    return {**phrases, "free_mail": tuple(table["free_mail"])}
