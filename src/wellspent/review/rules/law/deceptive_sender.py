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

from wellspent.phrases.pattern import fold
from wellspent.records.account import Account
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import DraftField, Severity
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.phrase_groups import find_in, words_file
from wellspent.review.reading.statement import is_denied
from wellspent.review.reading.text import Span
from wellspent.review.reading.word_stems import general_stems, stems_of
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "deceptive_sender"

UNACQUAINTED = frozenset({DraftType.FIRST_TOUCH, DraftType.FOLLOW_UP, DraftType.BULK})

SHORTEST_NAME = 4
SIGNING_LINES = 4
"""So far down a signature says who signs; below stand addresses and register entries."""

MOST_WORDS_BESIDE = 3
"""A line with more words than these beside a name speaks of it, and doesn't bear it."""

_DOMAIN = re.compile(r"@([\w.-]{1,100})")
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"<[^<>]{0,200}>?|\S{1,100}@\S{1,100}")


def find(message: Message) -> Iterator[Found]:
    """Report a sender or signature that bears the name of somebody whom we aren't."""
    signed = message.body.signature.splitlines()[1 : 1 + SIGNING_LINES]
    for line in (each.strip() for each in (_display_name(message.draft.sender), *signed)):
        outright = _pretended(message, line)
        pretended = outright or _borrowed(message, line)
        if pretended:
            yield Found(
                span=_place(message, line),
                message=f"It comes as “{pretended}”.",
                is_unsure=not outright or fold(outright) != fold(line.split(",")[0].strip()),
            )
            return
    if message.draft.type in UNACQUAINTED and not _bears_own_name(message):
        for span in message.hits(WORDS, "claims_to_be"):
            if not is_denied(message, span):
                yield Found(
                    span=span, message=f"It comes as “{message.quote(span)}”.", is_unsure=True
                )
                return


def _borrowed(message: Message, line: str) -> str:
    """Return the office or house that a sender's name is, and its address isn't."""
    address = _DOMAIN.search(message.draft.sender)
    if not line or address is None or line != _display_name(message.draft.sender):
        return ""
    if _is_ours(message, line) or _is_in_address(line, address[1]):
        return ""
    found = find_in(WORDS, line)
    return line if found.get("office") or found.get("claims_to_be") else ""


def _is_in_address(line: str, domain: str) -> bool:
    """Return whether a word of a name stands in the domain that the mail comes from."""
    domain = fold(domain)
    words = [fold(word) for word in _WORD.findall(line)]
    return any(word in domain for word in words if len(word) >= SHORTEST_NAME)


def _bears_own_name(message: Message) -> bool:
    """Return whether a sender's name and address are of one piece."""
    address = _DOMAIN.search(message.draft.sender)
    name = _display_name(message.draft.sender)
    return address is not None and _is_in_address(name, address[1])


def _display_name(sender: str) -> str:
    return _ADDRESS.sub("", sender).strip("\"' ")


def _pretended(message: Message, line: str) -> str:
    """Return the name that a line bears and that isn't ours; nothing when there is none."""
    if not line or _is_ours(message, line):
        return ""
    for theirs in _their_names(message):
        if len(theirs) >= SHORTEST_NAME and _bears(line, theirs):
            return theirs
    found = find_in(WORDS, line)
    spans = [span for group in ("authority", "brand") for span in found.get(group, ())]
    for start, end in spans:
        if _bears(line, line[start:end]):
            return line[start:end]
    is_theirs = _names_their_company(message, line)
    departments = found.get("department", ())
    return line if any(is_theirs or end - start == len(line) for start, end in departments) else ""


def _names_their_company(message: Message, line: str) -> bool:
    """Return whether a line holds a word of the name of the reader's company."""
    account = message.reader.account if message.reader else None
    own = stems_of([account.name]) - general_stems("company") if account else frozenset[str]()
    return bool(own & stems_of([line]))


def _their_names(message: Message) -> list[str]:
    reader = message.reader
    named = (reader.account, reader.contact) if reader else ()
    return [each.name for each in named if each is not None and each.name]


def _bears(line: str, name: str) -> bool:
    """Return whether a line is little else than a name."""
    if len(line.split()) - len(name.split()) > MOST_WORDS_BESIDE:
        return False
    plain, whole = fold(name), fold(line)
    if plain not in whole:
        return False
    return re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", whole) is not None


def _is_ours(message: Message, line: str) -> bool:
    company = message.company
    ours = [company.name, *company.names] if company else []
    return any(fold(one) in fold(line) for one in ours if one)


def _place(message: Message, line: str) -> Span:
    at = message.body.plain.rfind(line)
    return Span(at, at + len(line)) if at >= 0 else Span(0, 0, DraftField.BODY)


RULE = Rule(
    code="LAW004",
    name="deceptive-sender",
    severity=Severity.ERROR,
    message="The sender's name is somebody else's (15 U.S.C. 7704 (a) (1), 2002/58/EC Art. 13).",
    advice="Send under your own name and your company's.",
    page=__doc__ or "",
    find=find,
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
