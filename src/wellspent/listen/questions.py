"""Questions that the customer asked us, and the turn of ours that answered each.

Courtesy, rhetoric, tags and checks of the line are no questions. A question is answered by our
next turn, unless that puts it off or speaks of something else, or by a later one that takes up its
words.
"""

from collections.abc import Sequence
from typing import Final

from wellspent.listen.content_words import content_words
from wellspent.listen.spoken import Said, Spoken
from wellspent.records.conversation import Side
from wellspent.records.heard import Question, Reaction

WORDS: Final = "question"

SHORTEST_ANSWER: Final = 4
"""Words; what is shorter and says neither yes nor no is no answer."""

LONG_REPLY: Final = 25
"""Words; a longer reply answers a question only if it takes up a word of it or says yes or no."""


def questions(spoken: Spoken, reactions: Sequence[Reaction] = ()) -> tuple[Question, ...]:
    """Return the customer's questions to us, with the turn that answers each.

    A question that is a reaction (*what do you mean?*) is told as that.
    """
    reacted = [(one.quote.turn, one.quote.start, one.quote.end) for one in reactions]
    return tuple(
        Question(
            quote=spoken.quote(said),
            asked_by=Side.CUSTOMER,
            answered_in=_answered_in(said, spoken),
        )
        for said in spoken.of(Side.CUSTOMER)
        if is_real_question(said) and not _lies_in(said, reacted)
    )


def _lies_in(said: Said, places: Sequence[tuple[int, int, int]]) -> bool:
    return any(
        turn == said.turn and start < said.end and said.start < end for turn, start, end in places
    )


def is_real_question(said: Said) -> bool:
    """Return whether a sentence asks for something that it doesn't know."""
    if said.has(WORDS, "courtesy", "line_check", "rhetorical"):
        return False
    if not said.asks and not _asks_unmarked(said):
        return False
    if _is_tagged(said):
        return False
    return len(said.text.split()) > 1 or any(map(str.isdigit, said.text))


def _asks_unmarked(said: Said) -> bool:
    """Return whether a line that ends without a mark begins as a question does."""
    if said.text[-1:] in ".!…:":
        return False
    return any(span[0] == said.start for span in said.spans(WORDS, "begins"))


def _is_tagged(said: Said) -> bool:
    """Return whether a sentence ends with a tag (*right?*), or is nothing more."""
    for start, end in said.spans(WORDS, "tag"):
        before = said.text[: start - said.start].rstrip()
        if end >= said.end - 3 and (not before or before[-1] in ",-–…"):
            return True
    return False


def _answered_in(asked: Said, spoken: Spoken) -> int | None:
    words = content_words(asked.text, asked.language)
    is_next = True
    for turn, sentences in spoken.by_turn.items():
        if turn <= asked.turn or sentences[0].side is not Side.OURS:
            continue
        if _answers(words, sentences, is_next=is_next):
            return turn
        is_next = False
    return None


def _answers(words: frozenset[str], reply: Sequence[Said], *, is_next: bool) -> bool:
    telling = [said for said in reply if not said.asks]
    if not telling:
        return False
    put_off = any(said.has(WORDS, "deferral") for said in telling)
    taken_up = {
        word for said in telling for word in words & content_words(said.text, said.language)
    }
    length = sum(len(said.text.split()) for said in telling)
    if not is_next:
        return len(taken_up) >= min(2, len(words)) > 0 and not put_off
    says = telling[0].has(WORDS, "direct") or any(said.has(WORDS, "direct") for said in telling[:3])
    if put_off:
        return len(taken_up) >= 2 and length > LONG_REPLY and len(telling) > 1
    if length < SHORTEST_ANSWER:
        return says or any(map(str.isdigit, telling[0].text))
    return says or bool(taken_up) or length <= LONG_REPLY
