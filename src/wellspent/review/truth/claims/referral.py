"""Claims that somebody sent us to the reader: *Maria Example suggested that I write*."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.contact import Contact
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.records.reader import Reader
from wellspent.records.referral import Referral
from wellspent.records.source import RecordKind
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.company_names import can_be_account, can_be_company
from wellspent.review.reading.mentions import runs_in
from wellspent.review.reading.person_names import can_be, is_nobody, names_of
from wellspent.review.reading.statement import denies, is_stated, sentence_text
from wellspent.review.reading.text import Span
from wellspent.review.reading.word_likeness import plain_words
from wellspent.review.truth.claim_parts import claim, evidence_of, person_of, shortened
from wellspent.review.truth.claim_reader import ClaimReader

WORDS: Final = "referral"
NEAR: Final = 90


@dataclass(frozen=True, slots=True)
class _Said:
    """Who is said to have sent us; `names` are the people and companies that are named."""

    span: Span
    names: tuple[str, ...]


def read(message: Message) -> Iterator[Claim]:
    """Yield what a draft says of who sent us, one a sentence."""
    reader = message.reader
    if reader is None or reader.contact is None:
        return
    sentences: set[tuple[DraftField, int]] = set()
    for field in DraftField:
        for group in ("giver_before", "giver_after"):
            for span in message.hits(WORDS, group, field):
                _, start = sentence_text(message, span)
                if (field, start) in sentences:
                    continue
                said = _said(message, reader, span, before=group == "giver_before")
                if said is not None:
                    sentences.add((field, start))
                    yield _compare(message, reader, said)


def _said(message: Message, reader: Reader, span: Span, *, before: bool) -> _Said | None:
    sentence, start = sentence_text(message, span)
    text = message.field(span.field).text
    if before:
        lead = text[max(start, span.start - NEAR) : span.start]
        lead = _INTRODUCED.sub(lambda name: " " * len(name[0]), lead)
        if _ADDRESSED.search(lead):
            return None
        if denies(lead[-30:], message.language) or re.search(r"\bif\b", lead, re.IGNORECASE):
            return None
        names = _names(message, reader, lead)
        first = lead.find(names[0]) if names else 0
        begin = span.start - len(lead) + max(first, 0)
        shown = Span(begin if names else span.start, span.end, span.field)
    else:
        if not is_stated(message, span):
            return None
        rest = text[span.end : min(start + len(sentence), span.end + NEAR)]
        names = _names(message, reader, rest)
        end = span.end + rest.find(names[-1]) + len(names[-1]) if names else span.end
        shown = Span(span.start, end, span.field)
    return _Said(shown, tuple(names)) if names else None


_INTRODUCED = re.compile(
    r"\b[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]+)?(?= (?:here|speaking|from [A-Z]\w+),?\s)"
)
"""*Lenny here, Carl gave me your number*: Lenny is who writes."""

_ADDRESSED = re.compile(
    r"(?:,\s*(?:you|Sie|vous|usted)|\b(?:you|Sie|vous|usted))\s*$", re.IGNORECASE
)
"""*Ms Tran, you asked me to call*: it is the reader who asked."""


def _names(message: Message, reader: Reader, words: str) -> list[str]:
    """Return the people and companies named; not the reader and not ourselves."""
    found: list[str] = []
    for run in runs_in(words):
        for name in re.split(r"\s+(?:and|und|et|y|of|de|von)\s+|['’]s\b", run):
            parts = names_of(name)
            is_plain = all(part in plain_words("small") for part in parts)
            # A company may well have *all* or *team* in its name.
            nobody = _is_unnamed(parts) and not _is_known_company(reader, name)
            if not parts or is_plain or nobody or _is_ours(message, reader, name):
                continue
            found.append(name)
    return found


_UNNAMED: Final = frozenset(
    ["somebody", "someone", "anybody", "people", "colleague", "friend", "jemand", "alguien"]
)


def _is_unnamed(parts: Sequence[str]) -> bool:
    return is_nobody(parts) or not _UNNAMED.isdisjoint(parts)


def _is_known_company(reader: Reader, name: str) -> bool:
    return any(can_be_account(name, each) for each in reader.mentioned_accounts)


def _is_ours(message: Message, reader: Reader, name: str) -> bool:
    contact, company = reader.contact, message.company
    if contact is not None and contact.name and can_be(name, contact.name):
        return True
    if company is not None and can_be_company(name, [company.name, *company.names]):
        return True
    return bool(message.draft.sender) and can_be(name, message.draft.sender)


def _compare(message: Message, reader: Reader, said: _Said) -> Claim:
    fitting = next((one for one in _received(reader) if _is_giver(reader, one, said.names)), None)
    if fitting is not None:
        reason = "Our records hold this referral."
        return _claim(message, said, ClaimVerdict.SUPPORTED, reason, [_evidence(reader, fitting)])
    told = _told(reader, said.names)
    if told is not None:
        reason = "Our records speak of it."
        return _claim(message, said, ClaimVerdict.SUPPORTED, reason, [evidence_of(told)])
    received = _received(reader)
    if received and not any(can_be(name, one.name) for name in said.names for one in _own(reader)):
        giver = _giver_name(reader, received[0])
        reason = f"Our records have {person_of(message)} referred to us by {giver}."
        return _claim(
            message, said, ClaimVerdict.CONTRADICTED, reason, [_evidence(reader, received[0])]
        )
    return _of_no_record(message, said)


def _received(reader: Reader) -> list[Referral]:
    """Return the referrals that brought the reader to us, not those that they gave."""
    account = reader.account.id if reader.account else ""
    contact = reader.contact.id if reader.contact else ""
    return [
        one
        for one in reader.referrals
        if not (account and one.giver_id == account and one.receiver_id != account)
        and one.giver_key != contact
        and (not _is_contact(one.receiver_key) or one.receiver_key == contact)
    ]


def _is_contact(key: str) -> bool:
    return bool(re.fullmatch(r"c[\w-]{0,6}\d+", key))


def _is_giver(reader: Reader, referral: Referral, names: Sequence[str]) -> bool:
    """Return whether one of the names is the giver: the person, or the company."""
    people = [each for each in _people(reader) if _gave(referral, each)]
    accounts = [each for each in _accounts(reader) if each.id == referral.giver_id]
    for name in names:
        if any(can_be(name, each.name) for each in people):
            return True
        if any(can_be_account(name, each) for each in accounts):
            return True
        if referral.giver_key and can_be_company(name, [referral.giver_key]):
            return True
        if name.lower() in referral.note.lower():
            return True
    return False


def _people(reader: Reader) -> list[Contact]:
    return [*reader.mentioned_contacts, *reader.colleagues]


def _own(reader: Reader) -> Sequence[Contact]:
    """Return the reader's colleagues: one of them may send us too, whoever else did."""
    return reader.colleagues


