"""It calls the reader by another name than our records do.

## Why it matters
The name is the first word that they read. Another one says that the mail is somebody else's.

## Instead
Write the name as they write it themselves.

## Evidence
House style; the finding itself quotes the record that says otherwise.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from wellspent.records.contact import Contact
from wellspent.records.finding import ClaimKind, Severity
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.truth.claim_reader import contradicted
from wellspent.review.truth.claims.name import right_name

READER: Final = Reader(
    contact=Contact(id="c1", name="Robert Example"),
    colleagues=(Contact(id="c2", name="Ada Sample"),),
)


def find(message: Message) -> Iterator[Found]:
    """Yield the names that aren't the reader's, with the right one where it is plain."""
    contact = message.reader.contact if message.reader else None
    for found in contradicted(message, ClaimKind.NAME):
        right = right_name(message.quote(found.span), contact.name) if contact else None
        yield replace(found, replacement=right)


RULE = Rule(
    code="TRU005",
    name="wrong-name",
    severity=Severity.ERROR,
    message="Our records call the reader otherwise.",
    advice="Use the name that is recorded, or mend the record.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT}),
    examples=(
        bad("Hi Peter,\n\na question on seals.", "Peter", reader=READER),
        bad("Dear Mr Sample,\n\na question on seals.", "Mr Sample", reader=READER),
        bad("Is it all right?", "Ada", subject="Ada, a question on seals", reader=READER),
        good("Hi Bob,\n\na question on seals.", reader=READER),
        good("Dear Dr Example,\n\na question on seals.", reader=READER),
        good("Hi team,\n\na question on seals.", reader=READER),
        good("Hello,\n\nAda Sample told me about the seals.", reader=READER),
    ),
)
