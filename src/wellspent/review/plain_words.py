"""Plain words: what a rule's file of words says outright, so that no doubt is left.

A rule knows many ways in which something can be said, and is wrong with some. Its group `plain`
holds those that mean it whatever stands around them; a finding without any of them is unsure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from wellspent.review.message import Message
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found

PLAIN: Final = "plain"


def by_certainty(message: Message, words: str, found: Iterable[Found]) -> Iterator[Found]:
    """Yield findings, those unsure in whose span nothing is said outright."""
    for each in found:
        yield each if is_plain(message, words, each.span) else unsure(each)


def is_plain(message: Message, words: str, span: Span) -> bool:
    """Return whether something is said outright in a span."""
    return any(
        plain.start < span.end and span.start < plain.end
        for plain in message.hits(words, PLAIN, span.field)
    )


def unsure(found: Found) -> Found:
    """Return a finding as one that its rule isn't sure of."""
    return replace(found, is_unsure=True)
