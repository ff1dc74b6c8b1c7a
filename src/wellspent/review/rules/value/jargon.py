"""It uses words that sound like business and mean little.

## Why it matters
*Leverage synergies* makes the reader translate, and after the translation nothing is left. What is
written in plain words is read faster and believed more.

## Instead
Say who does what, and what comes of it: *your fitters change the seal without stopping the line*.

## Evidence
Oppenheimer (2006), *Consequences of erudite vernacular utilized irrespective of necessity*, Applied
Cognitive Psychology 20: needless long words make readers think less of the writer.
"""

from collections.abc import Iterator

from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.own_hits import is_theirs, mark
from wellspent.review.phrase_groups import words_file
from wellspent.review.rule import Found, Rule, bad, good


def find(message: Message) -> Iterator[Found]:
    """Mark the words of jargon."""
    return (each for each in mark(message, "jargon", "jargon") if not is_theirs(message, each.span))


RULE = Rule(
    code="VAL006",
    name="jargon",
    severity=Severity.WARNING,
    message="This is jargon: it sounds like business and says little.",
    advice="Say in plain words who does what, and what comes of it.",
    page=__doc__ or "",
    find=find,
    words=words_file("jargon"),
    certainty=0.95,
    examples=(
        bad(
            "Hi Ada,\n\nwe leverage synergies in a holistic end-to-end solution.",
            "leverage synergies",
            "holistic end-to-end solution",
        ),
        bad("Hi Ada,\n\nhappy to circle back after the audit.", "circle back after"),
        bad(
            "Guten Tag,\n\nwir schaffen ganzheitliche Lösungen mit Synergien.",
            "ganzheitliche",
            "Synergien",
        ),
        good("Hi Ada,\n\nyour fitters change the seal without stopping the line."),
        good("Hi Ada,\n\nthe lever on the left opens the valve; value added tax is extra."),
        good('Hi Ada,\n\nyou asked what "low-hanging fruit" meant on slide nine: the seals.'),
    ),
)
