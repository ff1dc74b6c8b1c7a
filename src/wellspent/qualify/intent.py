"""Intent: what the words of an enquiry ask for, with the quotes that say so.

Phrases (`phrases/*.toml`) give log-odds for the kind that they speak for. They add up per kind, a
group of phrases counting once; the shares are their softmax beside *unsure*, which holds its place
until the evidence is more than thin. It abstains when nothing speaks, when two kinds speak alike,
and for every other language than English, German, French and Spanish: that is never counted
against a person.
"""

from collections.abc import Mapping, Sequence
from math import exp

from wellspent.qualify.dumped_text import dumped_text_points
from wellspent.qualify.language_of import OTHER, language_of_pieces
from wellspent.qualify.phrase_book import (
    WELCOME,
    Found,
    PhraseBook,
    shipped_phrase_book,
)
from wellspent.records.authenticity import EnquiryKind, Intent

READ_CHARACTERS = 20_000
"""So much of a message is read; what an enquiry wants stands before that."""

START = -4.0
"""Log-odds against *unsure* of a kind that nothing speaks for: one hint is not enough."""

GENUINE_START = -2.3
"""A genuine interest needs less: most who write are."""

NAMED_FROM = 0.5
"""The share from which a kind is named."""

SUSPECT_FROM = 0.6
"""The same for kinds that aren't helped: a false one costs more."""

MOST_QUOTES = 8

_START = {
    kind: START
    for kind in EnquiryKind
    if kind not in (EnquiryKind.BOT, EnquiryKind.UNSURE, EnquiryKind.GENUINE)
} | {EnquiryKind.GENUINE: GENUINE_START, EnquiryKind.UNSURE: 0.0}
_ODDS = {kind: exp(points) for kind, points in _START.items()}
_SILENT = {kind: odds / sum(_ODDS.values()) for kind, odds in _ODDS.items()}


def intent_of(
    message: str, *, title: str = "", company: str = "", phrases: PhraseBook | None = None
) -> Intent:
    """Return what an enquiry asks for; `phrases` are the shipped ones where none are given.

    `title` is the person's job title and `company` their company's name: some say more than the
    message does (*PhD student*). At most the first 20,000 characters are read.
    """
    book = phrases or shipped_phrase_book()
    message = message[:READ_CHARACTERS]
    text = book.split(message)
    found = book.find(text)
    language = language_of_pieces(text.pieces)
    if language == OTHER:
        found = []
    elif title or company:
        found += _found_beside(book, title, company)
    if not language and found:
        language = found[0].group.language
    points = points_by_kind(found)
    dumped, signs = dumped_text_points(message, len(text.words))
    if dumped:
        points[EnquiryKind.SPAM] = points.get(EnquiryKind.SPAM, 0.0) + dumped
    if not points:
        return Intent(kind=EnquiryKind.UNSURE, shares=_SILENT, language=language)
    shares = _shares(points)
    kind = _kind_named(shares)
    telling = [one for one in found if one.group.kind is kind and one.group.field == "message"]
    quotes = dict.fromkeys(book.quotes(text, telling[:MOST_QUOTES]))
    if kind is EnquiryKind.SPAM:
        quotes |= dict.fromkeys(signs)
    return Intent(kind=kind, shares=shares, quotes=tuple(quotes), language=language)


def points_by_kind(found: Sequence[Found]) -> dict[EnquiryKind, float]:
    """Return the log-odds that phrases give to kinds, each group counted once."""
    points: dict[EnquiryKind, float] = {}
    counted: set[int] = set()
    for one in found:
        group = one.group
        if id(group) not in counted:
            counted.add(id(group))
            points[group.kind] = points.get(group.kind, 0.0) + group.weight
    return points


def _found_beside(book: PhraseBook, title: str, company: str) -> list[Found]:
    beside = (("title", title[:200]), ("company", company[:200]))
    return [
        one
        for field, text in beside
        if text
        for one in book.find(book.split(text, field=field), field=field)
    ]


def _shares(points: Mapping[EnquiryKind, float]) -> dict[EnquiryKind, float]:
    odds = dict(_ODDS)
    for kind, weight in points.items():
        odds[kind] = exp(min(_START[kind] + weight, 50.0))
    total = sum(odds.values())
    return {kind: one / total for kind, one in odds.items()}


def _kind_named(shares: Mapping[EnquiryKind, float]) -> EnquiryKind:
    kind = max(shares, key=shares.__getitem__)
    enough = NAMED_FROM if kind in WELCOME else SUSPECT_FROM
    return kind if shares[kind] >= enough else EnquiryKind.UNSURE
