"""It uses words that are bigger than any fact behind them.

## Why it matters
*Game-changing* can't be checked, so it says nothing about the product and something about the
writer. Readers skip it, and doubt the sentence beside it.

## Instead
Put the fact there: how much, where, since when. If there is none, leave the word out.

## Evidence
House style; Nielsen Norman Group, *Concise, SCANNABLE, and Objective: How to Write for the Web*
(1997): objective language instead of promotional language raised usability by 27 %.
"""

from collections.abc import Iterator

from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.own_hits import is_theirs, mark
from wellspent.review.phrase_groups import words_file
from wellspent.review.plain_words import by_certainty
from wellspent.review.rule import Found, Rule, bad, good


def find(message: Message) -> Iterator[Found]:
    """Mark the big words."""
    found = (each for each in mark(message, "hype", "hype") if not is_theirs(message, each.span))
    return by_certainty(message, "hype", found)


RULE = Rule(
    code="VAL005",
    name="hype",
    severity=Severity.WARNING,
    message="This word is bigger than any fact behind it.",
    advice="Put the fact in its place, or leave it out.",
    page=__doc__ or "",
    find=find,
    words=words_file("hype"),
    certainty=0.95,
    examples=(
        bad("Hi Ada,\n\nour game-changing pump is here.", "game-changing"),
        bad(
            "Hi Ada,\n\nwe take your plant to the next level with best-in-class seals.",
            "take your plant to the next level",
            "best-in-class",
        ),
        bad("Guten Tag,\n\nunsere revolutionäre Pumpe ist da.", "revolutionäre"),
        bad(
            "Bonjour,\n\nnotre technologie de pointe change la donne.",
            "technologie de pointe",
            "change la donne",
        ),
        good("Hi Ada,\n\nthe pump needs 30 % less power than the one in hall 2."),
        good("Hi Ada,\n\nit isn't a miracle, nothing revolutionary: a better seal."),
        good('Hi Ada,\n\nthe slide that you called "game-changing" is attached.'),
        good("Hi Ada,\n\nthe leading edge of the blade wears first."),
    ),
)
