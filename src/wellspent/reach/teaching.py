"""Teaching: histories, corrections and past signers as the cases that weights are learned from."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from wellspent.reach.judge import amounts_of, given_points, weigh
from wellspent.reach.learn_weights import Corrected, Person, Signed
from wellspent.reach.role_weights import RoleWeights
from wellspent.reach.signs_of import signs_of
from wellspent.reach.titles.read_title import read_title
from wellspent.reach.titles.title_points import TitleOutcome, size_band
from wellspent.records.account_history import AccountHistory
from wellspent.records.buying_role import (
    BuyingRole,
    DealPerson,
    RoleCorrection,
    RoleSign,
)
from wellspent.records.contact import Contact

JUST_BEFORE: Final = timedelta(seconds=1)


def title_outcomes(people: Iterable[DealPerson]) -> list[TitleOutcome]:
    """Return what past deals tell of titles: who signed, and who was there and didn't."""
    return [
        TitleOutcome(
            level=reading.level,
            area=reading.area,
            size=size_band(one.employees),
            role=BuyingRole.DECISION_MAKER if one.signed else BuyingRole.UNKNOWN,
        )
        for one in people
        for reading in (read_title(one.title),)
    ]


def corrected_title(title: str, employees: float | None, role: BuyingRole) -> TitleOutcome:
    """Return what a person's word on somebody's role tells of their title."""
    reading = read_title(title)
    return TitleOutcome(reading.level, reading.area, size_band(employees), role)


def corrected_case(
    history: AccountHistory, correction: RoleCorrection, weights: RoleWeights
) -> Corrected | None:
    """Return a corrected contact as they were known then; None where the history hasn't them."""
    contact = _contact(history, correction.contact_id)
    if contact is None or correction.role is BuyingRole.UNKNOWN:
        return None
    person = _person(history, contact, signs_of(history), weights, correction.at)
    return Corrected(person, correction.role)


def signed_case(
    history: AccountHistory, deal: Sequence[DealPerson], weights: RoleWeights
) -> Signed | None:
    """Return a won deal's people as they were known just before it; None if the signer isn't.

    Of a deal without a date nobody can tell what was known before it.
    """
    signer = next((one for one in deal if one.signed and one.closed_at), None)
    if signer is None or signer.closed_at is None:
        return None
    signs, before = signs_of(history), signer.closed_at - JUST_BEFORE
    known = [one for each in deal if (one := _contact(history, each.contact_id))]
    places = [place for place, one in enumerate(known) if one.id == signer.contact_id]
    if not places:
        return None
    people = tuple(_person(history, one, signs, weights, before) for one in known)
    return Signed(people, places[0])


def _contact(history: AccountHistory, contact_id: str) -> Contact | None:
    return next((one for one in history.contacts if one.id == contact_id), None)


def _person(
    history: AccountHistory,
    contact: Contact,
    signs: Iterable[RoleSign],
    weights: RoleWeights,
    at: datetime,
) -> Person:
    employees = history.account.employees if history.account else None
    title = read_title(contact.title) if contact.title.strip() else None
    weighed = weigh(contact.id, signs, weights=weights, now=at)
    return Person(amounts_of(weighed), given_points(contact, title, employees, weights))
