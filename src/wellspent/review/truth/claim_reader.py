"""Claim reader: what every file in `claims/` holds: how one kind of claim is read and compared."""

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources.abc import Traversable

from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict
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


LONGEST_READ = 20_000
"""No message to a person is longer (characters); in what is, no claims are read."""

TOO_LONG = f"a text of at most {LONGEST_READ:,} characters: no statements are read in longer ones"


def claims_of(message: Message) -> tuple[Claim, ...]:
    """Return the claims of a message, in the order in which they stand."""
    if _is_too_long(message):
        return ()
    found = [claim for reader in claim_readers() for claim in reader.read(message)]
    return tuple(sorted(found, key=lambda claim: (claim.field, claim.start, claim.end)))


def checked_claims(message: Message) -> tuple[Claim, ...]:
    """Return the claims of a message; notes for the rule that asks where none could be read."""
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
