"""It says that the reader does other work than our records do.

## Why it matters
Arguments for a finance head miss a buyer, and the wrong title tells them that you guessed.

## Instead
Speak to the work that they really do.

## Evidence
House style; the finding itself quotes the record that says otherwise.
"""

from collections.abc import Iterator
from typing import Final

from wellspent.records.contact import Contact
from wellspent.records.finding import ClaimKind, Severity
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.truth.claim_reader import contradicted

READER: Final = Reader(contact=Contact(id="c1", name="Ada Example", title="Head of Purchasing"))


def find(message: Message) -> Iterator[Found]:
    """Yield the statements that our records contradict."""
    yield from contradicted(message, ClaimKind.TITLE)


RULE = Rule(
    code="TRU006",
    name="wrong-title",
    severity=Severity.ERROR,
    message="Our records have the reader in other work.",
    advice="Name the role that is recorded, or leave it out.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    examples=(
        bad("Hi Ada,\n\nas CFO you look at cash first.", "as CFO", reader=READER),
        bad(
            "Hi Ada,\n\nin your role as maintenance manager you see every leak.",
            "in your role as maintenance manager",
            reader=READER,
        ),
        good("Hi Ada,\n\nas procurement director you see every invoice.", reader=READER),
        good("Hi Ada,\n\nas CEO of a small firm, I answer mails myself.", reader=READER),
        good("Hi Ada,\n\nas a logistics company, you need spare parts.", reader=READER),
    ),
)
