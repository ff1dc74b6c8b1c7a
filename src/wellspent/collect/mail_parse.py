"""Parsing of mail: bytes become a message, in a time that grows with their number and no faster.

The standard library's parser takes minutes for some hostile megabytes: headers with many
parameters, and very many parts. Headers are cut, and a message of too many parts is refused.
"""

import email
import re
from email.errors import MessageError
from email.message import Message
from email.policy import Compat32
from typing import Final

from wellspent.errors import InputError, TooLarge

LARGEST: Final = 25 * 1024 * 1024
LONGEST_OF_PART: Final = 4_000
LONGEST_HEADER: Final = 64_000
MOST_BOUNDARIES: Final = 300
MOST_PARTS: Final = 5_000

_BOUNDARY: Final = re.compile(rb"boundary\s{0,5}=\s{0,5}\"?([^\s\";]{1,200})", re.IGNORECASE)


class _Bounded(Compat32):
    """The usual policy, but for headers that are cut."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return a header's name and value."""
        name, value = super().header_source_parse(sourcelines)
        is_of_part = name.lower().startswith("content-")
        return name, value[: LONGEST_OF_PART if is_of_part else LONGEST_HEADER]


_POLICY: Final = _Bounded()


def parse_mail(content: bytes) -> Message:
    """Return the message; TooLarge over 25 MB or thousands of parts, InputError when it is none."""
    if len(content) > LARGEST:
        raise TooLarge("the message is larger than 25 MB", next_step="Leave out its attachments.")
    boundaries = set(_BOUNDARY.findall(content))
    if len(boundaries) > MOST_BOUNDARIES:
        raise _too_many("its parts are nested too deep")
    parts = 0
    for boundary in boundaries:
        parts += content.count(b"--" + boundary)
        if parts > MOST_PARTS:
            raise _too_many(f"it has more than {MOST_PARTS:,} parts")
    try:
        return email.message_from_bytes(content, policy=_POLICY)
    except RecursionError as error:
        raise _too_many("its parts are nested too deep") from error
    except (MessageError, ValueError, LookupError) as error:
        raise no_message(str(error)) from error


def no_message(tried: str) -> InputError:
    """Return what to raise for bytes that are no message."""
    return InputError(
        "the file isn't a mail message",
        tried=tried,
        next_step="Save it as .eml (the message's source) from the mail program.",
    )


def _too_many(what: str) -> TooLarge:
    return TooLarge(
        f"the message can't be read: {what}",
        next_step="No mail program writes such mail: leave it out.",
    )
