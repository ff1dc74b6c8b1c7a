"""Claims of certificates and standards that we hold: *ISO 27001 certified*."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.finding import Claim, ClaimKind, ClaimVerdict, DraftField
from wellspent.records.product import Company, Product
from wellspent.review.message import Message
from wellspent.review.reading.statement import denies, is_supposed, sentence_text
from wellspent.review.reading.text import Span
from wellspent.review.truth.claim_parts import claim
from wellspent.review.truth.claim_reader import ClaimReader
from wellspent.review.truth.product_facts import FactKind, is_product_named, known_facts

_STANDARD: Final = re.compile(
    r"\b(?:(?:DIN|EN|BS|NF|UNE)[ -]){0,2}(?:ISO|IEC|EN|DIN|BS|IATF|AS|ASME|ASTM|NSF|ANSI|VDA|PAS)"
    r"(?:[ /-](?:IEC|EN|TS|ISO))?[ -]?\d{2,6}(?:-\d{1,3})?(?::\d{4})?\b"
    r"|\bSOC[ -]?[123](?: [Tt]ype (?:II|I|2|1)\b)?|\b(?:FDA|HIPAA|PCI[ -]DSS|FedRAMP|TISAX|ATEX"
    r"|IECEx|EHEDG|3-?A|BRCGS?|IFS|HACCP|GMP|FSC|PEFC"
    r"|(?:RoHS|ROHS)|REACH|MID|DIBt|WRAS|KTW|DVGW"
    r"|Cyber Essentials(?: Plus)?|B[ -]?Corp|Fairtrade|Demeter|EcoVadis|UL(?: \d{3,5})?|CSA|CE|UKCA"
    r"|T[ÜUü][Vv]"
    r"(?:[ -](?:S[ÜU]D|Rheinland|Nord))?|GS|ISAE ?3402|C5|ENS|HDS|SecNumCloud|MDR|IVDR"
    r"|SIL ?[1-4]|Energy Star|Blue Angel|Blauer Engel|GDPR|DSGVO|RGPD|WCAG(?: 2\.\d)?(?: AA?A?)?"
    r")(?!\w|-(?!approved|certified|compliant|rated|registered|listed|zertifiziert|konform))",
)
_HELD: Final = re.compile(
    r"\b(?:certif\w*|accredit\w*|compliant|complian\w*|compl(?:y|ies)|approved|approval|conform\w*"
    r"|listed|registered|rated|marked?|tested|audited|meets?|hold|holds|held|carr(?:y|ies)|pass(?:ed|es)?"
    r"|standard"
    r"|zertifi\w*|geprüft|konform\w*|zugelassen|entspricht|erfüllt|certifié\w*|conforme\w*"
    r"|homologu\w*|agréé\w*|certificad\w*|acreditad\w*|accrédité\w*|akkreditiert|cumple\w*"
    r"|homologad\w*|badge|label|seal|mark|report)\b",
    re.IGNORECASE,
)
_NOT_HELD: Final = re.compile(
    r"\b(?:working (?:on|towards?)|pending|in progress|plan(?:ned|ning)?|applied|applying|next year"
    r"|will be|soon|aim\w*|preparing|expect\w*|help\w*|supports? you|for your|your|require\w*"
    r"|need\w*"
    r"|ask\w*|want\w*|looking for|audit is|arbeiten an|in vorbereitung|geplant|ihr\w*|en cours"
    r"|votre"
    r"|vos|en curso)\b",
    re.IGNORECASE,
)


_HAS_IT: Final = re.compile(
    r"\b(?:has|have|has got|comes with|come with|works? to|working to|follows?|under|mit|hat|haben"
    r"|avons|tenemos|tiene)\s+(?:a |an |the |la certificación )?$",
    re.IGNORECASE,
)
_OF_OTHERS: Final = re.compile(
    r"\b(?:you['’]?re|you are|you have|you['’]ve|you hold|sie sind|sie haben|êtes|avez"
    r"|competitor\w*"
    r"|customers?|clients?|suppliers?|plants|companies|firms|others|they|wettbewerber\w*|kunden)\b",
    re.IGNORECASE,
)
_OF_YOU: Final = re.compile(
    r"\b(?:you|your|sie|ihr\w*|vous|votre|vos|ustedes|usted|su)\b", re.IGNORECASE
)

JUST_BEFORE: Final = 16


@dataclass(frozen=True, slots=True)
class _Held:
    """A certificate that we, or a product, hold or don't hold, with the record that says so."""

    key: str
    name: str
    evidence: Evidence
    is_held: bool = True
    product: Product | None = None


def read(message: Message) -> Iterator[Claim]:
    """Yield the certificates that a draft says we hold."""
    company = message.company
    if company is None:
        return
    held = _held(company)
    for field in DraftField:
        text = message.field(field).text
        for match in _STANDARD.finditer(text):
            span = Span(match.start(), match.end(), field)
            if _is_ours(message, span):
                yield _compare(message, span, held)


