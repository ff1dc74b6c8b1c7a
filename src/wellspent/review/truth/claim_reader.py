"""Claim reader: what every file in `claims/` holds: how one kind of claim is read and compared."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.resources.abc import Traversable

from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.review.message import Message
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found
from wellspent.review.truth import claims


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReader:
    """Reads the claims of one kind from a message and compares them with the records.

    The spans of its claims are places in `message.field(...).text`. `words` is its file of
    phrases.
    """

    kind: ClaimKind
    read: Callable[[Message], Iterable[Claim]]
    words: Traversable | None = None


@cache
def claim_readers() -> tuple[ClaimReader, ...]:
    """Return the readers of the folder `claims/`; files that begin with _ are their parts."""
    names = sorted(one.name for one in pkgutil.iter_modules(claims.__path__))
    found = (import_module(f"{claims.__name__}.{name}") for name in names)
    return tuple(module.READER for module in found if hasattr(module, "READER"))


LONGEST_PART = 15_000
"""A longer text is read in parts of so many characters, so that the work grows with its length."""

LONGEST_READ = 90_000
"""Of a longer text only the beginning and the end are read, this much together (characters)."""

TOO_LONG = (
    f"a text of at most {LONGEST_READ:,} characters: in longer ones, statements are read only at"
    " the beginning and the end"
)


def claims_of(message: Message) -> tuple[Claim, ...]:
    """Return the claims of a message, in the order in which they stand."""
    found = [claim for each in _parts(message) for claim in _claims_in(message, *each)]
    return tuple(sorted(found, key=lambda claim: (claim.field, claim.start, claim.end)))


def _claims_in(message: Message, start: int, end: int) -> Iterator[Claim]:
    """Yield the claims of a part of a message, with their places in the whole."""
    if start == 0 and end >= len(message.body.text):
        for reader in claim_readers():
            yield from reader.read(message)
        return
    part = message.part(start, end)
    readers = [each for each in claim_readers() if start == 0 or each.kind is not ClaimKind.NAME]
    for claim in (one for reader in readers for one in reader.read(part)):
        if claim.field is DraftField.BODY:
            first, last = part.body.given_span(claim.start, claim.end)
            yield replace(claim, start=start + first, end=start + last)
        else:
            yield claim


def _parts(message: Message) -> Iterator[tuple[int, int]]:
    """Yield from where to where the parts go in which a message is read for claims."""
    text = message.body.text
    if not _is_too_long(message):
        yield from _cut(text, 0, len(text))
        return
    yield from _cut(text, 0, LONGEST_READ // 2)
    yield from _cut(text, len(text) - LONGEST_READ // 2, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield parts of a stretch of a text, cut at the ends of lines or sentences."""
    while end - start > LONGEST_PART:
        stop = start + LONGEST_PART
        cuts = (text.rfind(mark, start + LONGEST_PART // 2, stop) for mark in ("\n", ". ", " "))
        cut = next((one + 1 for one in cuts if one >= 0), stop)
        yield start, cut
        start = cut
    yield start, end


def checked_claims(message: Message) -> tuple[Claim, ...]:
    """Return the claims of a message; notes for the rule that asks what wasn't read for them."""
    if _is_too_long(message):
        message.leave_unread(TOO_LONG)
    return message.once(claims_of)


def _is_too_long(message: Message) -> bool:
    return len(message.body.text) + len(message.subject.text) > LONGEST_READ


SURE = 0.8
"""A contradiction that is less sure stands in the table of claims, and is no more than a hint."""


def contradicted(message: Message, kind: ClaimKind) -> list[Found]:
    """Return what a rule has to say of the claims of a kind that our records contradict."""
    return [
        Found(
            span=Span(claim.start, claim.end, claim.field),
            message=claim.reason,
            evidence=claim.evidence,
            certainty=claim.certainty,
            is_unsure=claim.certainty < SURE,
        )
        for claim in checked_claims(message)
        if claim.kind is kind and claim.verdict is ClaimVerdict.CONTRADICTED
    ]
