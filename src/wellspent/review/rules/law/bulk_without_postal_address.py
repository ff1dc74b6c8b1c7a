"""Bulk mail without the sender's postal address.

## Why it matters
The reader may know who writes to them and where that company can be found.

Rules that say so: US CAN-SPAM Act, 15 U.S.C. 7704 (a) (5) (A) (iii) (a valid physical postal
address); Canada's Anti-Spam Legislation, s. 6 (2), and its regulations (mailing address); Directive
2000/31/EC, Art. 5 (1) (the geographic address of the provider must be easy to find). This states
rules, it is no legal advice.

## Instead
Put the company's name and postal address at the foot of the mail.

## Evidence
The rules named above.
"""

import re
from collections.abc import Iterator

from wellspent.phrases.pattern import fold
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import Severity
from wellspent.records.product import Company
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.bulk import is_bulk
from wellspent.review.rule import Found, Rule, bad, good, missing_in

WORDS = "postal_address"

_POSTAL_CODE = re.compile(
    r"\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b"
    r"|\b[Pp]\.? ?[Oo]\.? ?[Bb]ox \d|\b\d{4} [A-Z]{2} [A-Z]"
    r"|\b(?:[A-Z]{1,2}-)?\d{4,5} [^\W\d_a-zß-ÿ][^\W\d_]{2,30}\b(?=[ \t]*(?:$|[,|·]))"
)
"""A postal code, alone or with its town at the end of a line; a box."""

LONGEST_LINE = 300
LEAST_SHARE = 0.6
"""So much of our own address, word by word, is enough."""


def find(message: Message) -> Iterator[Found]:
    """Report bulk mail in which no address stands, neither in the text nor below it."""
    if is_bulk(message) and message.words and not _has_address(message):
        yield Found(span=missing_in(message))


def _has_address(message: Message) -> bool:
    plain = message.body.plain
    if message.says_anywhere(WORDS, "address"):
        return True
    if any(_POSTAL_CODE.search(line[:LONGEST_LINE]) for line in plain.splitlines()):
        return True
    ours = fold(message.company.postal_address if message.company else "")
    parts = set(re.findall(r"\w+", ours))
    said = set(re.findall(r"\w+", fold(plain))) if parts else parts
    return bool(parts) and len(parts & said) >= LEAST_SHARE * len(parts)


RULE = Rule(
    code="LAW002",
    name="bulk-without-postal-address",
    severity=Severity.ERROR,
    message="It goes to many and holds no postal address (15 U.S.C. 7704, 2000/31/EC Art. 5).",
    advice="Put the company's name and postal address at its foot.",
    page=__doc__ or "",
    find=find,
    channels=frozenset({DraftChannel.EMAIL}),
    words=words_file(WORDS),
    examples=(
        bad(
            "Dear readers,\n\nour new list is out.\n\nUnsubscribe",
            channel=DraftChannel.EMAIL,
            type=DraftType.BULK,
        ),
        bad(
            "Dear readers,\n\nwe moved 40 machines in 2024 and 12000 pumps since.\n\nAster Pumps",
            channel=DraftChannel.EMAIL,
            type=DraftType.BULK,
            company=Company(name="Aster Pumps", postal_address="1 Example Road, Exampleton"),
        ),
        good(
            "Dear readers,\n\nour new list is out.\n\nAster Pumps Ltd, 1 Example Road, Exampleton",
            channel=DraftChannel.EMAIL,
            type=DraftType.BULK,
        ),
        good(
            "Liebe Leser,\n\ndie neue Liste ist da.\n\nAster Pumpen GmbH\nBeispielweg 3\n"
            "12345 Musterstadt",
            channel=DraftChannel.EMAIL,
            type=DraftType.BULK,
        ),
        good("Hi Ada,\n\nour new list is out.", channel=DraftChannel.EMAIL),
    ),
)
