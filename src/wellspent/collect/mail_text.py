"""Mail text: each line of a message told apart: the writer's own, quoted, signature, disclaimer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wellspent.collect.mail_item import MailAddress
from wellspent.collect.quoted_reply import own_lines
from wellspent.collect.signature import signature_range

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
    kinds = kinds_of_lines(lines, sender=sender)

    def part(kind: LineKind) -> str:
        found = [line for line, each in zip(lines, kinds, strict=True) if each is kind]
        return "\n".join(found).strip()

    return MailText(
        text=part(LineKind.OWN),
        quoted=part(LineKind.QUOTED),
        signature=part(LineKind.SIGNATURE),
        disclaimer=part(LineKind.DISCLAIMER),
    )


def kinds_of_lines(lines: Sequence[str], *, sender: MailAddress = NOBODY) -> list[LineKind]:
    """Return what each line is; an empty one is as the line above it."""
    del sender
    own = own_lines(lines)
    written = [line if is_own else "" for line, is_own in zip(lines, own, strict=True)]
    start, end = signature_range(written)
    return [
        LineKind.QUOTED if not is_own
        else LineKind.SIGNATURE if start <= place < end
        else LineKind.OWN
        for place, is_own in enumerate(own)
    ]  # fmt: skip
