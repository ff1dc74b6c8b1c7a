"""Named by somebody else as the one who decides, signs, approves or pays: *our CFO signs off*."""

from collections.abc import Iterator
from typing import Final

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import said_of_power
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind

_SHARES: Final = {
    PowerKind.DECIDES: 1.0,
    PowerKind.SIGNS_OFF: 1.0,
    PowerKind.OWNS_BUDGET: 0.9,
    PowerKind.NEEDS_APPROVAL: 0.8,
}
"""How much of it is said: one whose approval is needed needn't be the one who decides."""


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield what contacts said of others; `about` where we don't know the one they mean."""
    for said in said_of_power(seen, _SHARES):
        if not said.of_themselves:
            yield said.sign(SignOfRole.NAMED_AS_DECIDER, share=_SHARES[said.statement.kind])
