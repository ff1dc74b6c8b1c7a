"""It pretends closeness with somebody who has never talked with us.

## Why it matters
A stranger who asks after the children is found out in the first line, and what follows is read as a
trick too.

## Instead
Be what you are: somebody who writes for the first time, with a reason. Warmth comes from the fact
that you took care, not from the word *friend*.

## Evidence
House style: our judgement; what it costs in replies has not been measured.
"""

from collections.abc import Iterator

from wellspent.records.draft import DraftType
from wellspent.records.finding import Severity
from wellspent.review.dealings.acquaintance import is_stranger
from wellspent.review.frames import Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.own_hits import mark
from wellspent.review.phrase_groups import words_file
from wellspent.review.rule import Found, Rule, bad, good

WORDS = "fake_familiarity"

_FRAMES = (Frame(("private_life", "taking_part")),)

_BEFORE_ADDRESS = (",", ".", "!", "?", "\n", "")
_AFTER_ADDRESS = (",", "!", ".", "?", ":", "\n", "")


def find(message: Message) -> Iterator[Found]:
    """Mark words between friends: blatant ones unless we know each other, others to strangers."""
    blatant = list(mark(message, WORDS, "blatant"))
    known = {found.span.start for found in blatant}
    milder = [*mark_frames(message, WORDS, _FRAMES, enough=("familiar",)), *_addresses(message)]
    milder = [found for found in milder if found.span.start not in known]
    if not blatant and not milder:
        return
    stranger = message.once(is_stranger)
    if stranger or (stranger is None and message.draft.type is not None):
        yield from blatant
    if stranger:
        yield from milder


def _addresses(message: Message) -> Iterator[Found]:
    """Yield where the reader is called a friend, not somebody else: a comma or an end follows."""
    for found in mark(message, WORDS, "address"):
        text = message.field(found.span.field).text
        before = text[: found.span.start].rstrip(" ")[-1:]
        if (
            before in _BEFORE_ADDRESS
            and text[found.span.end : found.span.end + 1] in _AFTER_ADDRESS
        ):
            yield found


RULE = Rule(
    code="MAN005",
    name="fake-familiarity",
    severity=Severity.WARNING,
    message="This pretends a closeness that isn't there.",
    advice="Write as somebody who writes for the first time, with a reason.",
    page=__doc__ or "",
    find=find,
    words=words_file(WORDS),
    certainty=0.95,
    examples=(
        bad(
            "Hey buddy,\n\nhave you a minute for pumps?",
            "Hey buddy",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Hi Ada,\n\nhope the kids are well! As we both know, seals are a pain.",
            "hope the kids are",
            "As we both know",
            type=DraftType.FIRST_TOUCH,
        ),
        bad(
            "Guten Tag Frau Okoro,\n\nunter uns gesagt: die alte Pumpe taugt nichts.",
            "unter uns gesagt",
            type=DraftType.FIRST_TOUCH,
        ),
        good("Hi Ada,\n\nhope the kids are well again!", type=DraftType.REPLY),
        good(
            "Hi Ada,\n\nmy friend Ben at the harbour told me that you look for a pump.",
            type=DraftType.FIRST_TOUCH,
        ),
        good("Hi Ada,\n\nwould love to show you the bench in Leeds.", type=DraftType.FIRST_TOUCH),
    ),
)