def _gave(referral: Referral, contact: Contact) -> bool:
    if referral.giver_key and referral.giver_key == contact.id:
        return True
    return bool(contact.account_id) and contact.account_id == referral.giver_id


def _told(reader: Reader, names: Sequence[str]) -> Activity | None:
    """Return an activity that names the giver, so that they may well have said it."""
    contact = reader.contact.name if reader.contact else ""
    for each in (*reader.activities, *reader.account_activities):
        text = f"{each.subject} {each.body}".lower()
        is_theirs = each in reader.activities
        for name in names:
            known = _is_in(name, text) or (not is_theirs and _is_of(reader, each, name))
            first = names_of(contact)[:1]
            if known and (is_theirs or (first and first[0] in text)):
                return each
    return None


def _is_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text) is not None


def _is_of(reader: Reader, activity: Activity, name: str) -> bool:
    people = [each for each in reader.colleagues if each.id == activity.contact_id]
    return any(can_be(name, each.name) for each in people)


def _of_no_record(message: Message, said: _Said) -> Claim:
    names = " and ".join(said.names)
    reason = f"Our records hold nothing of {names} referring {person_of(message)} to us."
    return _claim(message, said, ClaimVerdict.UNSUPPORTED, reason)


def _giver_name(reader: Reader, referral: Referral) -> str:
    for each in _people(reader):
        if referral.giver_key and referral.giver_key == each.id:
            return each.name
    for each in _accounts(reader):
        if each.id == referral.giver_id or (
            referral.giver_key and referral.giver_key in (each.id, each.external_id)
        ):
            return each.name
    return f"“{shortened(referral.note)}”" if referral.note else "somebody else"


def _accounts(reader: Reader) -> Sequence[Account]:
    """Return the accounts that may have sent us: those of the referrals, and those named."""
    return [*reader.referring_accounts, *reader.mentioned_accounts]


def _evidence(reader: Reader, referral: Referral) -> Evidence:
    quote = referral.note or _giver_name(reader, referral)
    name = referral.id or referral.external_id or f"{referral.giver_id}>{referral.receiver_id}"
    return Evidence(RecordKind.REFERRAL, name, "giver", shortened(quote), referral.referred_at)


def _claim(
    message: Message,
    said: _Said,
    verdict: ClaimVerdict,
    reason: str,
    evidence: Iterable[Evidence] = (),
) -> Claim:
    says = f"{' and '.join(said.names)} sent us to the reader"
    return claim(message, ClaimKind.REFERRAL, said.span, says, verdict, reason, evidence)


READER = ClaimReader(kind=ClaimKind.REFERRAL, read=read, words=words_file(WORDS))
