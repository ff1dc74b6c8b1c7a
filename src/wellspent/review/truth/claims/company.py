"""Claims of which company the reader works for: *your team at Example Foods*."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from wellspent.records.account import Account
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.records.source import RecordKind
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.company_names import (
    can_be_account,
    can_be_company,
    is_misnamed,
    is_misspelt,
    key_of,
)
from wellspent.review.reading.company_slots import stands_for_reader
from wellspent.review.reading.mentions import parts_of, runs_in
from wellspent.review.reading.statement import fields, sentence_text
from wellspent.review.reading.text import Span
from wellspent.review.truth.claim_parts import claim, person_of
from wellspent.review.truth.claim_reader import ClaimReader

WORDS: Final = "company"
STRONG: Final = re.compile(
    r"\byour\b|\byou\b|\beveryone\b|\beverybody\b|\bfolks\b|\bihr\w*\b|\bsie\b|\bvotre\b|\bvos\b"
    r"|\bvous\b|\bsus?\b|\bustedes\b",
    re.IGNORECASE,
)
"""Slots in which nothing but the reader's company stands."""

_COMPANY_SIGN = re.compile(
    r"\b(?:gmbh|ag|ltd|limited|inc|llc|plc|sarl|sas|s\.?a\.?|kg|b\.?v\.?|corp|co|group|foods?"
    r"|industries|logistics|systems|solutions|technologies|pharma|bank|brewery|dairy|hotels?"
    r"|clinics?|hospital|university|werke|holding)\.?$",
    re.IGNORECASE,
)


def read(message: Message) -> Iterator[Claim]:
    """Yield the names of companies that a draft takes for the reader's."""
    account = message.reader.account if message.reader else None
    if account is None or not account.name:
        return
    taken: set[tuple[DraftField, int]] = set()
    for span, is_slot in [*_slots(message), *_strangers(message, account)]:
        if (span.field, span.start) in taken:
            continue
        taken.add((span.field, span.start))
        found = _compare(message, account, span, is_slot=is_slot)
        if found is not None:
            yield found


def _slots(message: Message) -> Iterator[tuple[Span, bool]]:
    """Yield the names that stand where the reader's company is named."""
    for field in fields():
        text = message.field(field).text
        for hit in message.hits(WORDS, "slot", field):
            name = _name_at(text, hit.end)
            if name is not None:
                is_strong = STRONG.search(message.quote(hit)) is not None
                yield Span(name[0], name[1], field), is_strong


_LEAD = re.compile(r"[ \t]*,?[ \t]+(?:the[ \t]+)?|[ \t]*,[ \t]*")


def _name_at(text: str, place: int) -> tuple[int, int] | None:
    lead = _LEAD.match(text, place)
    start = lead.end() if lead else place
    run = next(iter(runs_in(text[start : start + 80])), "")
    if not run or not text.startswith(run, start):
        return None
    run = re.split(r"['’]s\b|\s(?:and|und|et|y|of|de)\s", run)[0]
    return start, start + len(run)


def _strangers(message: Message, account: Account) -> Iterator[tuple[Span, bool]]:
    """Yield where other accounts of ours, and nearly right names, stand in a draft."""
    others = message.reader.mentioned_accounts if message.reader else ()
    strange = [other for other in others if other.id != account.id]
    for field in fields():
        text = message.field(field).text
        parts = (part for whole in runs_in(text) for part in parts_of(whole))
        for run in dict.fromkeys(parts):
            if any(_is_named_by(run, other) for other in strange):
                yield from ((span, False) for span in _places(text, run, field))
            if _is_wrong(run, account.name):
                yield from ((span, True) for span in _places(text, run, field))


def _is_named_by(said: str, other: Account) -> bool:
    """Return whether words are another account's name, at least its first word."""
    words, known = key_of(said).split(), key_of(other.name).split()
    return words[:1] == known[:1] != [] and len(known[0]) > 3 and can_be_account(said, other)


def _is_wrong(said: str, name: str) -> bool:
    return is_misspelt(said, name) or is_misnamed(said, name)


def _places(text: str, name: str, field: DraftField) -> Iterator[Span]:
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        yield Span(match.start(), match.end(), field)


def _compare(message: Message, account: Account, span: Span, *, is_slot: bool) -> Claim | None:
    said = message.quote(span)
    evidence = [Evidence(RecordKind.ACCOUNT, account.id, "name", account.name)]
    reason = f"Our records have {person_of(message)} at {account.name}"
    if can_be_account(said, account):
        if not is_slot:
            return None
        return _claim(message, span, ClaimVerdict.SUPPORTED, f"{reason}.", evidence)
    is_slot = is_slot or _is_where_you_are(message, span)
    is_slot = is_slot or stands_for_reader(message, span, is_known=_is_public(message, said))
    if _is_ours(message, said) or _is_person(message, said):
        return None
    if _is_wrong(said, account.name):
        return _claim(message, span, ClaimVerdict.CONTRADICTED, f"{reason}.", evidence)
    other = _other_account(message, account, said)
    if other is not None and not is_slot and _is_reference(message, span):
        return None
    is_meant = is_slot or (
        other is not None
        and not _may_stand_there(message, span, other)
        and _is_for_reader(message, account, span)
    )
    if other is not None and is_meant:
        evidence.append(Evidence(RecordKind.ACCOUNT, other.id, "name", other.name))
        reason = f"{reason}; {other.name} is another account."
        return _claim(message, span, ClaimVerdict.CONTRADICTED, reason, evidence)
    if other is None and is_slot and _COMPANY_SIGN.search(said):
        return _claim(message, span, ClaimVerdict.CONTRADICTED, f"{reason}.", evidence)
    return None


