"""Mail words: how mail programs say what a message is, read from `mail_words.toml`."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from wellspent.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWords:
    """The lists of `mail_words.toml`, in lower case."""

    automatic_replies: tuple[str, ...]
    mail_servers: tuple[str, ...]
    reply_marks: tuple[str, ...]
    forward_marks: frozenset[str]
    left_out_labels: frozenset[str]
    quote_begins: tuple[str, ...]
    quote_opens: tuple[str, ...]
    quote_first_words: tuple[str, ...]
    quote_verbs: frozenset[str]
    message_begins: tuple[str, ...]
    forwarded_by: tuple[str, ...]
    message_nouns: frozenset[str]
    forward_begins: frozenset[str]
    head_proofs: frozenset[str]
    head_lines: frozenset[str]
    closings: tuple[str, ...]
    closings_before_mark: tuple[str, ...]
    closing_joins: tuple[str, ...]
    job_words: frozenset[str]
    device_begins: tuple[str, ...]
    device_openings: tuple[str, ...]
    device_words: tuple[str, ...]
    invitation_begins: tuple[str, ...]
    disclaimer_begins: tuple[str, ...]
    disclaimer_words: tuple[str, ...]
    banner_begins: tuple[str, ...]
    banner_words: tuple[str, ...]

    @property
    def footer_begins(self) -> tuple[str, ...]:
        """Return how all begin that isn't of the message, below it."""
        return self.device_begins + self.disclaimer_begins


@cache
def read_mail_words() -> MailWords:
    """Return the words, read once."""
    return mail_words_from_toml(files("wellspent.collect").joinpath("mail_words.toml").read_text())


def mail_words_from_toml(text: str) -> MailWords:
    """Read the words; SettingsError for a list that nobody knows, or one that is missing."""
    table = tomllib.loads(text)
    names = {field.name for field in fields(MailWords)}
    if table.keys() != names:
        wrong = ", ".join(sorted(table.keys() ^ names))
        raise SettingsError(
            f"the lists of mail words are not as expected: {wrong}",
            where="mail_words.toml",
            tried=f"its lists are {', '.join(sorted(names))}",
            next_step="Correct the name, or add the list.",
        )
    read: dict[str, Any] = {
        field.name: _KINDS[str(field.type)](word.casefold() for word in table[field.name])
        for field in fields(MailWords)
    }
    return MailWords(**read)


_KINDS = {"tuple[str, ...]": tuple[str, ...], "frozenset[str]": frozenset[str]}
