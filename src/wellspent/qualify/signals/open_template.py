"""Open template: are fields of a template left open, such as {first_name}, %%CITY%% or {hi|hello}?

Whoever writes to us fills them in; a program that lost its list doesn't. In quotes, or among words
about templates, they are what the writer talks about, and say little.
"""

import re
from functools import cache
from typing import Final

from wellspent.qualify.signal import Signal
from wellspent.qualify.word_files import read_word_file
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

LONGEST: Final = 4_000
MOST: Final = 20
SEVERAL: Final = 2
GREETING: Final = 30
"""So far from its start a message greets its reader."""

MARKS: Final = "{[<%$*|#"
NAMED: Final = r"[^\W\d_][\w .-]{0,39}"
HTML: Final = (
    "HTML|HEAD|BODY|TABLE|TBODY|THEAD|SPAN|FONT|STYLE|TITLE|META|LINK|CENTER|STRONG|CODE|FORM|INPUT"
    "|BLOCKQUOTE|SCRIPT|IFRAME"
)
OPEN_FIELD: Final = re.compile(
    rf"""
    \{{\{{\s?[\w.$# -]{{1,40}}(?:\|[^{{}}|]{{1,40}})?\s?\}}\}}  # {{name}} of most mail programs
    | \{{%\s?\w[^%{{}}]{{0,60}}%\}}                             # Liquid, Jinja
    | \$\{{[a-zA-Z_][\w.]{{0,39}}\}} | \#\{{[a-zA-Z_][\w.]{{0,39}}\}}
    | (?<![\w$#{{]) \{{{NAMED}\}} (?!\}})                       # (first_name) in curly brackets
    | \{{[^{{}}|\n"]{{1,60}}(?:\|[^{{}}|\n"]{{0,60}}){{1,20}}\}}  # spin syntax: one|two|three
    | %%{NAMED}%% | (?<![\w%])%[A-Z_]{{3,30}}%(?!\w)
    | \*\|[A-Z0-9_:]{{2,40}}\|\*                                # Mailchimp
    | \[\[{NAMED}\]\]
    | \[[A-ZÀ-Þ][A-ZÀ-Þ_ -]{{3,39}}\] | <(?!(?:{HTML})>)[A-ZÀ-Þ][A-ZÀ-Þ_ -]{{3,39}}>
    | \[(?:[a-zß-ÿ]{{2,20}}[_-]){{1,3}}[a-zß-ÿ]{{2,20}}\]
    | \#[A-Z_]{{3,30}}\#
    | <%=?\s?[a-zA-Z_][\w.]{{0,39}}\s?%>
    """,
    re.VERBOSE,
)
TAGS: Final = re.compile(r"\s*(?:\[[^][]{1,40}\]\s*)+")
"""`[EXTERNAL] [URGENT]`: what mail programs put before a subject."""

WEAK: Final = ("[", *(f"<{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÄÇÈÉÊÌÍÒÓÔÖÙÚÜÑ"))
"""People write capitals in such brackets, too: one of these in the greeting tells little."""

QUOTES: Final = "\"'`“”„«»‘’‹›"


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether fields of a template were left open; silent otherwise."""
    lead = enquiry.lead
    short = f"{lead.name}\n{lead.company}\n{lead.title}\n{lead.email}"
    named = open_fields(short)
    if named:
        field = named[0][0]
        said = f"“{field}” was to be filled in before it was sent."
        return SIGNAL.says("several", said, field)
    return _of_message(lead.message)


def _of_message(message: str) -> SignalReading:
    tags = TAGS.match(message[:LONGEST])
    found = dict(reversed(open_fields(message, tags.end() if tags else 0)))
    if not found:
        return SIGNAL.silent()
    quote = ", ".join(reversed(found))
    greets = any(at < GREETING and not field.startswith(WEAK) for field, at in found.items())
    if (len(found) >= SEVERAL or greets) and not _is_about_templates(message):
        said = "The message has fields of a template that were to be filled in before it was sent."
        return SIGNAL.says("several", said, quote)
    return SIGNAL.says("one", "The message has what looks like an open field of a template.", quote)


def open_fields(text: str, start: int = 0) -> list[tuple[str, int]]:
    """Return the open fields of a text from a place on, with their places; none in quotes."""
    text = text[:LONGEST]
    if not any(mark in text for mark in MARKS):
        return []
    found: list[tuple[str, int]] = []
    for match in OPEN_FIELD.finditer(text, start):
        before = text[match.start() - 1 : match.start()]
        if before and before in QUOTES and text[match.end() : match.end() + 1] in QUOTES:
            continue
        found.append((match.group(), match.start()))
        if len(found) == MOST:
            break
    return found


def _is_about_templates(message: str) -> bool:
    words = re.findall(r"\w+", message[:LONGEST].casefold())
    return not _words()["about"].isdisjoint(words)


@cache
def _words() -> dict[str, frozenset[str]]:
    return read_word_file("templates", ("about",))


SIGNAL = Signal(
    "open_template",
    "open template",
    read,
    {
        "one": "what looks like one open field, or like words about templates",
        "several": "several fields left open, or one in the greeting, the name or the company",
    },
)
