"""Whose amount: whether a number in a draft is the reader's, a third party's or a mere time.

*The cart is 68 cm wide and your 75 cm doors leave room*: what stands nearest before a number says
whose it is. *Your warranty* and *your trial* are what we give; *your doors* are the reader's.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from wellspent.phrases.pattern import fold
from wellspent.records.product import Company
from wellspent.review.message import Message
from wellspent.review.reading.units import stem
from wellspent.review.reading.word_likeness import plain_words, words_of
from wellspent.review.truth.product_facts import fact_words, known_facts

FAR: Final = 160
"""So many characters before a number are looked at."""

_READERS: Final = (
    r"\b(?:your|their|his|her|ihr(?:e[mnrs]?)?|euer\w*|eure\w*|votre|vos|leurs?|sus?|you(?:'re| are"
    r"|'ve| have)? (?:\w+ )?(?:have|had|keep|own|run|use|make|lose|told|said|wrote|mentioned"
    r"|counted|measured|reported|saved|spend|lost|weigh|move|handle|ship|produce)"
    r"|they(?! (?:all |each |only )?(?:come|last|weigh|carry|run|cost|reach|need|ship|hold))"
    r"|he|she|somebody|someone|nobody|anyone|sie haben|vous avez|ustedes tienen)\b"
)
_OURS: Final = (
    r"\b(?:we|we're|we'll|we've|our|ours|us|it|its|it's|you(?:'ll|'d| will| would| can| could)?"
    r" (?:also |still |only )?(?:get|change|swap|replace|need|cancel|leave|try|test|receive|begin"
    r"|start|charge)|wir|unser\w*|nous|notre|nos|nuestr\w+)\b"
)
_OF_FACTS: Final = (
    r"(?:own )?(?:free )?(?:warrant\w*|guarantee\w*|trial\w*|test\w*|subscription|contract|notice"
    r"|licen[cs]e\w*|delivery|set-?up|installation|onboarding|rental|hire|loan|garantie\w*"
    r"|essai|garant[ií]a|prueba|testphase|laufzeit|kündigungsfrist|vertrag|lieferung)\b"
)
_IN_PLACE = re.compile(
    r"\b(?:to|at|on|in|into|onto|by|through|past|for|with|from|across|within|under|before|after"
    r"|an|auf|in|bei|für|mit|zu|à|dans|chez|pour|en|para|por)(?: (?:the|all|one|each) of)?\s+$",
    re.IGNORECASE,
)
_IS_OBJECT = re.compile(
    r"\s+\w+(?: \w+)?\s+"
    r"(?:for|in|within|after|up to|über|für|innerhalb von|pendant|durante|en)\s+"
    r"(?:only |just |about |up to )?$"
)
"""Then what is the reader's is only what our product does something with."""

_AT_ONCE = re.compile(r"\W*(?:[\w'-]+\W+){0,1}$")
_BEFORE = re.compile(
    r"\b(?:past|last|next|coming|previous|recent|another|these|those|the same|spent|spending|saved"
    r"|saving|lost|losing|waited|waiting|give me|take me|took me|took us|took them|need|after"
    r"|for the|worked|spare me"
    r"|(?:ends?|ended|ending|expires?|expired|began|begins|started|starts|runs out|ran out|due"
    r"|see you|meet|call you|back|come by|visit|drop by|be in|be at|start)"
    r"(?: (?:in|on|within|about|only))?)\s+(?:about |around |some |only |just |the )?$",
    re.IGNORECASE,
)

_AFTER = re.compile(
    r"\W?\s*(?:left\b|remaining|to go\b|from now|into (?:the|your)|old\b|ago\b"
    r"|of your (?:time|day|attention)|with (?:me|us|you)\b"
    r"|(?:call|chat|demo|meeting|talk|walk|visit|webinar|conversation|slot|presentation|video|session|read|tour|ride|drive|train|flight)\b"
    r"|to (?:show|explain|talk|walk|discuss|decide|read|go through|tell|look)\b"
    r"|(?:on|by|over) the phone)",
    re.IGNORECASE,
)
_TOO_MUCH = re.compile(
    r"[^.;]{0,30}(?:,|\b)\s*(?:(?:which|that|what) (?:no|none|is too|would be too|is more)\b"
    r"|(?:is |are |would be )?(?:too|zu) (?:much|heavy|wide|hot|cold|long|large|viel|schwer|breit)"
    r"|das ist \w+ \w+ zu)",
    re.IGNORECASE,
)


_LENGTH_OF = re.compile(
    r"\d[\d.,]*\s?(?:m|metres|meters|km|miles|ft|feet) (?:of|from (?:the|your)) "
    r"(?!range|reach|radio)\w"
)
"""*60 m of aisle* is as long as the aisle."""


_OFF = re.compile(
    r"\s(?:off|more|less|fewer|quieter|louder|lighter|heavier|wider)\b(?! the)", re.IGNORECASE
)
_ONE_IN = re.compile(r"\b(?:one|1) in $", re.IGNORECASE)


def is_anothers(message: Message, sentence: str, start: int, end: int, *, of_time: bool) -> bool:
    """Return whether an amount isn't said of our product, by what stands around it."""
    before = sentence[max(0, start - 8) : start]
    is_compared = sentence[end - 1 : end] not in "%t" and _OFF.match(sentence, end)
    if _LENGTH_OF.match(sentence, start) or is_compared or _ONE_IN.search(before):
        return True
    if _TOO_MUCH.match(sentence[end : end + 80]) or has_other_subject(message, sentence, start):
        return True
    if not of_time and _is_of_noun(message, sentence, end):
        return True
    if of_time and (
        _BEFORE.search(sentence[max(0, start - 40) : start])
        or _AFTER.match(sentence[end : end + 40])
    ):
        return True
    return is_said_of_reader(message.company, sentence, start)


