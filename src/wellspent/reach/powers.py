"""Powers: the role and the power of many contacts at once, one judgement for each kind of contact.

Most contacts of a large team never said a word: they differ by title and size of the firm only, and
those that are alike are judged once.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Final

from wellspent.reach.judge import judge
from wellspent.reach.role_weights import RoleWeights
from wellspent.reach.titles.read_title import read_title
from wellspent.reach.titles.title_points import size_band
from wellspent.records.buying_role import BuyingRole, RoleCorrection, RoleJudgement, RoleSign
from wellspent.records.contact import Contact

KNOWN_BELOW: Final = 0.4
"""With less of it unknown, somebody's role counts as known; with no sign at all it is over half."""


def is_known(judgement: RoleJudgement) -> bool:
    """Return whether enough is known of somebody's role to say that they can or can't say yes."""
    return judgement.correction is not None or judgement.shares[BuyingRole.UNKNOWN] < KNOWN_BELOW


class Powers:
    """Judges contact after contact, and those that are alike only once."""

    def __init__(self, weights: RoleWeights, now: datetime) -> None:
        """Take the weights to judge by, and the moment."""
        self.weights = weights
        self.now = now
        self._of_kind: dict[tuple[str, str, bool], RoleJudgement] = {}

    def of(
        self,
        contact: Contact,
        employees: float | None,
        signs: Iterable[RoleSign] = (),
        correction: RoleCorrection | None = None,
    ) -> RoleJudgement:
        """Return the judgement; for contacts without signs that of the first one like them."""
        theirs = tuple(signs)
        if theirs or correction is not None:
            return self._judge(contact, employees, theirs, correction)
        kind = (_what_title_says(contact.title), size_band(employees), bool(contact.account_id))
        if kind not in self._of_kind:
            self._of_kind[kind] = self._judge(contact, employees, (), None)
        return self._of_kind[kind]

    def _judge(
        self,
        contact: Contact,
        employees: float | None,
        signs: tuple[RoleSign, ...],
        correction: RoleCorrection | None,
    ) -> RoleJudgement:
        return judge(
            contact,
            signs,
            weights=self.weights,
            title=read_title(contact.title) if contact.title.strip() else None,
            employees=employees,
            now=self.now,
            correction=correction,
        )


@lru_cache(maxsize=65_536)
def _what_title_says(title: str) -> str:
    """Return level and area of a title: all that its points rest on; nothing for no title."""
    if not title.strip():
        return ""
    reading = read_title(title)
    return f"{reading.level} {reading.area}"
