"""Statement: whether words in a draft state something, or only ask, suppose or deny it."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Final

from wellspent.phrases.dates import SaidDate, dates_in, day_of
from wellspent.records.draft import Draft
from wellspent.records.finding import DraftField
from wellspent.review.message import Message
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.word_lists import LANGUAGES, check_names, word_lists

_CLAUSE_ENDS = re.compile(r"[.;:!?()–—]|,(?!\d)|\s-\s|\n\s*\n")
_ANY_LANGUAGE: Final = ""
GROUPS: Final = ("not_stated", "supposed", "denied")
LONGEST_CLAUSE: Final = 300
LONGEST_SENTENCE: Final = 2000
"""Of a longer one only so many characters around a place are looked at."""


def is_stated(message: Message, span: Span) -> bool:
    """Return whether what stands here is stated: nothing before it asks, supposes or hopes."""
    return not _holds(clause_before(message, span), "not_stated", message.language)


def is_supposed(message: Message, span: Span) -> bool:
    """Return whether what stands here is only supposed or asked: *if it lasts five years*.

    For statements about our own things, of which *we can* and *we will* are some.
    """
    if _holds(clause_before(message, span), "supposed", message.language):
        return True
    sentence = sentence_at(message, span)
    return sentence is not None and sentence.asks and _ASKS.match(sentence.text) is not None


_ASKS = re.compile(
    r"\W*(?:is|are|does|do|would|could|can|will|should|what|how|which|where|when|who|must|may"
    r"|ist|sind|kann|können|wie|was|est-ce|quel\w*|combien|cu[aá]nto\w*|es)\b",
    re.IGNORECASE,
)


def is_denied(message: Message, span: Span) -> bool:
    """Return whether what stands here is denied by the words before it."""
    return denies(clause_before(message, span), message.language)


def denies(words: str, language: str = _ANY_LANGUAGE) -> bool:
    """Return whether there is a *not* among words."""
    return _holds(words, "denied", language)


def clause_before(message: Message, span: Span) -> str:
    """Return what stands before a span in its own part of the sentence."""
    text = message.field(span.field).text
    start = max(0, span.start - LONGEST_CLAUSE)
    before = text[start : span.start]
    sentence = sentence_at(message, span)
    if sentence is not None:
        before = text[max(start, sentence.start) : span.start]
    ends = [match.end() for match in _CLAUSE_ENDS.finditer(before)]
    return before[ends[-1] :] if ends else before


def sentence_at(message: Message, span: Span) -> Sentence | None:
    """Return the sentence in which a span stands."""
    return message.field(span.field).sentence_at(span.start)


def sentence_text(message: Message, span: Span) -> tuple[str, int]:
    """Return the sentence around a span and where it begins; the whole field if there is none."""
    sentence = sentence_at(message, span)
    if sentence is None:
        sentence = Sentence(message.field(span.field).text, 0, 0, span.field)
    if len(sentence.text) <= LONGEST_SENTENCE:
        return sentence.text, sentence.start
    begin = max(sentence.start, span.start - LONGEST_SENTENCE // 2)
    return message.field(span.field).text[begin : begin + LONGEST_SENTENCE], begin


def written_at(message: Message) -> datetime:
    """Return when a draft is sent, as far as is known."""
    return sent_at(message.draft, message.now)


def sent_at(draft: Draft, now: datetime) -> datetime:
    """Return when a draft is to be sent, or else what time it is."""
    return draft.send_at or now


def today(message: Message) -> date:
    """Return the day on which a draft is sent, in the zone of its time."""
    return written_at(message).date()


def is_past(message: Message, moment: datetime | None) -> bool:
    """Return whether something happened before the draft is sent."""
    if moment is None:
        return True
    now = written_at(message)
    if moment.tzinfo is None or now.tzinfo is None:
        return moment.replace(tzinfo=None) <= now.replace(tzinfo=None)
    return moment <= now


def day_in(message: Message, moment: datetime) -> date:
    """Return the day of a moment, as the draft's writer would call it."""
    return day_of(moment, written_at(message))


def date_near(message: Message, span: Span) -> SaidDate | None:
    """Return the date said in the sentence of a span, the nearest to it."""
    text, start = sentence_text(message, span)
    said = dates_in(text, today(message), language=message.language)
    if not said:
        return None
    return min(said, key=lambda one: _gap(one, span.start - start, span.end - start))


MOST_BETWEEN: Final = 6
"""So many words may stand between *we spoke* and its day."""

_BREAKS = re.compile(
    r"[,;:–—]|\b(?:that|whether|if|how|which|who|because|so|but|and|then|dass|ob|que|pour que|si"
    r"|before|after|until|to (?!you\b|me\b|us\b|your\b|our\b))\b",
    re.IGNORECASE,
)


def own_date(message: Message, span: Span) -> SaidDate | None:
    """Return the date said of what stands here, and not of its topic or of another thing."""
    said = date_near(message, span)
    if said is None:
        return None
    text, start = sentence_text(message, span)
    begin, end = span.start - start, span.end - start
    if said.start < end and begin < said.end:
        return said
    between = text[end : said.start] if said.start >= end else text[said.end : begin]
    if len(between.split()) > MOST_BETWEEN:
        return None
    is_bare = said.end <= begin and not between.strip(" ,")
    return said if is_bare or _BREAKS.search(between) is None else None


def _gap(said: SaidDate, start: int, end: int) -> tuple[int, int]:
    gap = max(said.start - end, start - said.end, 0)
    return gap, said.start


def fields() -> tuple[DraftField, DraftField]:
    """Return the fields in which statements stand."""
    return DraftField.SUBJECT, DraftField.BODY


def _holds(words: str, group: str, language: str) -> bool:
    pattern = _patterns(group).get(language) or _patterns(group)[_ANY_LANGUAGE]
    return pattern.search(words) is not None


@cache
def _patterns(group: str) -> dict[str, re.Pattern[str]]:
    lists: dict[str, list[str]] = word_lists("statement.toml", GROUPS)[group]
    check_names(lists, LANGUAGES, where=f"statement.toml, [{group}]")
    everything = [word for words in lists.values() for word in words if len(word) > 1]
    return {
        _ANY_LANGUAGE: _one_of(everything),
        **{name: _one_of(words) for name, words in lists.items()},
    }


def _one_of(words: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    inner = "|".join(re.escape(word).replace("'", "['’]?") for word in ordered)
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)", re.IGNORECASE)
