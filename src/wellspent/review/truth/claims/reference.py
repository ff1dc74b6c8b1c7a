"""Claims that a company is a customer of ours: *companies like Example Foods use it*."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from wellspent.phrases.pattern import fold
from wellspent.records.account import Account
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.records.product import Company
from wellspent.records.source import RecordKind
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.company_names import can_be_account, can_be_company, key_of
from wellspent.review.reading.mentions import runs_in
from wellspent.review.reading.person_names import can_be
from wellspent.review.reading.statement import denies, sentence_text
from wellspent.review.reading.text import Span
from wellspent.review.reading.word_likeness import plain_words
from wellspent.review.truth.claim_parts import claim
from wellspent.review.truth.claim_reader import ClaimReader

WORDS: Final = "reference"
NEAR: Final = 70

_APART = re.compile(r"\s*,\s*|\s+(?:and|or|und|oder|et|ou|y|o)\s+|\s*/\s*")
_GOES_ON = re.compile(r"\s*(?:,\s*(?:and|or|und|et|y)?|\b(?:and|or|und|oder|et|ou|y)\b|&|/)\s*")
_YOURS = re.compile(r"\b(?:your|ihr\w*|votre|vos|sus?)\s+(?:\w+\s+){0,1}$", re.IGNORECASE)


def read(message: Message) -> Iterator[Claim]:
    """Yield the companies that a draft calls customers of ours."""
    company = message.company
    if company is None:
        return
    taken: set[tuple[DraftField, int]] = set()
    for span in _named(message):
        if (span.field, span.start) in taken:
            continue
        taken.add((span.field, span.start))
        found = _compare(message, company, span)
        if found is not None:
            yield found


def _named(message: Message) -> Iterator[Span]:
    for field in DraftField:
        text = message.field(field).text
        for hit in message.hits(WORDS, "named_after", field):
            is_idle = _NEIGHBOURS.search(message.quote(hit)) and not _is_of_ours(message, hit)
            if not is_idle and not _is_supposed(message, hit) and not _is_theirs(message, hit):
                yield from _list_after(text, hit.end, field)
        for hit in message.hits(WORDS, "named_before", field):
            if not _is_supposed(message, hit):
                yield from _list_before(text, hit.start, field)
        yield from _accounts_with_ours(message, field)


_NEIGHBOURS = re.compile(
    r"\b(?:competitors?|neighbou?rs?|peers|others|people|names)\b", re.IGNORECASE
)
_US = re.compile(
    r"\b(?:our|ours|us|we|we['’]\w+|unser\w*|uns|wir|notre|nos|nous|nuestr\w+|nosotros)\b",
    re.IGNORECASE,
)
_USES = re.compile(
    r"\b(?:us(?:es?|ed|ing)|runs?|running|works?|working|relies|rely|trusts?|bought|has|have|had"
    r"|chose|switched|moved|swears?|plans?|arbeite\w*|nutz\w*|setz\w*|verwende\w*|vertrau\w*"
    r"|llevan?|utilis\w*|travaill\w*|fait confiance|usa\w*|utiliza\w*|trabaja\w*|confía\w*)\b",
    re.IGNORECASE,
)


def _is_of_ours(message: Message, hit: Span) -> bool:
    """Return whether a sentence speaks of us or names what we sell."""
    sentence = sentence_text(message, hit)[0]
    return _US.search(sentence) is not None or _names_us(message, sentence)


def _names_us(message: Message, text: str) -> bool:
    company = message.company
    if company is None:
        return False
    names = [company.name, *company.names]
    names += [name for one in company.products for name in (one.name, *one.names)]
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names if name
    )


_HAS_OURS = re.compile(
    r"\b(?:with|on|by|of|using|running|operating|testing|use[sd]?|has|have|runs?|bought|chose|trusts?)"
    r" (?:all )?(?:our|us|ours|them"
    r"|it|one|the same)\b|\b(?:relies|rely|relied|depends|swears) (?:on|by) (?:us|our|it|them)"
    r"|\b(?:with|on) the same \w+|\bunser\w*\b|\b(?:notre|nos)\b|\bnuestr\w+\b",
    re.IGNORECASE,
)


def _accounts_with_ours(message: Message, field: DraftField) -> Iterator[Span]:
    """Yield accounts of our records that a sentence says to have what we sell."""
    accounts = message.reader.mentioned_accounts if message.reader else ()
    text = message.field(field).text
    for account in accounts:
        name = _LEGAL_FORM.sub("", account.name)
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text) if name else ():
            span = Span(match.start(), match.end(), field)
            sentence, start = sentence_text(message, span)
            rest = sentence[span.end - start :]
            is_said = _HAS_OURS.search(rest) or _IS_WITH_US.match(rest)
            is_said = is_said or (_USES.search(rest) is not None and _names_us(message, rest))
            is_said = is_said or _HAS_HAD.match(rest)
            is_said = (is_said or _at_with_ours(sentence, span.start - start, rest)) and not denies(
                rest
            )
            if is_said and not _is_supposed(message, span) and not _REFERS.search(sentence):
                yield span


_HAS_HAD = re.compile(
    r",? (?:has|have|had|uses?|runs?|got|put|keeps?)(?: \w+){0,3} (?:our|ours)\b", re.IGNORECASE
)
_LEGAL_FORM = re.compile(
    r"[\s,]+(?:gmbh(?: & co\.? kg)?|ag|kg|ltd|limited|inc|llc|plc|sarl|sas|s\.?a\.?|s\.?l\.?|ab"
    r"|as|bv|b\.v\.|co)\.?$",
    re.IGNORECASE,
)
_IS_WITH_US = re.compile(
    r",? (?:(?:is|are|has been|have been) (?:with us|(?:one )?(?:among|of) our (?:\w+ )?"
    r"(?:customers|clients))|among our (?:\w+ )?(?:customers|clients)|(?:signed|went|came|switched"
    r"|moved) (?:up )?(?:with|to|over to) us|fait partie de nos|zählt zu unseren"
    r"|gehört zu unseren|es cliente nuestro)\b",
    re.IGNORECASE,
)
_AT = re.compile(r"(?:^|[\s(])(?:at|over at|bei|chez|en)\s+$", re.IGNORECASE)
_OURS_THERE = re.compile(
    r",?\s+(?:our|ours|we|unsere?|nos|notre|nuestr\w+|laufen unsere|läuft unsere?)\b", re.IGNORECASE
)


def _at_with_ours(sentence: str, place: int, rest: str) -> bool:
    """Return whether it is *at Example Foods our pump runs*."""
    before = sentence[max(0, place - 12) : place]
    return _AT.search(before) is not None and _OURS_THERE.match(rest) is not None


_REFERS = re.compile(
    r"\b(?:suggest\w*|recommend\w*|referred|introduc\w*|told (?:me|us)|gave me|your name|mentioned"
    r"|empf\w+|recomend\w*|recommand\w*)\b",
    re.IGNORECASE,
)


def _is_theirs(message: Message, hit: Span) -> bool:
    """Return whether customers of the reader are meant."""
    words = message.quote(hit).lower()
    before = message.field(hit.field).text[max(0, hit.start - 20) : hit.start]
    return _YOURS.search(before) is not None or words.startswith(("your customer", "your client"))


def _is_supposed(message: Message, hit: Span) -> bool:
    sentence, start = sentence_text(message, hit)
    before = sentence[: max(0, hit.start - start)][-60:]
    return (
        denies(before)
        or _WISHED.search(before) is not None
        or re.search(r"\b(?:if|whether|wenn|falls|si)\b", before, re.IGNORECASE) is not None
    )


_WISHED = re.compile(
    r"\b(?:would|could|love to|like to|want to|hope to|happy to|glad to|how|möchte\w*|würde\w*"
    r"|aimerai\w+"
    r"|gustaría)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\s*[,:]?\s*(?:the\s+|both\s+|der\s+|die\s+|firma\s+|la\s+|le\s+|,\s*)?", re.IGNORECASE
)


def _list_after(text: str, place: int, field: DraftField) -> Iterator[Span]:
    """Yield the names of a list that begins here: *A, B and C*."""
    lead = _LEAD.match(text, place)
    place = lead.end() if lead else place
    limit = place + 4 * NEAR
    while place < limit:
        run = next(iter(runs_in(text[place : place + NEAR])), "")
        if not run or not text.startswith(run, place):
            return
        yield from _names(run, place, field)
        more = _GOES_ON.match(text, place + len(run))
        if more is None:
            return
        place = more.end()


def _names(run: str, place: int, field: DraftField) -> Iterator[Span]:
    """Yield the names in a run, which a small word may join."""
    start = 0
    for match in [*_APART.finditer(run), None]:
        end = match.start() if match else len(run)
        name = re.sub(r"['’]s?$", "", run[start:end])
        if len(name) > 1:
            yield Span(place + start, place + start + len(name), field)
        start = match.end() if match else end


def _list_before(text: str, place: int, field: DraftField) -> Iterator[Span]:
    """Yield the names of a list that ends here."""
    begin = max(0, place - 3 * NEAR)
    before = text[begin:place]
    cut = max(before.rfind(mark) for mark in (". ", "! ", "? ", "\n", "; ", ": "))
    begin, before = begin + cut + 1, before[cut + 1 :]
    at = len(before.rstrip())
    for run in reversed(list(runs_in(before))):
        end = before.rfind(run) + len(run)
        between = before[end:at]
        if between.strip() and not _GOES_ON.fullmatch(between) and not _joined(between):
            return
        yield from _names(run, begin + end - len(run), field)
        at = end - len(run)


def _joined(between: str) -> bool:
    """Return whether only what a company is stands between: *Example Foods in Leeds has*."""
    return (
        len(between) < 40
        and re.fullmatch(
            r"\s*(?:\([^)]{1,30}\)|,[^,]{1,30},|(?:in|from|near|bei|aus|à|de|en)\s+\w+)\s*", between
        )
        is not None
    )


def _compare(message: Message, company: Company, span: Span) -> Claim | None:
    said = message.quote(span)
    account = _account(message, said)
    if not _is_company(message, company, said, account):
        return None
    listed = next((one for one in company.references if can_be_company(said, [one])), None)
    if listed is not None:
        evidence = [Evidence(OwnRecord.COMPANY, "company", "references", listed)]
        reason = f"{listed} is a customer that may be named."
        return _claim(message, span, ClaimVerdict.SUPPORTED, reason, evidence)
    if account is not None:
        return _of_account(message, span, account)
    reason = f"{said} isn't among the customers of ours that may be named."
    return _claim(message, span, ClaimVerdict.UNSUPPORTED, reason)


def _of_account(message: Message, span: Span, account: Account) -> Claim:
    if account.customer_since is None:
        reason = f"Our records don't have {account.name} as a customer."
        quote = "not a customer"
    else:
        reason = f"{account.name} is a customer, but not one of those that may be named."
        quote = "customer, not among the references"
    evidence = [
        Evidence(RecordKind.ACCOUNT, account.id, "customer_since", quote, account.customer_since)
    ]
    return _claim(message, span, ClaimVerdict.CONTRADICTED, reason, evidence)


def _account(message: Message, said: str) -> Account | None:
    others = message.reader.mentioned_accounts if message.reader else ()
    exact = [each for each in others if key_of(each.name) == key_of(said)]
    return next(iter([*exact, *(each for each in others if can_be_account(said, each))]), None)


def _is_company(message: Message, company: Company, said: str, account: Account | None) -> bool:
    """Return whether a name may be that of a customer: no person, place, product or ourselves."""
    words = said.lower().split()
    plain = plain_words("small") | plain_words("capitalised")
    if len(said) < 3 or fold(words[0].strip(".,'’")) in plain:
        return False
    own = [company.name, *company.names]
    products = [name for one in company.products for name in (one.name, *one.names)]
    if can_be_company(said, [*own, *products]):
        return False
    reader = message.reader
    if reader is not None and reader.account is not None and can_be_account(said, reader.account):
        return False
    if account is not None or any(can_be_company(said, [one]) for one in company.references):
        return True
    people = [*reader.mentioned_contacts, *reader.colleagues] if reader else []
    return _looks_like_company(said) and not any(can_be(said, each.name) for each in people)


_SIGNS = re.compile(
    r"\b(?:gmbh|ag|ltd|limited|inc|llc|plc|sarl|sas|kg|corp|co|group|foods?|industries|logistics"
    r"|systems|technologies|pharma|bank|brewery|breweries|dairy|dairies|hotels?|clinics?|hospitals?"
    r"|university|werke|holding|bakery|bakeries|farms?|motors|steel|energy|plastics|packaging"
    r"|brothers|sons|partners|stores|retail|haulage|freight|mills|works|college|council)\b",
    re.IGNORECASE,
)


def _looks_like_company(said: str) -> bool:
    return _SIGNS.search(said) is not None


def _claim(
    message: Message,
    span: Span,
    verdict: ClaimVerdict,
    reason: str,
    evidence: Iterable[Evidence] = (),
) -> Claim:
    says = f"{message.quote(span)} is a customer of ours"
    return claim(message, ClaimKind.REFERENCE, span, says, verdict, reason, evidence, certainty=0.9)


READER = ClaimReader(kind=ClaimKind.REFERENCE, read=read, words=words_file(WORDS))
