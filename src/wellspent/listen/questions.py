"""Questions that the customer asked us, and the turn of ours that answered each.

Courtesy, rhetoric, tags and checks of the line are no questions, nor is what isn't put to us
(`asked.py`). A question is answered by our
next turn, unless that puts it off or speaks of something else, or by a later one that takes up its
words.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Final

from wellspent.listen.asked import Asking
from wellspent.listen.content_words import content_words
from wellspent.listen.spoken import Said, Spoken
from wellspent.records.conversation import Side
from wellspent.records.heard import Question, Reaction

WORDS: Final = "question"

SHORTEST_ANSWER: Final = 4
"""Words; what is shorter and says neither yes nor no is no answer."""

TAKEN_UP: Final = 2
"""Words of the question that an answer takes up, where it puts off another one."""

LONG_REPLY: Final = 25
"""Words; a longer reply answers a question only if it takes up a word of it or says yes or no."""


def questions(spoken: Spoken, reactions: Sequence[Reaction] = ()) -> tuple[Question, ...]:
    """Return the customer's questions to us, with the turn that answers each.

    A question that is a reaction (*what do you mean?*) is told as that.
    """
    reacted = {(one.quote.turn, place) for one in reactions for place in _places(one)}
    replies: dict[int, _Reply | None] = {}
    asking = Asking(spoken)
    return tuple(
        Question(
            quote=spoken.quote(said),
            asked_by=Side.CUSTOMER,
            answered_in=_answered_in(said, spoken, replies),
        )
        for said in spoken.of(Side.CUSTOMER)
        if is_real_question(said) and not _lies_in(said, reacted) and asking.is_earnest(said)
    )


def _places(reaction: Reaction) -> range:
    """Return the characters on which a reaction's quote stands."""
    return range(reaction.quote.start, reaction.quote.end)


def _lies_in(said: Said, places: Set[tuple[int, int]]) -> bool:
    middle = (said.start + said.end) // 2
    return any((said.turn, place) in places for place in (said.start, middle, said.end - 1))


def is_real_question(said: Said) -> bool:
    """Return whether a sentence asks for something that it doesn't know."""
    if said.has(WORDS, "courtesy", "line_check", "rhetorical", "disbelief"):
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


@dataclass(frozen=True, slots=True)
class _Reply:
    """What a turn of ours tells, its questions left out."""

    words: frozenset[str]
    length: int
    sentences: int
    puts_off: bool
    says: bool
    """It says yes, no, or a thing as directly."""


def _answered_in(asked: Said, spoken: Spoken, replies: dict[int, _Reply | None]) -> int | None:
    words = content_words(asked.text, asked.language)
    is_next = True
    for turn, sentences in spoken.after(asked.turn, Side.OURS):
        if turn not in replies:
            replies[turn] = _reply(sentences)
        reply = replies[turn]
        if reply is not None and _answers(words, reply, is_next=is_next):
            return turn
        is_next = False
    return None


def _reply(sentences: Sequence[Said]) -> _Reply | None:
    telling = [said for said in sentences if not said.asks]
    if not telling:
        return None
    words = (content_words(said.text, said.language) for said in telling)
    return _Reply(
        words=frozenset().union(*words),
        length=sum(len(said.text.split()) for said in telling),
        sentences=len(telling),
        puts_off=any(said.has(WORDS, "deferral") for said in telling),
        says=any(said.has(WORDS, "direct") for said in telling[:3])
        or any(map(str.isdigit, telling[0].text)),
    )


def _answers(words: frozenset[str], reply: _Reply, *, is_next: bool) -> bool:
    taken_up = len(words & reply.words)
    if not is_next:
        return taken_up >= min(2, len(words)) > 0 and not reply.puts_off
    if reply.puts_off:
        return taken_up >= TAKEN_UP and reply.length > LONG_REPLY and reply.sentences > 1
    if reply.length < SHORTEST_ANSWER:
        return reply.says
    return reply.says or taken_up > 0 or reply.length <= LONG_REPLY
