"""Named as the one who has to approve: *I'll have to run this by our director*."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from wellspent.reach.seen import Seen
from wellspent.reach.signs.said_of_power import PERSON, SaidOfPower, said_of_power
from wellspent.reach.titles.read_title import read_title
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.heard import PowerKind
from wellspent.records.title import TitleLevel

MOST_WORDS: Final = 5


def signs(seen: Seen) -> Iterator[RoleSign]:
    """Yield whose consent contacts said they need; `about` where we don't know the one."""
    for said in said_of_power(seen, {PowerKind.NEEDS_APPROVAL}):
        named = said if not said.of_themselves else _of_whom(seen, said)
        if named is not None and said.needs_consent:
            yield named.sign(SignOfRole.NAMED_AS_APPROVER)


def _of_whom(seen: Seen, said: SaidOfPower) -> SaidOfPower | None:
    """Return the statement as one of whom they need it from; None where it names nobody."""
    sentence = said.sentence
    rest = sentence.after(PERSON, "run_by") if sentence else ""
    about = " ".join(rest.split()[:MOST_WORDS])
    if not about:
        return None
    meant = seen.people.meant(about, by=said.by)
    if not meant and read_title(about).level is TitleLevel.UNKNOWN:
        return None
    return replace(said, contact_id=meant, about=about)