_AT = re.compile(r"\b(?:at|in|bei|chez|en)\s+$", re.IGNORECASE)
_YOU = re.compile(r",?\s+(?:you|sie|vous|usted)\b", re.IGNORECASE)


def _is_where_you_are(message: Message, span: Span) -> bool:
    """Return whether a name stands in *at … you*."""
    text = message.field(span.field).text
    before = text[max(0, span.start - 8) : span.start]
    return bool(_AT.search(before) and _YOU.match(text, span.end))


def _other_account(message: Message, account: Account, said: str) -> Account | None:
    others = message.reader.mentioned_accounts if message.reader else ()
    return next(
        (each for each in others if each.id != account.id and can_be_account(said, each)), None
    )


def _is_public(message: Message, said: str) -> bool:
    """Return whether a company is one that we name to others."""
    return message.company is not None and can_be_company(said, message.company.references)


def _is_ours(message: Message, said: str) -> bool:
    company = message.company
    if company is None:
        return False
    products = [name for one in company.products for name in (one.name, *one.names)]
    return can_be_company(said, [company.name, *company.names, *products])


def _is_person(message: Message, said: str) -> bool:
    reader = message.reader
    people = [*reader.mentioned_contacts, *reader.colleagues] if reader else []
    return any(said.lower() in each.name.lower() for each in people)


def _may_stand_there(message: Message, span: Span, other: Account) -> bool:
    """Return whether another company is named for a reason: as a customer, a giver, a rival."""
    company, reader = message.company, message.reader
    if company is not None and can_be_company(other.name, company.references):
        return True
    if reader is not None and other.id in {each.giver_id for each in reader.referrals}:
        return True
    if any(each.account_id == other.id for each in (reader.mentioned_contacts if reader else ())):
        return True
    return _has_words_of_others(message, span) or _is_told_of(message, other)


_SECOND_PERSON = re.compile(
    r"\b(?:you|your|yours|you['’]\w+|Sie|Ihnen|Ihr\w{0,2}|vous|votre|vos|usted(?:es)?|sus?)\b"
)
_PERSON_AT = re.compile(
    r"\b(?!(?:Sie|Ihnen|Vous|Usted|You|Alle|Everyone)\b)[A-ZÀ-ÖØ-Þ][\w'’-]+"
    r"\s+(?:at|from|of|over at|von|bei|de|chez)"
    r"\s+(?:the\s+)?$"
)
"""*Pat Malone at Example Foods* is somebody there."""


def _is_for_reader(message: Message, account: Account, span: Span) -> bool:
    """Return whether a sentence with another company's name may mean the reader's.

    Not where it is about others only, names somebody there, or the draft knows the right name.
    """
    sentence, start = sentence_text(message, span)
    if _SECOND_PERSON.search(sentence) is None:
        return False
    if _PERSON_AT.search(sentence[: span.start - start]):
        return False
    own = key_of(account.name).split()[:1]
    named = re.compile(rf"\b{re.escape(own[0])}\b", re.IGNORECASE) if own else None
    return named is None or named.search(message.body.text) is None


_OF_OURS = re.compile(
    r"\b(?:with us|on us|our \w+|us(?:es?|ing)|has (?:been|had)|have (?:been|had)|runs? on|relies"
    r"|solved|saved|cut|reduced|halved|switched|installed|the same \w+|on them"
    r"|with them|on ours)\b",
    re.IGNORECASE,
)


def _is_reference(message: Message, span: Span) -> bool:
    """Return whether a sentence speaks of the other company as one that has what we sell."""
    sentence, start = sentence_text(message, span)
    return _OF_OURS.search(sentence[span.end - start :]) is not None


def _has_words_of_others(message: Message, span: Span) -> bool:
    sentence, start = sentence_text(message, span)
    end = start + len(sentence)
    return any(start <= hit.start < end for hit in message.hits(WORDS, "others", span.field))


def _is_told_of(message: Message, other: Account) -> bool:
    """Return whether the other company is spoken of in what happened between us."""
    activities = message.reader.activities if message.reader else ()
    return any(other.name.lower() in f"{each.subject} {each.body}".lower() for each in activities)


def _claim(
    message: Message, span: Span, verdict: ClaimVerdict, reason: str, evidence: Iterable[Evidence]
) -> Claim:
    says = f"the reader's company is {message.quote(span)}"
    return claim(message, ClaimKind.COMPANY, span, says, verdict, reason, evidence)


READER = ClaimReader(kind=ClaimKind.COMPANY, read=read, words=words_file(WORDS))
