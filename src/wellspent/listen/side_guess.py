"""Guess the sides of speakers, by how they talk; abstain where that says too little.

Sellers offer and address (*would you like*, *your*), customers thank, doubt, ask and speak of what
they have. The signs and their weights are in `side_words.toml`; how often the guess is right is in
`benchmarks/results/side_guess.md`. Those of one mail domain or company are on one side.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.clean.domain import FREE_MAIL
from wellspent.errors import SettingsError
from wellspent.phrases.pattern import fold
from wellspent.records.conversation import Conversation, Side, Speaker

LEAST_LEAD: Final = 0.5
"""Points by which those most like us must lead those least like us; else nothing is said.

With less, the guess was wrong in the conversations that it was learned from. Twice as much was
tried and made it say less without making it right more often.
"""

NEAR_US: Final = 0.8
NEAR_THEM: Final = 0.5
"""Where between the two the others must stand to be taken for one of them."""

READ_LETTERS: Final = 20_000
"""Of what each says, so much is looked at."""

FEWEST_WORDS: Final = 30
"""Rates of those who say less are reckoned as if they had said so many."""

MOST: Final = 20.0
"""Of a hundred words, no more than these count as one sign."""

FIRST: Final = "first"


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that one side says more often, and what one more in a hundred of them counts."""

    weight: float
    words: tuple[str, ...]


def guessed_sides(conversation: Conversation, speakers: Sequence[Speaker]) -> list[Speaker]:
    """Return the speakers with the sides that were unknown guessed and marked, or still unknown."""
    groups = _groups(speakers)
    scores = {key: _score(conversation, places) for key, places in groups.items()}
    told = {key: _told(speakers, places) for key, places in groups.items()}
    sides = {**_by_score(scores, told), **{key: side for key, side in told.items() if side}}
    guessed = list(speakers)
    for key, places in groups.items():
        for place in places:
            side = sides.get(key) or Side.UNKNOWN
            if speakers[place].side is Side.UNKNOWN and side is not Side.UNKNOWN:
                guessed[place] = replace(speakers[place], side=side, side_guessed=True)
    return guessed


def is_somebody(speaker: Speaker) -> bool:
    """Return whether anything names a speaker."""
    return bool(speaker.name or speaker.email or speaker.phone)


def _by_score(
    scores: Mapping[str, float], told: Mapping[str, Side | None]
) -> dict[str, Side | None]:
    """Return the side of each group by where it stands between the most and the least like us."""
    if len(scores) < 2:
        return {}
    best, worst = max(scores.values()), min(scores.values())
    if best - worst < LEAST_LEAD:
        return {}
    sides: dict[str, Side | None] = {}
    for key, score in scores.items():
        stands = (score - worst) / (best - worst)
        if stands >= NEAR_US and Side.OURS not in told.values():
            sides[key] = Side.OURS
        elif stands <= NEAR_THEM:
            sides[key] = Side.CUSTOMER
    return sides


def _told(speakers: Sequence[Speaker], places: Sequence[int]) -> Side | None:
    """Return the side that is known of any of a group."""
    known = (speakers[place].side for place in places)
    return next((side for side in known if side is not Side.UNKNOWN), None)


def _groups(speakers: Sequence[Speaker]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for place, speaker in enumerate(speakers):
        if is_somebody(speaker):
            groups[_group(speaker, place)].append(place)
    return groups


def _group(speaker: Speaker, place: int) -> str:
    domain = speaker.email.rpartition("@")[2]
    if domain and domain not in FREE_MAIL:
        return f"domain {domain}"
    return f"company {fold(speaker.company)}" if speaker.company else f"speaker {place}"


def _score(conversation: Conversation, places: Sequence[int]) -> float:
    rates = sign_rates(conversation, places)
    return sum(sign.weight * rates[name] for name, sign in read_signs().items())


def sign_rates(conversation: Conversation, places: Sequence[int]) -> dict[str, float]:
    """Return how often speakers show each sign: in a hundred words; 1 for who spoke first."""
    turns = [turn for turn in conversation.turns if not turn.automatic]
    own = " ".join(turn.text for turn in turns if turn.speaker in places)
    words = [fold(word) for word in re.findall(r"[^\W_]+", own[:READ_LETTERS])]
    said = f" {' '.join(words)} "
    hundreds = max(len(words), FEWEST_WORDS) / 100
    rates = {
        name: min(sum(said.count(f" {one} ") for one in sign.words) / hundreds, MOST)
        for name, sign in read_signs().items()
    }
    return {**rates, FIRST: float(bool(turns) and turns[0].speaker in places)}


@cache
def read_signs() -> dict[str, Sign]:
    """Return the signs of `side_words.toml`; unknown keys are a SettingsError."""
    text = files("wellspent.listen").joinpath("side_words.toml").read_text("utf-8")
    table: dict[str, dict[str, Any]] = tomllib.loads(text)
    return {name: _sign(name, entry) for name, entry in table.items()}


def _sign(name: str, entry: Mapping[str, Any]) -> Sign:
    if set(entry) != {"weight", "words"}:
        raise SettingsError(
            f"The sign {name!r} has other keys than weight and words.",
            where="listen/side_words.toml",
            next_step="Correct the entry.",
        )
    words = (" ".join(re.findall(r"[^\W_]+", fold(one))) for one in entry["words"])
    return Sign(float(entry["weight"]), tuple(dict.fromkeys(words)))
