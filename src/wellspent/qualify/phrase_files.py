"""Read the phrases that tell what an enquiry is about: `phrases/<language>.toml`.

A mistake in a file is a SettingsError that names the file, the place and what may stand there.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import cast

from wellspent.errors import SettingsError
from wellspent.phrases.pattern import Parts, parse
from wellspent.records.authenticity import EnquiryKind

LANGUAGES = ("en", "de", "fr", "es")
FIELDS = ("message", "title", "company")
SCOPES = ("words", "sentence", "message")
SAYABLE = tuple(kind for kind in EnquiryKind if kind not in (EnquiryKind.BOT, EnquiryKind.UNSURE))
MOST_WEIGHT = 8.0

_FILE_KEYS = {"language", "negations", "negations_after", "contrasts", "phrases", "shields"}
_PHRASE_KEYS = {"kind", "weight", "reason", "in", "words"}
_SHIELD_KEYS = {"reason", "scope", "against", "words"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseGroup:
    """Phrases that say the same: `weight` log-odds for `kind`, once however many are found.

    `field` is where they are looked for: the message, the person's title, or the company's name.
    """

    kind: EnquiryKind
    weight: float
    reason: str
    field: str
    language: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shield:
    """Words that look like something else but aren't: *our students buy your machines*.

    What other phrases find inside these words (scope `words`), in their sentence, or in the whole
    message doesn't count; with `against`, only what speaks for these kinds.
    """

    reason: str
    scope: str
    against: frozenset[EnquiryKind]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseFile:
    """The phrases of one language, with its words of negation and contrast."""

    language: str
    negations: tuple[str, ...]
    negations_after: tuple[str, ...]
    contrasts: tuple[str, ...]
    groups: tuple[PhraseGroup, ...]
    shields: tuple[Shield, ...]


def shipped_phrase_files() -> tuple[PhraseFile, ...]:
    """Return the files that come with Wellspent; SettingsError when one has a mistake."""
    folder = files("wellspent.qualify").joinpath("phrases")
    return tuple(
        read_phrases(
            folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"), f"phrases/{name}.toml"
        )
        for name in LANGUAGES
    )


def phrase_files_in(folder: Path) -> tuple[PhraseFile, ...]:
    """Return the `*.toml` files of a folder; SettingsError when it or one of them can't be read."""
    if not folder.is_dir():
        raise SettingsError(
            "The folder of phrases doesn't exist",
            where=str(folder),
            next_step="Make the folder, or correct the setting that names it.",
        )
    return tuple(_read_file(path) for path in sorted(folder.glob("*.toml")))


def _read_file(path: Path) -> PhraseFile:
    try:
        return read_phrases(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise _mistake(str(path), f"it can't be read as UTF-8 text ({error})") from error


def read_phrases(text: str, where: str) -> PhraseFile:
    """Return the phrases that a file's text declares; SettingsError when it has a mistake."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _mistake(where, f"it isn't TOML ({error})") from error
    _refuse_unknown(table, _FILE_KEYS, where)
    language = table.get("language")
    if language not in LANGUAGES:
        raise _mistake(where, f"language is one of {', '.join(LANGUAGES)}")
    return PhraseFile(
        language=language,
        negations=_words(table, "negations", where),
        negations_after=_words(table, "negations_after", where),
        contrasts=_words(table, "contrasts", where),
        groups=tuple(_group(one, language, at) for one, at in _tables(table, "phrases", where)),
        shields=tuple(_shield(one, at) for one, at in _tables(table, "shields", where)),
    )


def _group(table: Mapping[str, object], language: str, where: str) -> PhraseGroup:
    _refuse_unknown(table, _PHRASE_KEYS, where)
    weight = table.get("weight")
    if isinstance(weight, bool) or not isinstance(weight, int | float):
        raise _mistake(where, "weight is a number")
    if not 0 < weight <= MOST_WEIGHT:
        raise _mistake(where, f"weight lies above 0 and not above {MOST_WEIGHT:g}")
    return PhraseGroup(
        kind=_kind(table.get("kind"), where),
        weight=float(weight),
        reason=_text(table, "reason", where),
        field=_one_of(table.get("in", "message"), FIELDS, "in", where),
        language=language,
        phrases=_phrases(table, where),
    )


def _shield(table: Mapping[str, object], where: str) -> Shield:
    _refuse_unknown(table, _SHIELD_KEYS, where)
    against = cast(Sequence[object], table.get("against", SAYABLE))
    if not isinstance(against, list | tuple) or not against:
        raise _mistake(where, "against is a list of kinds")
    return Shield(
        reason=_text(table, "reason", where),
        scope=_one_of(table.get("scope", "words"), SCOPES, "scope", where),
        against=frozenset(_kind(one, where) for one in against),
        phrases=_phrases(table, where),
    )


def _phrases(table: Mapping[str, object], where: str) -> tuple[str, ...]:
    phrases = _words(table, "words", where)
    if not phrases:
        raise _mistake(where, "words is a list of phrases, and at least one")
    for phrase in phrases:
        parts_of(phrase, where)
    return phrases


def parts_of(phrase: str, where: str) -> Parts:
    """Return what a phrase stands for; SettingsError when it isn't written rightly."""
    try:
        return parse(phrase)
    except ValueError as error:
        raise _mistake(where, f"the phrase “{phrase}” can't be used: {error}") from error


def _kind(value: object, where: str) -> EnquiryKind:
    names = [str(kind) for kind in SAYABLE]
    return EnquiryKind(_one_of(value, names, "kind", where))


def _one_of(value: object, allowed: Iterable[str], key: str, where: str) -> str:
    allowed = tuple(allowed)
    if not isinstance(value, str) or value not in allowed:
        raise _mistake(where, f"{key} is one of: {', '.join(allowed)}")
    return value


def _text(table: Mapping[str, object], key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise _mistake(where, f"{key} is a text")
    return value


def _words(table: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise _mistake(where, f"{key} is a list of texts")
    words = cast(list[object], value)
    if not all(isinstance(word, str) for word in words):
        raise _mistake(where, f"{key} is a list of texts")
    return tuple(cast(list[str], words))


def _tables(
    table: Mapping[str, object], key: str, where: str
) -> list[tuple[Mapping[str, object], str]]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise _mistake(where, f"{key} is written as [[{key}]]")
    entries = cast(list[object], value)
    if not all(isinstance(entry, dict) for entry in entries):
        raise _mistake(where, f"{key} is written as [[{key}]]")
    return [
        (cast(dict[str, object], entry), f"{where}, [[{key}]] number {number}")
        for number, entry in enumerate(entries, 1)
    ]


def _refuse_unknown(table: Mapping[str, object], known: set[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise _mistake(where, f"{', '.join(unknown)} is not known; known: {sorted(known)}")


def _mistake(where: str, what: str) -> SettingsError:
    return SettingsError(
        f"A file of phrases has a mistake: {what}", where=where, next_step="Mend that place."
    )
