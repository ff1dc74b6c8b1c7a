"""Claims of the reader's industry: *in the dairy business*, *other breweries like yours*."""

import re
from collections.abc import Iterator
from typing import Final

from wellspent.records.account import Account
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict
from wellspent.records.source import RecordKind
from wellspent.review.claim_parts import claim
from wellspent.review.claim_reader import ClaimReader
from wellspent.review.message import Message
from wellspent.review.statement import denies
from wellspent.review.text import Sentence, Span
from wellspent.review.trades import go_together, trade_spans, trades_in

_TRADE = "\u0001"
_COMPANY: Final = (
    r"(?:\w+ )?(?:company|business|producer|manufacturer|firm|group|maker|processor|provider"
    r"|operator|supplier|specialist|chain)"
)
_LIKE_YOU: Final = (
    r"(?:like|such as) (?:you|yours?|your (?:own|company|team)|yourselves|yourself)\b"
)
_WAYS: Final = (
    rf"(?:you(?:'re|r| are)?|you and your \w+|your (?:company|team|business|work|plant|firm))\b"
    rf"[^.;!?,\n]{{0,40}}\bin (?:the )?[\w-]{{0,15}} ?{_TRADE}",
    rf"\byour (?:own )?{_TRADE} (?:business|company|operations?|plant|group|firm|chain)\b",
    rf"\bas (?:a|an|one of the|the) (?:[\w-]{{1,15}} ){{0,2}}{_TRADE}(?: {_COMPANY})?"
    rf"(?=,? (?:\w+ )?(?:you|your)\b)",
    rf"(?:other|many|most|several|fellow|similar|some|few|two|three) (?:[\w-]{{1,15}} )?{_TRADE}"
    rf"(?: \w+)?(?: in \w+)? {_LIKE_YOU}",
    rf"{_TRADE}(?: \w+)? {_LIKE_YOU}",
    rf"(?:companies|firms|businesses|teams|people|organi[sz]ations|others|plants) (?:like yours )?"
    rf"in (?:the )?{_TRADE}(?: (?:business|industry|sector|trade|space))? {_LIKE_YOU}",
    rf"\b(?:running|managing|leading|heading|in charge of) (?:[\w-]+ ){{1,3}}(?:at|in|of)"
    rf" (?:a|an|the) {_TRADE}(?:[ ,][^.;!?\n]{{0,10}})? you",
    rf"\byou (?:make|brew|bake|produce|run|operate|manage|sell) (?:[\w-]{{1,15}} )?{_TRADE}",
    rf"\b(?:given|since|because|knowing) (?:that )?(?:you|your)\b[^.;!?,\n]{{0,30}}{_TRADE}",
    rf"\bals (?:[\w-]{{1,15}} ){{0,2}}{_TRADE}(?=,? (?:\w+ )?(?:sie|ihr\w*)\b)",
    rf"(?:sie|ihr\w*)\b[^.;!?,\n]{{0,30}}\bin der {_TRADE}",
    rf"{_TRADE} wie (?:sie|ihr\w*)\b",
    rf"(?:vous|votre)\b[^.;!?,\n]{{0,30}}\bdans (?:le |la |l['’])(?:secteur )?"
    rf"(?:du |de la |de l['’])?{_TRADE}",
    rf"{_TRADE} comme (?:vous|la vôtre|le vôtre)\b",
    rf"(?:ustedes|usted|su)\b[^.;!?,\n]{{0,30}}\ben (?:el |la )(?:sector )?(?:de la |del )?"
    rf"{_TRADE}",
    rf"{_TRADE} como (?:ustedes|usted|la suya|el suyo)\b",
)
_FRAMES = re.compile("|".join(_WAYS), re.IGNORECASE)
_BUSINESS = re.compile(
    rf"\b(?:in|within|für|in\ der|dans|en)\ (?:the\ |your\ |der\ |le\ |la\ |el\ )?{_TRADE}"
    r"\ (?:business|industry|sector|trade|space|branche|world)\b[^.;!?\n]{0,60}\b(?:you|your)\b",
    re.IGNORECASE,
)


def read(message: Message) -> Iterator[Claim]:
    """Yield the industries that a draft says are the reader's."""
    account = message.reader.account if message.reader else None
    if account is None or not account.industry or not trades_in(account.industry):
        return
    for sentence in message.body.sentences:
        for start, end, trade in trade_spans(sentence.text):
            if _is_readers(sentence, start, end):
                span = Span(sentence.start + start, sentence.start + end, sentence.field)
                yield _compare(message, account, span, trade)


def _is_readers(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a sentence says that the reader is in the trade named at a place."""
    text = f"{sentence.text[:start]}{_TRADE}{sentence.text[end:]}"
    before = sentence.text[max(0, start - 40) : start]
    if denies(before) or re.search(r"\b(?:if|whether)\b", before, re.IGNORECASE):
        return False
    return any(
        match.start() <= start < match.end()
        for pattern in (_FRAMES, _BUSINESS)
        for match in pattern.finditer(text)
    )


def _compare(message: Message, account: Account, span: Span, trade: str) -> Claim:
    true = trades_in(account.industry)
    fits = any(go_together(trade, other) for other in true)
    evidence = [Evidence(RecordKind.ACCOUNT, account.id, "industry", account.industry)]
    verdict = ClaimVerdict.SUPPORTED if fits else ClaimVerdict.CONTRADICTED
    reason = f"Our records have {account.name} in {account.industry}."
    says = f"the reader's industry is {message.quote(span)}"
    return claim(message, ClaimKind.INDUSTRY, span, says, verdict, reason, evidence, certainty=0.9)


READER = ClaimReader(kind=ClaimKind.INDUSTRY, read=read)
