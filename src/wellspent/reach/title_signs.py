"""Title signs: what a contact's title and the size of their firm say, as two reasons."""

from dataclasses import dataclass
from typing import Final

from wellspent.reach.role_weights import ROLES, Points, RoleWeights
from wellspent.reach.titles.prior import title_points
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.contact import Contact
from wellspent.records.evidence import Evidence
from wellspent.records.source import RecordKind
from wellspent.records.title import TitleReading

NEGLIGIBLE: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Stated:
    """A sign whose points come from the title, and how many past outcomes stand behind them."""

    sign: RoleSign
    points: Points
    cases: int = 0


def title_signs(
    contact: Contact, title: TitleReading | None, employees: float | None, weights: RoleWeights
) -> list[Stated]:
    """Return what the title says in a firm of any size, and what the size of this one changes."""
    if title is None or not title.title.strip():
        return []
    anywhere = title_points(title, None, sold_to=weights.sold_to, learned=weights.titles)
    found = [Stated(_of_title(contact, title), _told(anywhere), _cases(title, None, weights))]
    if employees is None or not contact.account_id:
        return [one for one in found if one.points]
    here = title_points(title, employees, sold_to=weights.sold_to, learned=weights.titles)
    changed = {role: here.get(role, 0.0) - anywhere.get(role, 0.0) for role in ROLES}
    size = _of_size(contact, employees)
    found.append(Stated(size, _told(changed), _cases(title, employees, weights)))
    return [one for one in found if one.points]


def _told(points: Points) -> Points:
    return {role: value for role, value in points.items() if abs(value) > NEGLIGIBLE}


def _cases(title: TitleReading, employees: float | None, weights: RoleWeights) -> int:
    if weights.titles is None:
        return 0
    return round(weights.titles.outcomes(title.level, title.area, employees))


def _of_title(contact: Contact, title: TitleReading) -> RoleSign:
    return RoleSign(
        kind=SignOfRole.TITLE,
        contact_id=contact.id,
        account_id=contact.account_id,
        evidence=Evidence(RecordKind.CONTACT, contact.id, "title", title.title),
    )


def _of_size(contact: Contact, employees: float) -> RoleSign:
    number = f"{employees:g}" if employees < 1e6 else f"{employees:.0f}"
    return RoleSign(
        kind=SignOfRole.COMPANY_SIZE,
        contact_id=contact.id,
        account_id=contact.account_id,
        evidence=Evidence(RecordKind.ACCOUNT, contact.account_id, "employees", number),
    )
