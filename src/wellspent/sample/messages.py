"""Messages that nobody wrote: put together from sentences in `messages.toml`, in four languages."""

import tomllib
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from wellspent.sample.draws import pick
from wellspent.sample.names import Company, Person


def make_message(
    random: Random, *, need: str, company: Company, person: Person, hours: float
) -> str:
    """Return what a person of a company would write who has this need.

    Signed with name and company, so that hardly two enquiries have the same words.
    """
    table = _table()
    words = table[table["languages"].get(company.language.code, "en")]
    body = words[need]
    greeting = pick(random, words["greeting"])
    sentences = " ".join(pick(random, body[part]) for part in ("first", "second", "third"))
    text = sentences.format(hours=hours, place=company.place)
    if not greeting:
        text = text[:1].upper() + text[1:]
    signed = f"{pick(random, words['end'])}\n{person.name}\n{company.name}"
    return "\n\n".join(part for part in (greeting, text, signed) if part)


@cache
def _table() -> dict[str, Any]:
    text = files("wellspent.sample").joinpath("messages.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
