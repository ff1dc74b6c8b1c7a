"""Needs: what a rule must know of a draft before it may speak."""

from collections.abc import Callable

from wellspent.records.draft import DraftChannel
from wellspent.review.message import Message
from wellspent.review.rule import Need, Rule

CHANNEL = "on which channel it is sent"
TYPE = "what type of message it is"


def missing_needs(rule: Rule, message: Message) -> str:
    """Return what a rule would need to know and isn't known here, in words; nothing if all is."""
    missing: list[str] = []
    lacking = rule.needs & set(unknown_in(message))
    if lacking:
        missing = [need.value for need in Need if need in lacking]
    if rule.channels and message.draft.channel is None:
        missing.append(CHANNEL)
    if rule.types and message.draft.type is None:
        missing.append(TYPE)
    return " and ".join(missing)


def unknown_in(message: Message) -> tuple[Need, ...]:
    """Return what isn't known of a draft."""
    return tuple([need for need, is_known in _KNOWN.items() if not is_known(message)])


def _country(message: Message) -> bool:
    reader = message.reader
    if reader is None:
        return False
    named = [each.country for each in (reader.contact, reader.account) if each is not None]
    return any(named)


_KNOWN: dict[Need, Callable[[Message], bool]] = {
    Need.CONTACT: lambda message: message.reader is not None and message.reader.contact is not None,
    Need.ACCOUNT: lambda message: message.reader is not None and message.reader.account is not None,
    Need.SENDER: lambda message: bool(message.draft.sender),
    Need.SEND_AT: lambda message: message.draft.send_at is not None,
    Need.TIME_ZONE: lambda message: message.reader is not None and bool(message.reader.time_zone),
    Need.COUNTRY: _country,
    Need.COMPANY: lambda message: message.company is not None,
    Need.ATTACHMENTS: lambda message: message.draft.attachments is not None,
    Need.THREAD: lambda message: message.draft.in_reply_to is not None,
}

WRITTEN = frozenset({DraftChannel.EMAIL, DraftChannel.LINKEDIN, DraftChannel.SMS})
SPOKEN = frozenset({DraftChannel.CALL_SCRIPT, DraftChannel.VOICEMAIL})
