"""Bulk: whether a draft goes to many at once."""

from typing import Final

from wellspent.records.draft import DraftType
from wellspent.review.message import Message

MANY: Final = 20
"""So many recipients of one text make it bulk mail, whatever its type says."""


def is_bulk(message: Message) -> bool:
    """Return whether a draft is bulk mail by its type or the number of those who get it."""
    return message.draft.type is DraftType.BULK or (message.draft.recipients or 1) >= MANY