def is_said_of_reader(company: Company | None, sentence: str, start: int) -> bool:
    """Return whether what stands nearest before a place is the reader's and not ours."""
    before = sentence[max(0, start - FAR) : start]
    clause = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    ours, readers = _patterns(_names(company))
    place = max((match.start() for match in ours.finditer(before, clause)), default=-1)
    for match in readers.finditer(before, clause):
        if match.start() < place:
            continue
        is_aside = _IN_PLACE.search(before[: match.start()]) is not None
        if place >= 0 and _IS_OBJECT.match(before, match.end()):
            continue
        if not is_aside or _AT_ONCE.match(before, match.end()):
            return True
    return False


_SUBJECT = re.compile(
    r"\W*(?:(?:and|but|so|also|now|as|if|when|because|that|while|und|aber|weil|dass|wenn|et|mais"
    r"|que|si|y|pero|cuando)\s+){0,2}"
    r"(?:(?P<other>most|many|some|any|another|an? (?:new|spare|second|used|normal"
    r"|typical)|(?:the |an? )?(?:other|old\w{0,2}|cheap\w{0,2}|usual|last|first|spare|conventional"
    r"|ordinary|classic)|few|all|half|no|my|his|her|their|die meisten|andere|la plupart|d['’]autres"
    r"|otr[oa]s?)"
    r"|(?:an?|the|each|every|this|that|these|those|one|ein\w{0,2}|der|die|das|une?|l[ea]s?|el|los"
    r"|las|una?))"
    r"\s+(?P<noun>(?:[\w'’-]+\s+){1,3})",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\W*(?P<noun>(?:[\w-]+\s)?[a-zA-Z-]{3,20}s)\s+(?:at|in|of|on|like|tend|give|take|last|need|run|are"
    r"|cost|usually|often|mostly|typically|have|fail|come|wear)\b"
)
"""*Bearings at a mill give ten days' notice.*"""
_BEGINS_CLAUSE = re.compile(
    r"[;:()–—]\s|,\s|\s(?:but|so|because|while|whereas|since|which|that|when|where|aber|weil|dass"
    r"|während|mais|car|que|pero|porque|mientras)\s",
    re.IGNORECASE,
)


def has_other_subject(message: Message, sentence: str, start: int) -> bool:
    """Return whether the clause of an amount is about a thing that we don't sell.

    *A new crusher takes nine months*, *most sensors last two years*: only *our*, *it*, *you get*
    and the names of our things make a statement of ours.
    """
    before = sentence[max(0, start - FAR) : start]
    begin = max((match.end() for match in _BEGINS_CLAUSE.finditer(before)), default=0)
    subject = _SUBJECT.match(before, begin)
    subject = subject or _PLURAL.match(before, begin)
    if subject is None or _patterns(_names(message.company))[0].search(before, begin):
        return False
    if "other" in subject.re.groupindex and subject["other"]:
        return True
    nouns = [word for word in words_of(subject["noun"]) if word not in plain_words("small")]
    return bool(nouns) and _things_of(message.company).isdisjoint(map(stem, nouns))


_NOUN = re.compile(r"[ -]([^\W\d_]{3,30}s|[^\W\d_]{3,30}(?= (?:of yours|you have|there)\b))(?!\w)")


def _is_of_noun(message: Message, sentence: str, end: int) -> bool:
    """Return whether an amount is that of a thing named right behind it: *80 cm doors*."""
    noun = _NOUN.match(sentence, end)
    if noun is None or noun[1].lower() in plain_words("small"):
        return False
    return stem(fold(noun[1])) not in _things_of(message.company)


@lru_cache(maxsize=64)
def _things_of(company: Company | None) -> frozenset[str]:
    """Return the words for what we sell, and for what is said of it in facts."""
    words = {stem(word) for word in fact_words()["things"]["words"]}
    for one in known_facts(company) if company is not None else ():
        phrases = (one.product.name, *one.product.names, *one.synonyms)
        words |= {stem(word) for name in one.names for word in name}
        words |= {stem(word) for phrase in phrases for word in words_of(phrase)}
    return frozenset(words) - plain_words("small")


_CLAUSE = re.compile(
    r"[;:()–—]|,\s(?=(?:\w+ )?(?:we|our|the|it|and our|and we)\b)"
    r"|\s(?:but|whereas|aber|mais|pero)\s"
)


def _names(company: Company | None) -> tuple[str, ...]:
    products = company.products if company is not None else ()
    return tuple(name for one in products for name in (one.name, *one.names) if name)


@lru_cache(maxsize=64)
def _patterns(names: Sequence[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what says that something is ours, and what says that it is the reader's."""
    ordered = sorted(names, key=len, reverse=True)
    ways = "|".join(re.escape(name) for name in ordered) or r"(?!)"
    ours = re.compile(rf"{_OURS}|(?<!\w)(?:{ways})", re.IGNORECASE)
    readers = re.compile(rf"{_READERS}(?! (?:{_OF_FACTS}|(?:{ways})))", re.IGNORECASE)
    return ours, readers
