"""It says nothing of this reader's business.

## Why it matters
*Do you know what my company does?* is what buyers ask when such a message arrives. One that fits
every company asks the reader to work out why it might concern theirs.

## Instead
Name what made you write: what they make, where, what changed there, what they said or took. If our
records hold nothing of it, find out first.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator

from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.reading.about_reader import WORDS, about_reader
from wellspent.review.reading.particulars import holds_particulars
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in


def find(message: Message) -> Iterator[Found]:
    """Report a message in which nothing of the reader is spoken of."""
    if not message.words or message.once(about_reader):
        return
    if not message.hits(WORDS, "yours") and not message.hits(WORDS, "learnt"):
        yield Found(span=missing_in(message), is_unsure=message.once(holds_particulars))


_READER = Reader(
    contact=Contact(id="c1", name="Ada Okafor", title="Head of Purchasing"),
    account=Account(id="a1", name="Harbour Brewing", industry="Brewery", city="Leeds"),
)

RULE = Rule(
    code="REL003",
    name="nothing-about-reader",
    severity=Severity.WARNING,
    message="Nothing in it is about this reader's business.",
    advice="Say what of their company, site, role or words made you write.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT, Need.ACCOUNT}),
    types=frozenset(
        {
            DraftType.FIRST_TOUCH,
            DraftType.AFTER_EVENT,
            DraftType.AFTER_DOWNLOAD,
            DraftType.REFERRAL,
        }
    ),
    examples=(
        bad(
            "Hi Ada,\n\nwe make pumps that save energy. Could we talk on Tuesday?",
            type=DraftType.FIRST_TOUCH,
            reader=_READER,
        ),
        bad(
            "Hi Ada,\n\ncompanies like yours cut costs with us and reach their goals faster.",
            type=DraftType.FIRST_TOUCH,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nbreweries lose a shift a month to seals. Is that so in your cellar?",
            type=DraftType.FIRST_TOUCH,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nyour new bottling line starts in May; the old pump won't keep up.",
            type=DraftType.FIRST_TOUCH,
            reader=_READER,
        ),
        good(
            "Hi Ada,\n\nwe have a service van in Leeds every Tuesday.",
            type=DraftType.FIRST_TOUCH,
            reader=_READER,
        ),
    ),
)
