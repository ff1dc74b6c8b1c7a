"""Claims of the reader's industry: *in the dairy business*, *other breweries like yours*."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from wellspent.records.account import Account
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict
from wellspent.records.source import RecordKind
from wellspent.review.message import Message
from wellspent.review.reading.statement import denies
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.reading.trades import go_together, trade_spans, trades_in
from wellspent.review.truth.claim_parts import claim
from wellspent.review.truth.claim_reader import ClaimReader

_TRADE = "\u0001"
_COMPANY: Final = (
    r"(?:\w+ )?(?:company|business|producer|manufacturer|firm|group|maker|processor|provider"
    r"|operator|supplier|specialist|chain)"
)
_LIKE_YOU: Final = (
    r"(?:like|such as) (?:you|yours?|your (?:own|company|team)|yourselves|yourself)\b"
)
_WAYS: Final = (
    rf"(?:you and your \w+|your (?:company|team|business|work|plant|firm))\b"
    rf"[^.;!?,\n]{{0,40}}\bin (?:the )?[\w-]{{0,15}} ?{_TRADE}",
    rf"\byou(?:'re| are| work| have been| operate)(?: [\w-]+){{0,3}} in (?:the"
    rf" )?(?:[\w-]{{1,15}} )?{_TRADE}",
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
    rf"\b(?:given|since|because|knowing) (?:that )?(?:you|your)\b[^.;!?,\n]{{0,30}}{_TRADE}",
    rf"\byou(?:'re| are|,? being| being|,? as) (?:a|an|one of the|the) (?:[\w-]{{1,15}}"
    rf" ){{0,2}}{_TRADE}"
    rf"(?: {_COMPANY})?(?! customer)",
    rf"{_TRADE}(?: \w+)? (?:of|about|around|roughly) your (?:own )?(?:size|kind|sort|type|scale)\b",
    rf"{_TRADE}(?: \w+)? your size\b",
    rf"\b(?:somebody|someone|anybody|anyone|people|a person|those|you) (?:who )?(?:works?"
    rf"|working|are|is|be|being)"
    rf" in (?:the )?{_TRADE}[^.;!?\n]{{0,20}}\byou",
    rf"{_TRADE}(?: \w+)? (?:have|are|must|need|get|know|face)\b[^.;!?\n]{{0,40}}(?:you are no"
    rf" exception|you(?:'re| are)"
    rf" no different|yours is no|and so (?:do|are) you|as do you|as you (?:do|know|will know))",
    rf"\b(?:running|managing|leading|owning) (?:a|an) {_TRADE} (?:as|like|the way) you\b",
    rf"\bwhat (?:do )?(?:other|fellow|most) {_TRADE}\b",
    rf"\b(?:other|fellow) {_TRADE} (?:your size|in your (?:area|region|town|league|position"
    rf"|shoes))\b",
    rf"\bin your (?:trade|line|business|industry|sector|world),? (?:the )?{_TRADE}\b",
    rf"\byour (?:industry|trade|sector|business|field|line of (?:business|work))(?:,| is|"
    rf" being|:) (?:the )?{_TRADE}",
    rf"\b(?:we|i)(?:'ve| have)? (?:\w+ )?(?:many|several|other|a few|some)"
    rf" {_TRADE}[^.;!?,\n]{{0,20}} like yours",
    rf"\b(?:da|weil) sie (?:eine?|in der|im) (?:[\w-]{{1,15}} )?{_TRADE}",
    rf"\b(?:en tant que|comme|como) {_TRADE},? (?:vous|usted)",
    rf"\byou (?:make|brew|bake|produce) (?:[\w-]{{1,15}} )?{_TRADE}"
    rf"(?! (?:customers?|clients?|trade|buyers?|equipment|machines?|labels?|packaging))",
    rf"\bals (?:[\w-]{{1,15}} ){{0,2}}{_TRADE}(?=,? (?:\w+ )?(?:sie|ihr\w*)\b)",
    rf"(?:sie|ihr\w*)\b[^.;!?,\n]{{0,30}}\bin der {_TRADE}",
    rf"{_TRADE} wie (?:sie|ihr\w*)\b",
    rf"(?:vous (?:êtes|travaillez)|votre)\b[^.;!?,\n]{{0,30}}\bdans (?:le |la |l['’])(?:secteur )?"
    rf"(?:du |de la |de l['’])?{_TRADE}",
    rf"{_TRADE} comme (?:vous|la vôtre|le vôtre)\b",
    rf"(?:ustedes|usted|su)\b[^.;!?,\n]{{0,30}}\ben (?:el |la )(?:sector )?(?:de la |del )?"
    rf"{_TRADE}",
    rf"{_TRADE} como (?:ustedes|usted|la suya|el suyo)\b",
)
_PLACES: Final = (
    rf"\byour (?:own |new |local |family )?{_TRADE}(?=(?: in| at| near| could| would| must| will|"
    rf" may| can| needs|"
    rf" is| has| runs"
    rf"| does|['’]s|[,.?!])\b|[,.?!])",
    rf"\b(?:ihr|ihre|ihrem|ihrer|ihren) (?:[\w-]{{1,15}} )?{_TRADE}(?=(?: in| bei| hat| ist|"
    rf" braucht)\b|[,.?!])",
    rf"\b(?:votre|vos) {_TRADE}(?=(?: à| de| a| est| au)\b|[,.?!])",
    rf"\b(?:su|sus|vuestra|tu) {_TRADE}(?=(?: de| en| es| tiene)\b|[,.?!])",
    rf"\byou (?:run|operate|manage) (?:[\w-]{{1,15}} )?{_TRADE}",
)
"""Ways in which only a word for a whole place names a trade: *your bakery*, not *your water*."""

_FRAMES = re.compile("|".join(_WAYS), re.IGNORECASE)
_PLACE_FRAMES = re.compile("|".join(_PLACES), re.IGNORECASE)
_PLACE = re.compile(
    r"(?:.*(?:er(?:y|ies)|mills?|works|plants?|quarr(?:y|ies)|dair(?:y|ies)|hospitals?"
    r"|clinics?|farms?"
    r"|shops?|retailers?|insurers?|hotels?|hôtels?|universit\w+|colleges?|airlines?|laundr(?:y|ies)"
    r"|mines?|erei\w*|werke?|klinik\w*|krankenh\w+|mühle\w*|erie\w*|usine\w*|er[ií]as?|dero\w*"
    r"|granja\w*|hospital\w*|distributors?|breweries|foundr(?:y|ies)|lavander\w+|imprenta\w*))",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"\b(?:stay\w*|room|booked|nights?|check(?:ed)? in|machinery)\b", re.IGNORECASE
)
_BUSINESS = re.compile(
    rf"\b(?:in|within|für|in\ der|dans|en)\ (?:the\ |your\ |der\ |le\ |la\ |el\ )?{_TRADE}"
    r"\ (?:business|industry|sector|trade|space|branche|world)\b[^.;!?\n]{0,60}\b(?:you|your)\b",
    re.IGNORECASE,
)


LONGEST: Final = 600
MOST: Final = 8
"""So many trades of a sentence are looked at."""


def read(message: Message) -> Iterator[Claim]:
    """Yield the industries that a draft says are the reader's."""
    account = message.reader.account if message.reader else None
    if account is None or not account.industry or not trades_in(account.industry):
        return
    for sentence in message.body.sentences:
        for start, end, trade in islice(trade_spans(sentence.text[:LONGEST]), MOST):
            if _is_readers(sentence, start, end):
                span = Span(sentence.start + start, sentence.start + end, sentence.field)
                yield _compare(message, account, span, trade)


def _is_readers(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a sentence says that the reader is in the trade named at a place."""
    text = f"{sentence.text[:start]}{_TRADE}{sentence.text[end:LONGEST]}"
    before = sentence.text[max(0, start - 40) : start]
    if denies(before) or re.search(r"\b(?:if|whether)\b", before, re.IGNORECASE):
        return False
    word = sentence.text[start:end]
    is_place = _PLACE.fullmatch(word) and not _NO_PLACE.search(sentence.text[:LONGEST])
    patterns = (_FRAMES, _BUSINESS, _PLACE_FRAMES) if is_place else (_FRAMES, _BUSINESS)
    return any(
        match.start() <= start < match.end()
        for pattern in patterns
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
