"""Feedback letter: what a customer is sent when we ask whether an interaction was worth it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from wellspent.errors import SettingsError
from wellspent.records.activity import ActivityKind
from wellspent.records.feedback import AskingLimits

FALLBACK = "en"
OWN_WORDS = frozenset({"call", "meeting", "email"})
NAMES = frozenset({"subject", "body", "other"}) | OWN_WORDS


def feedback_letter(
    language: str, *, channel: ActivityKind, name: str, rep: str, link: str
) -> tuple[str, str]:
    """Return subject and body in a language; in English where we have none."""
    words = _words().get(language) or _words()[FALLBACK]
    about = words[channel.value if channel.value in OWN_WORDS else "other"]
    # Names are put in last and at once: what stands in them is never taken for a place to fill.
    filled = words["body"].format(name=name, about=about, link=link, rep=rep)
    return words["subject"], _tidy(filled)


def letter_languages() -> tuple[str, ...]:
    """Return the languages in which customers can be asked."""
    return tuple(_words())


def asking_limits() -> AskingLimits:
    """Return how often customers may be asked; SettingsError when the file is wrong."""
    table = tomllib.loads(_read("asking_limits.toml"))
    wrong = [name for name, days in table.items() if not isinstance(days, int) or days < 1]
    try:
        limits = AskingLimits(**table)
    except TypeError as error:
        raise SettingsError(f"a name is unknown: {error}", where="asking_limits.toml") from error
    if wrong:
        raise SettingsError(
            f"{', '.join(wrong)}: a whole number above zero is needed", where="asking_limits.toml"
        )
    return limits


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    table: dict[str, dict[str, str]] = tomllib.loads(_read("feedback_letter.toml"))
    for language, words in table.items():
        if words.keys() != NAMES:
            raise SettingsError(
                f"[{language}] must have {', '.join(sorted(NAMES))}", where="feedback_letter.toml"
            )
    return table


def _read(name: str) -> str:
    return files("wellspent.deliver").joinpath(name).read_text("utf-8")


def _tidy(text: str) -> str:
    """Return a text without the space that a missing name leaves before a comma or colon."""
    return text.strip().replace(" ,", ",").replace(" ,\n", ",\n").replace(", :", ":")