def _is_ours(message: Message, span: Span) -> bool:
    """Return whether a sentence says that we, or what we sell, hold this certificate."""
    sentence, start = sentence_text(message, span)
    before = sentence[: span.start - start]
    clause = re.split(r"[;:,–—]|\bbut\b|\bwhile\b", before)[-1]
    near = sentence[max(0, span.start - start - 60) : span.end - start + 40]
    is_held = _HELD.search(near) or _HAS_IT.search(before[-24:])
    if not is_held or _NOT_HELD.search(clause) or is_supposed(message, span):
        return False
    if _OF_OTHERS.search(clause) or _is_anothers(message, clause):
        return False
    if sentence.rstrip().endswith("?") and _OF_YOU.search(sentence):
        return False
    after = sentence[span.end - start :][:40]
    return not re.match(r"\s+(?:audit|requirements?|project|journey|consultant)", after)


def _is_anothers(message: Message, clause: str) -> bool:
    """Return whether a clause speaks of another company: one of our records, or a customer."""
    company, reader = message.company, message.reader
    accounts = (*reader.mentioned_accounts, reader.account) if reader else ()
    names = [each.name for each in accounts if each]
    names += company.references if company else ()
    return any(name and name.lower() in clause.lower() for name in names)


def _compare(message: Message, span: Span, held: tuple[_Held, ...]) -> Claim:
    said = message.quote(span)
    sentence, start = sentence_text(message, span)
    is_said = not denies(sentence[: span.start - start][-JUST_BEFORE:])
    alike = [one for one in held if _covers(one.key, _key(said))]
    meant = _of_products_meant(message, sentence, alike)
    if not meant:
        return _not_among(message, span, held, is_said=is_said)
    one = next((each for each in meant if each.is_held is is_said), meant[0])
    verdict = ClaimVerdict.SUPPORTED if one.is_held is is_said else ClaimVerdict.CONTRADICTED
    reason = f"What is approved to be said: {one.evidence.quote}."
    if not one.product:
        reason = f"Our certificates: {one.evidence.quote}."
    return _claim(message, span, verdict, reason, (one.evidence,))


def _of_products_meant(message: Message, sentence: str, held: Sequence[_Held]) -> list[_Held]:
    """Return what is held of the product that the clause, the sentence or the draft names last."""
    if not any(one.product for one in held):
        return list(held)
    whole = f"{message.subject.text}\n{message.body.text}"
    for text in (sentence, whole[: whole.find(sentence)], whole):
        named = [one for one in held if one.product and is_product_named(one.product, text)]
        if named:
            return [one for one in held if one in named or not one.product]
    return list(held)


def _not_among(message: Message, span: Span, held: tuple[_Held, ...], *, is_said: bool) -> Claim:
    said = message.quote(span)
    if not is_said:
        return _claim(message, span, ClaimVerdict.SUPPORTED, "It isn't among our certificates.", ())
    ours = [one for one in held if one.is_held]
    if ours:
        evidence = tuple(one.evidence for one in ours[:1])
        reason = f"{said} isn't among our certificates ({', '.join(one.name for one in ours)})."
        return _claim(message, span, ClaimVerdict.CONTRADICTED, reason, evidence)
    reason = f"Our records hold no certificate {said}."
    return _claim(message, span, ClaimVerdict.UNSUPPORTED, reason, ())


def _covers(held: str, said: str) -> bool:
    """Return whether a certificate that we hold is the one that is said, or one with more in it."""
    if held == said:
        return True
    return held.startswith(f"{said} ") or (
        said.startswith(f"{held} ") and not re.search(r"type|plus|\baaa?\b", said[len(held) :])
    )


def _key(name: str) -> str:
    """Return a certificate's name for comparing: *ISO/IEC 27001:2022* is *27001*."""
    low = re.sub(r":\d{4}\b", "", name.lower())
    number = re.search(r"\d{4,6}(?:-\d+)?", low)
    if number and re.match(r"(?:din|en|bs|nf|une|iso|iec)\b", low):
        return f"iso {number[0]}"
    low = re.sub(r"\btype 2\b", "type ii", re.sub(r"\btype 1\b", "type i", low))
    return re.sub(r"(?<=[a-z])(?=\d)", " ", " ".join(re.split(r"[\s-]+", low)))


@lru_cache(maxsize=64)
def _held(company: Company) -> tuple[_Held, ...]:
    """Return the certificates of the company and of its products, and those that are denied."""
    found = [
        _Held(_key(name), name, Evidence(OwnRecord.COMPANY, "company", "certifications", name))
        for line in company.certifications
        for name in [match[0] for match in _STANDARD.finditer(line)] or [line]
    ]
    for known in known_facts(company):
        is_flag = isinstance(known.fact.value, bool)
        if not is_flag and known.kind is not FactKind.CERTIFICATION:
            continue
        names = (known.fact.name, *known.fact.names) if is_flag else (known.value_words,)
        found += [
            _Held(_key(match[0]), match[0], known.evidence, known.fact.value is not False,
                  known.product)
            for name in names
            for match in _STANDARD.finditer(name)
        ]  # fmt: skip
    return tuple(found)


def _claim(
    message: Message,
    span: Span,
    verdict: ClaimVerdict,
    reason: str,
    evidence: tuple[Evidence, ...],
) -> Claim:
    says = f"we hold {message.quote(span)}"
    return claim(message, ClaimKind.CERTIFICATION, span, says, verdict, reason, evidence)


READER = ClaimReader(kind=ClaimKind.CERTIFICATION, read=read)
