"""The call script has no place where the caller stops and listens.

## Why it matters
A script that runs through is a speech. Where it doesn't say *stop here*, nobody stops.

## Instead
Mark where you wait for the answer, and what you do with each of the likely ones.

## Evidence
House style: our judgement; what it costs in talks has not been measured.
"""

import re
from collections.abc import Iterator

from wellspent.records.draft import DraftChannel
from wellspent.records.finding import Severity
from wellspent.review.message import Message
from wellspent.review.phrase_groups import words_file
from wellspent.review.rule import Found, Rule, bad, good, missing_in

WORDS = "call_script"

_LEFT_OPEN = re.compile(
    r"_{3,}|\.{3,}[ \t]*(?:\n|$)|…[ \t]*(?:\n|$)|^[ \t]*[-–→>]{1,2}[ \t]*$", re.MULTILINE
)
"""Lines left open for what the customer says."""


def find(message: Message) -> Iterator[Found]:
    """Report a script that nowhere waits for an answer."""
    if not message.words or message.hits(WORDS, "listens"):
        return
    if not _LEFT_OPEN.search(message.body.text):
        yield Found(span=missing_in(message))


RULE = Rule(
    code="ASK006",
    name="script-without-listening-point",
    severity=Severity.WARNING,
    message="The script never stops to listen.",
    advice="Mark where you wait for the answer.",
    page=__doc__ or "",
    find=find,
    channels=frozenset({DraftChannel.CALL_SCRIPT}),
    words=words_file(WORDS),
    examples=(
        bad(
            "Hi Ada, Tom from Aster Pumps. What happens when a seal goes? We have a pump that "
            "runs a year on one. Shall I come by on Tuesday?",
            channel=DraftChannel.CALL_SCRIPT,
        ),
        bad(
            "Guten Tag Frau Weber, hier ist Tom Beck. Wie lange steht die Linie? Wir haben etwas "
            "dagegen.",
            channel=DraftChannel.CALL_SCRIPT,
        ),
        good(
            "Hi Ada, Tom from Aster Pumps. What happens when a seal goes? [pause] And then?",
            channel=DraftChannel.CALL_SCRIPT,
        ),
        good(
            "Ask what happens when a seal goes. Let her answer. If she says that it's rare, thank "
            "her and end.",
            channel=DraftChannel.CALL_SCRIPT,
        ),
        good(
            "Hi Ada, what happens when a seal goes?\n...\nI see.",
            channel=DraftChannel.CALL_SCRIPT,
        ),
    ),
)
