"""Asked for an invoice, or sent or promised a purchase order."""

from collections.abc import Iterator

from wellspent.reach.seen import Seen
from wellspent.records.buying_role import RoleSign, SignOfRole


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield contacts' words that ask for an invoice or bring an order."""
    for sentence in seen.said("money", "invoice", questions=True):
        yield seen.sign(SignOfRole.ASKED_FOR_INVOICE, sentence)
