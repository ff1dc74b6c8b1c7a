"""It lists features without saying what they do for the reader.

## Why it matters
*Three axes, Bluetooth, IP67* leaves the work to the reader: to find out what of it would change
their day. Most won't.

## Instead
Take the one feature that matters to this reader and say what it changes: *IP67, so your night shift
can hose it down*. The rest fits in a data sheet.

## Evidence
House style; Rackham (1988), *SPIN Selling*: features had little effect in the calls that he
watched, benefits that met a stated need a large one.
"""

import re
from collections.abc import Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.reading.placed import Placed
from wellspent.review.reading.sentence_kinds import products_named
from wellspent.review.reading.text import Sentence, Span
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "feature_list"

FEWEST_ITEMS = 3
LONGEST_ITEM = 8
"""A longer item says something about the feature."""

LONGEST_VERB = 12
"""Within so many characters of its beginning, *we give you* names whose it is."""

_PRODUCT_LIKE = re.compile(
    r"(?!You|They|There|The |Th[ia]|He |She |Here|What|With|In |At |On |For |And )"
    r"(?:[A-Z][\w-]{2,30} ){1,2}(?:\d{1,4} )?"
    r"(?:offers|includes|features|contains|comes|has|supports)\b"
)
_BETWEEN = re.compile(r",|;| (?:and|und|et|y|e|sowie|plus|&) ")
_BULLET = re.compile(r"[ \t]{0,8}(?:[-*•–·✓✔➤►]|\d{1,2}[.)])[ \t]+\S")
_SO = re.compile(
    r"(?:so|that|this|which|with that|together|damit|so|dadurch|ainsi|cela|así|eso)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:it|we|our|us|es|wir|unser\w*|il|elle|nous|notre|nos|nuestr[oa]s?|product|platform|tool"
    r"|software|system|solution|app|device|produit|logiciel|plataforma|solución|Produkt|Plattform"
    r"|Lösung|Gerät)\b",
    re.IGNORECASE,
)


def find(message: Message) -> Iterator[Found]:
    """Mark a sentence or rows of points that list what a product has, and no use of it."""
    starts = Placed((hit.start, hit.start) for hit in message.hits(WORDS, "has"))
    if not starts:
        return
    for number, sentence in enumerate(message.sentences):
        here = starts.within(sentence.start, sentence.end)
        if not here or sentence.asks:
            continue
        begins = here[0]
        if _lists_features(message, sentence, begins) and not _names_use(message, number):
            yield Found(span=sentence.span)
    yield from _rows(message, starts)


def _lists_features(message: Message, sentence: Sentence, begins: int) -> bool:
    listed = sentence.text[begins - sentence.start :]
    if listed.count(",") < FEWEST_ITEMS - 2 or not _is_ours(message, sentence, begins):
        return False
    items = [item.split() for item in _BETWEEN.split(listed) if item.strip(" .")]
    short = [item for item in items if len(item) <= LONGEST_ITEM]
    if len(items) < FEWEST_ITEMS + 1 and listed.count(",") < FEWEST_ITEMS - 1:
        return False
    return len(short) == len(items) and not _is_in(sentence, message.once(_others))


def _is_ours(message: Message, sentence: Sentence, begins: int) -> bool:
    """Return whether what stands before the list is ours: *it*, *our pump*, a product's name."""
    named = sentence.text[: begins - sentence.start + LONGEST_VERB]
    if _OURS.search(named) is not None:
        return True
    return _PRODUCT_LIKE.match(named) is not None or _is_in(sentence, message.once(_products))


def _names_use(message: Message, number: int) -> bool:
    """Return whether this sentence or the next one says what it is good for."""
    uses = message.once(_uses)
    if _is_in(message.sentences[number], uses):
        return True
    following = message.sentences[number + 1 : number + 2]
    return any(_SO.match(sentence.text) is not None for sentence in following)


def _rows(message: Message, starts: Placed[int]) -> Iterator[Found]:
    """Yield rows of points after a sentence about the product, none of which speaks to them."""
    sentences = message.sentences
    first = 0
    while first < len(sentences):
        last = first
        while last < len(sentences) and _BULLET.match(_line(message, sentences[last])):
            last += 1
        before = sentences[first - 1] if first else None
        if (
            last - first >= FEWEST_ITEMS
            and before is not None
            and starts.any_within(before.start, before.end)
        ):
            row = sentences[first:last]
            if _is_ours(message, before, before.end) and not _speaks_of_use(message, row):
                yield Found(span=Span(row[0].start, row[-1].end))
        first = max(last, first + 1)


def _line(message: Message, sentence: Sentence) -> str:
    text = message.body.text
    return text[text.rfind("\n", 0, sentence.start + 1) + 1 : sentence.end]


def _speaks_of_use(message: Message, row: tuple[Sentence, ...]) -> bool:
    uses = message.once(_uses)
    return any(_is_in(each, uses) or len(each.text.split()) > LONGEST_ITEM for each in row)


def _uses(message: Message) -> Placed[None]:
    return Placed((hit.start, None) for hit in message.hits(WORDS, "use"))


def _others(message: Message) -> Placed[None]:
    return Placed((hit.start, None) for hit in message.hits(WORDS, "not_product"))


def _products(message: Message) -> Placed[None]:
    return Placed((span.start, None) for span in message.once(products_named))


def _is_in(sentence: Sentence, places: Placed[None]) -> bool:
    return places.any_within(sentence.start, sentence.end)


RULE = Rule(
    code="VAL004",
    name="feature-list",
    severity=Severity.WARNING,
    message="These are features; what they do for the reader isn't said.",
    advice="Take the one that matters to this reader and say what it changes for them.",
    page=__doc__ or "",
    find=find,
    types=frozenset(set(DraftType) - {DraftType.REPLY}),
    words=words_file(WORDS),
    certainty=0.9,
    examples=(
        bad(
            "Hi Ada,\n\nit has three axes, a temperature channel, Bluetooth and IP67. Shall we"
            " talk?",
            "it has three axes, a temperature channel, Bluetooth and IP67.",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Hi Ada,\n\nour platform offers:\n- dashboards\n- alerts\n- nine languages\n\nBen",
            "- dashboards\n- alerts\n- nine languages",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Guten Tag,\n\nunsere Software bietet Aufträge, Kalender, Lager und Berichte.",
            "unsere Software bietet Aufträge, Kalender, Lager und Berichte.",
            type=DraftType.FIRST_TOUCH,
        ),
        good(
            "Hi Ada,\n\nit has IP67, a lid and a long cable, so your night shift can hose it down.",
            type=DraftType.FIRST_TOUCH,
        ),
        good(
            "Hi Ada,\n\nour offer includes delivery, mounting and a day of training.",
            type=DraftType.FOLLOW_UP,
        ),
        good("Hi Ada,\n\nit has three axes, a temperature channel and IP67.", type=DraftType.REPLY),
    ),
)
