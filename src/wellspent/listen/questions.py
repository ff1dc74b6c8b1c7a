"""Questions that the customer asked us, and the turn of ours that answered each.

Courtesy, rhetoric, tags and checks of the line are no questions. A question is answered by our next
turn, unless that puts it off or speaks of something else, or by a later one that takes up its words.
"""

from collections.abc import Sequence
from typing import Final

from wellspent.listen.content_words import content_words
from wellspent.listen.spoken import Said, Spoken
from wellspent.records.conversation import Side
from wellspent.records.heard import Question

WORDS: Final = "question"

SHORTEST_ANSWER: Final = 4
"""Words; what is shorter and says neither yes nor no is no answer."""

LONG_REPLY: Final = 25
"""Words; a longer reply answers a question only if it takes up a word of it or says yes or no."""


def questions(spoken: Spoken) -> tuple[Question, ...]:
    """Return the customer's questions to us, with the turn that answers each."""
    found: list[Question] = []
    for said in spoken.of(Side.CUSTOMER):
        if is_real_question(said):
            found.append(
                Question(
                    quote=spoken.quote(said),
                    asked_by=Side.CUSTOMER,
                    answered_in=_answered_in(said, spoken),
                )
            )
    return tuple(found)


def is_real_question(said: Said) -> bool:
    """Return whether a sentence asks for something that it doesn't know."""
    if not said.asks or said.has(WORDS, "courtesy", "line_check", "rhetorical"):
        return False
    if any(span[1] >= said.end - 3 for span in said.spans(WORDS, "tag")):
        return False
    return len(said.text.split()) > 1 or any(map(str.isdigit, said.text))


def _answered_in(asked: Said, spoken: Spoken) -> int | None:
    words = content_words(asked.text, asked.language)
    is_next = True
    for turn, sentences in spoken.by_turn.items():
        if turn <= asked.turn or sentences[0].side is not Side.OURS:
            continue
        if _answers(asked, words, sentences, is_next=is_next):
            return turn
        is_next = False
    return None


def _answers(asked: Said, words: frozenset[str], reply: Sequence[Said], *, is_next: bool) -> bool:
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
