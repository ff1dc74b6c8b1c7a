"""The sender's name pretends to be somebody else.

## Why it matters
Mail that seems to come from an authority, a bank or one's own company is opened out of duty. When
the pretence shows, nothing else that we say is believed.

Rules that say so: US CAN-SPAM Act, 15 U.S.C. 7704 (a) (1) (false or misleading header information);
Directive 2002/58/EC, Art. 13 (4) (disguising or concealing the identity of the sender); UK PECR,
reg. 23. This states rules, it is no legal advice.

## Instead
Send under your own name and your company's.

## Evidence
The rules named above.
"""

import re
from collections.abc import Iterator
from email.utils import parseaddr

from wellspent.phrases.pattern import fold
from wellspent.records.account import Account
from wellspent.records.draft import DraftChannel
from wellspent.records.finding import DraftField, Severity
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.rule import Found, Need, Rule, bad, good
from wellspent.review.text import Span

WORDS = "deceptive_sender"
SHORTEST_NAME = 4
_ADDRESS = re.compile(r"<[^<>]{0,200}>?|\S{1,100}@\S{1,100}")


def find(message: Message) -> Iterator[Found]:
    """Report a sender or signature that carries the name of somebody whom we aren't."""
    for words in (_display_name(message.draft.sender), _last_lines(message)):
        pretended = _pretended(message, words)
        if pretended:
            yield Found(span=_place(message, pretended), message=f"It is sent as “{pretended}”.")
            return


def _display_name(sender: str) -> str:
    name, _ = parseaddr(sender)
    return name or _ADDRESS.sub("", sender).strip()


def _last_lines(message: Message) -> str:
    """Return the signature; what stands below a disclaimer's length is no name."""
    return message.body.signature[:400]


def _pretended(message: Message, words: str) -> str:
    """Return the part of a name that isn't ours; nothing when there is none."""
    if not words.strip():
        return ""
    for theirs in _their_names(message):
        if len(theirs) >= SHORTEST_NAME and _holds(words, theirs) and not _is_ours(message, theirs):
            return theirs
    found = message.hits_in(words, WORDS)
    for group in ("authority", "brand", "department"):
        for start, end in found.get(group, ()):
            if not _is_ours(message, words[start:end]):
                return words[start:end]
    return ""


def _their_names(message: Message) -> list[str]:
    reader = message.reader
    named = (reader.account, reader.contact) if reader else ()
    return [each.name for each in named if each is not None and each.name]


def _holds(words: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(words)) is not None


def _is_ours(message: Message, name: str) -> bool:
    company = message.company
    ours = [company.name, *company.names] if company else []
    return any(fold(name) in fold(one) or fold(one) in fold(name) for one in ours if one)


def _place(message: Message, pretended: str) -> Span:
    at = message.body.plain.rfind(pretended)
    return Span(at, at + len(pretended)) if at >= 0 else Span(0, 0, DraftField.BODY)


RULE = Rule(
    code="LAW004",
    name="deceptive-sender",
    severity=Severity.ERROR,
    message="The sender's name is somebody else's (15 U.S.C. 7704 (a) (1), 2002/58/EC Art. 13).",
    advice="Send under your own name and your company's.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.SENDER}),
    channels=frozenset({DraftChannel.EMAIL, DraftChannel.SMS, DraftChannel.LINKEDIN}),
    words=words_file(WORDS),
    examples=(
        bad(
            "Dear Ms Okafor,\n\nyour entry has to be renewed.",
            sender="Trade Register <info@aster.example>",
            channel=DraftChannel.EMAIL,
            company=Company(name="Aster Pumps"),
        ),
        bad(
            "Dear Ms Okafor,\n\nplease read this.\n\nKind regards\nHarbour Brewing",
            "Harbour Brewing",
            sender="Tom Beck",
            channel=DraftChannel.EMAIL,
            company=Company(name="Aster Pumps"),
            reader=Reader(account=Account(name="Harbour Brewing")),
        ),
        good(
            "Dear Ms Okafor,\n\nplease read this.\n\nKind regards\nTom Beck, Aster Pumps",
            sender="Tom Beck <tom@aster.example>",
            channel=DraftChannel.EMAIL,
            company=Company(name="Aster Pumps"),
            reader=Reader(account=Account(name="Harbour Brewing")),
        ),
        good(
            "Dear Ms Okafor,\n\nas the Trade Register says, you moved to Leeds.",
            sender="Tom Beck",
            channel=DraftChannel.EMAIL,
        ),
        good(
            "Dear Ms Okafor,\n\nplease read this.",
            sender="Siemens Energy <info@siemens.example>",
            channel=DraftChannel.EMAIL,
            company=Company(name="Siemens"),
        ),
    ),
)
