"""Plain words: what a rule's file of words says outright, so that no doubt is left.

A rule knows many ways in which something can be said, and is wrong with some. Its group `plain`
holds those that mean it whatever stands around them; a finding without any of them is unsure.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
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
    return meets_any(span, message.hits(words, PLAIN, span.field))


def meets_any(span: Span, others: Sequence[Span]) -> bool:
    """Return whether a span shares characters with one of others, sorted and apart."""
    before = bisect_left(others, span.end, key=lambda each: each.start) - 1
    return before >= 0 and others[before].end > span.start


def unsure(found: Found) -> Found:
    """Return a finding as one that its rule isn't sure of."""
    return replace(found, is_unsure=True)
