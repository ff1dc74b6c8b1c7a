"""Intent: what the words of an enquiry ask for, with the quotes that say so.

Two readers are heard: phrases that people wrote down (`phrases/*.toml`; a group of phrases counts
once) and single words with their odds (`word_evidence.tsv`, learned from the project's own
examples). Their log-odds are added, with the weights that cross-validation on those examples gave
them, and their softmax is the shares. *Unsure* holds a place of its own, the larger the less there
is to go by. It abstains when nothing speaks, when two kinds speak alike, and for every other
language than English, German, French and Spanish: that is never counted against a person.
"""

from collections.abc import Mapping, Sequence
from math import exp

from wellspent.phrases.language_of import OTHER, language_of_pieces
from wellspent.qualify.dumped_text import dumped_text_points
from wellspent.qualify.phrase_book import (
    Found,
    PhraseBook,
    shipped_phrase_book,
)
from wellspent.qualify.word_evidence import (
    WordEvidence,
    WordReading,
    shipped_word_evidence,
)
from wellspent.records.authenticity import EnquiryKind, Intent

READ_CHARACTERS = 20_000
"""So much of a message is read; what an enquiry wants stands before that."""

PHRASE_WEIGHT = 0.4
PHRASE_MORE = 0.15
"""Of the points that phrases give to a kind: of the first four, and of all up to twelve."""

PHRASE_FIRST = 4.0
PHRASE_MOST = 12.0

TAKEN_BACK = 4.0
"""Log-odds that the words of a kind lose where all its phrases were negated or reported."""

WORDS_WEIGHT = 1.5
FEW_WORDS = 40.0
"""So many features of words (some eight words) count half: a short message leaves much open."""

WORDS_WITH_NEGATION = 0.5
"""How much single words still count in such a message: they can't see what is negated."""

BESIDE_WEIGHT = 3.0
"""How much more a job title or a company's name says than as many words of a message."""

DUMPED_WEIGHT = 2.0
"""How much more dumped links say than as many points of phrases."""

LITTLE_TO_GO_BY = 2.0
"""*Unsure* is even with all the rest where the points of phrases, and a tenth of the known words,
make so much together."""

NAMED_FROM = 0.5
"""The share from which a kind is named."""

MOST_QUOTES = 8
MOST_TELLING_WORDS = 4

KINDS = tuple(kind for kind in EnquiryKind if kind not in (EnquiryKind.BOT, EnquiryKind.UNSURE))
_SILENT = dict.fromkeys(KINDS, 0.0) | {EnquiryKind.UNSURE: 1.0}


def intent_of(
    message: str,
    *,
    title: str = "",
    company: str = "",
    phrases: PhraseBook | None = None,
    words: WordEvidence | None = None,
) -> Intent:
    """Return what an enquiry asks for; `phrases` and `words` are the shipped ones unless given.

    `title` is the person's job title and `company` their company's name: some say more than the
    message does (*PhD student*). At most the first 20,000 characters are read.
    """
    book = phrases or shipped_phrase_book()
    message = message[:READ_CHARACTERS]
    text = book.split(message)
    found, taken_back = book.weigh(text)
    language = language_of_pieces(text.pieces)
    if language == OTHER:
        found = []
    elif title or company:
        found += _found_beside(book, title, company)
    if not language and found:
        language = found[0].group.language
    points = points_by_kind(found)
    evidence = words or shipped_word_evidence()
    heard = evidence.read(message) if language != OTHER else None
    dumped, signs = dumped_text_points(message, len(text.words))
    if dumped:
        points[EnquiryKind.SPAM] = points.get(EnquiryKind.SPAM, 0.0) + dumped * DUMPED_WEIGHT
    if not points and heard is None:
        return Intent(kind=EnquiryKind.UNSURE, shares=_SILENT, language=language)
    shares = _shares(points, heard, taken_back)
    kind = _kind_named(shares)
    telling = [one for one in found if one.group.kind is kind and one.group.field == "message"]
    quotes = dict.fromkeys(book.quotes(text, telling[:MOST_QUOTES]))
    if kind is EnquiryKind.SPAM:
        quotes |= dict.fromkeys(signs)
    if not quotes and kind not in (EnquiryKind.UNSURE, EnquiryKind.BOT):
        quotes = dict.fromkeys(evidence.telling_words(message, kind, MOST_TELLING_WORDS))
    return Intent(kind=kind, shares=shares, quotes=tuple(quotes), language=language)


def points_by_kind(found: Sequence[Found]) -> dict[EnquiryKind, float]:
    """Return the log-odds that phrases give to kinds, each group counted once."""
    points: dict[EnquiryKind, float] = {}
    counted: set[int] = set()
    for one in found:
        group = one.group
        if id(group) not in counted:
            counted.add(id(group))
            weight = group.weight * (1.0 if group.field == "message" else BESIDE_WEIGHT)
            points[group.kind] = points.get(group.kind, 0.0) + weight
    return points


def _found_beside(book: PhraseBook, title: str, company: str) -> list[Found]:
    beside = (("title", title[:200]), ("company", company[:200]))
    return [
        one
        for field, text in beside
        if text
        for one in book.find(book.split(text, field=field), field=field)
    ]


def _shares(
    points: Mapping[EnquiryKind, float],
    heard: WordReading | None,
    taken_back: frozenset[EnquiryKind],
) -> dict[EnquiryKind, float]:
    log_odds = {kind: _of_phrases(points.get(kind, 0.0)) for kind in KINDS}
    if heard is not None:
        weight = (WORDS_WITH_NEGATION if taken_back else WORDS_WEIGHT) * (
            heard.known / (heard.known + FEW_WORDS)
        )
        for kind, log_share in heard.log_shares.items():
            taken = TAKEN_BACK if kind in taken_back else 0.0
            log_odds[kind] += weight * log_share - taken
    most = max(log_odds.values())
    odds = {kind: exp(one - most) for kind, one in log_odds.items()}
    total = sum(odds.values())
    to_go_by = sum(points.values()) + (heard.known / 10.0 if heard else 0.0)
    unsure = LITTLE_TO_GO_BY / (LITTLE_TO_GO_BY + to_go_by * to_go_by)
    shares = {kind: (1.0 - unsure) * one / total for kind, one in odds.items()}
    return shares | {EnquiryKind.UNSURE: unsure}


def _of_phrases(points: float) -> float:
    first, all_of_them = min(points, PHRASE_FIRST), min(points, PHRASE_MOST)
    return PHRASE_WEIGHT * first + PHRASE_MORE * all_of_them


def _kind_named(shares: Mapping[EnquiryKind, float]) -> EnquiryKind:
    kind = max(shares, key=shares.__getitem__)
    return kind if shares[kind] >= NAMED_FROM else EnquiryKind.UNSURE
