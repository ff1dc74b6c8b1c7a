"""Mail text: each line of a message told apart: the writer's own, quoted, signature, disclaimer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wellspent.collect.disclaimer import banner_end, disclaimer_start
from wellspent.collect.html_text import Hint, HtmlLine
from wellspent.collect.mail_item import MailAddress
from wellspent.collect.quoted_reply import own_lines
from wellspent.collect.signature_block import is_initialled, signature_of, signs

_PICTURE: Final = re.compile(
    r"\s{0,8}(?:\[(?:cid|image|logo|bild|imagen)[:\s][^\[\]]{0,300}\]|<image\d{0,4}\.\w{3,4}>)\s*$",
    re.IGNORECASE,
)
"""What stands in a plain text for a picture."""

SOMETHING_ABOVE: Final = "."
"""Stands for the quote above a stretch, below which a name or dashes alone are a signature."""

NOBODY = MailAddress(name="", email="")


class LineKind(StrEnum):
    """What a line of a mail is."""

    OWN = "own"
    QUOTED = "quoted"
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailText:
    """A mail's text in its four parts; each holds its lines in their order."""

    text: str
    quoted: str
    signature: str
    disclaimer: str


def split_mail_text(text: str, *, sender: MailAddress = NOBODY) -> MailText:
    """Return a mail's own new words, and apart from them what isn't.

    `sender` helps to know the name that signs.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return parts_of_text(lines, kinds_of_lines(lines, sender=sender))


def split_mail_html(lines: Sequence[HtmlLine], *, sender: MailAddress = NOBODY) -> MailText:
    """Return the same of a mail that was read out of HTML, whose markup tells some of it."""
    texts = [line.text for line in lines]
    known = [_KIND_OF_HINT.get(line.hint) for line in lines]
    return parts_of_text(texts, kinds_of_lines(texts, sender=sender, known=known))


_KIND_OF_HINT = {
    Hint.QUOTED: LineKind.QUOTED,
    Hint.ANSWERED: LineKind.QUOTED,
    Hint.SIGNATURE: LineKind.SIGNATURE,
}


def parts_of_text(lines: Sequence[str], kinds: Sequence[LineKind]) -> MailText:
    """Put the lines of each kind together."""

    def part(kind: LineKind) -> str:
        found = [line for line, each in zip(lines, kinds, strict=True) if each is kind]
        return "\n".join(found).strip()

    return MailText(
        text=part(LineKind.OWN),
        quoted=part(LineKind.QUOTED),
        signature=part(LineKind.SIGNATURE),
        disclaimer=part(LineKind.DISCLAIMER),
    )


def kinds_of_lines(
    lines: Sequence[str],
    *,
    sender: MailAddress = NOBODY,
    known: Sequence[LineKind | None] = (),
) -> list[LineKind]:
    """Return what each line is.

    `known` holds what the mail's HTML already says of its lines, None where it doesn't.
    """
    told = known or [None] * len(lines)
    own = own_lines(
        [
            line if kind is not LineKind.QUOTED else f"> {line}"
            for line, kind in zip(lines, told, strict=True)
        ]
    )
    kinds = [LineKind.OWN if each else LineKind.QUOTED for each in own]
    written = [
        line if is_own and kind is None else ""
        for line, is_own, kind in zip(lines, own, told, strict=True)
    ]
    for place in range(banner_end(written)):
        kinds[place], written[place] = LineKind.DISCLAIMER, ""
    segments = list(_segments(own))
    for number, (start, end) in enumerate(segments):
        _tell(written, kinds, sender, start, end, is_outer=number in (0, len(segments) - 1))
    for place, line in enumerate(lines):
        if kinds[place] is LineKind.OWN and _PICTURE.match(line):
            kinds[place] = LineKind.SIGNATURE
        elif not own[place] and line.startswith("[") and is_initialled(line, sender):
            kinds[place] = LineKind.OWN
    return [kind or each for kind, each in zip(told, kinds, strict=True)]


def _segments(own: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give the stretches that aren't quoted."""
    start = None
    for place, is_own in enumerate([*own, False]):
        if is_own and start is None:
            start = place
        elif not is_own and start is not None:
            yield start, place
            start = None


def _tell(
    written: Sequence[str],
    kinds: list[LineKind],
    sender: MailAddress,
    start: int,
    end: int,
    *,
    is_outer: bool,
) -> None:
    """Mark signature and disclaimer in one stretch; between quotes only the sender's name signs."""
    lines = written[start:end]
    if not is_outer:
        for place, line in enumerate(lines, start=start):
            if signs(line, sender):
                kinds[place] = LineKind.SIGNATURE
        return
    above = [] if start == 0 else [SOMETHING_ABOVE]
    signed, disclaimed = _signature_and_disclaimer([*above, *lines], sender)
    for kind, (first, last) in (
        (LineKind.SIGNATURE, signed),
        (LineKind.DISCLAIMER, disclaimed),
    ):
        for place in range(max(first - len(above), 0), last - len(above)):
            kinds[start + place] = kind


def _signature_and_disclaimer(
    lines: Sequence[str], sender: MailAddress
) -> tuple[tuple[int, int], tuple[int, int]]:
    first, _ = signature_of(lines, sender)
    disclaimed = disclaimer_start(lines, first)
    head = [line if place < disclaimed else "" for place, line in enumerate(lines)]
    start, end = signature_of(head, sender)
    return (start, min(end, disclaimed)), (disclaimed, len(lines))
