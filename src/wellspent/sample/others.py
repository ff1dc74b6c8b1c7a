"""Enquiries that aren't from customers-to-be, planted among the open ones: `others.toml`."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from wellspent.sample.enquiries import FREE_MAIL, Enquiry
from wellspent.sample.names import Company, Person, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Who takes the place of an open enquiry, and what kind it really is."""

    place: int
    kind: str
    first: str
    family: str
    email: str
    company: str
    title: str
    source: str
    message: str
    phone: str = ""
    customer: bool = False


@cache
def load_others() -> tuple[Other, ...]:
    """Return the planted ones."""
    text = files("wellspent.sample").joinpath("others.toml").read_text(encoding="utf-8")
    return tuple(Other(**read) for read in tomllib.loads(text)["others"])


def with_others(enquiries: Sequence[Enquiry]) -> list[Enquiry]:
    """Return the enquiries with the planted ones in their places among the open ones."""
    changed = list(enquiries)
    first_open = next(place for place, one in enumerate(changed) if one.won is None)
    customers = [one.company for one in changed if one.won]
    for number, other in enumerate(load_others()):
        place = first_open + other.place
        changed[place] = _instead(changed[place], other, customers[-1 - number])
    return changed


def _instead(enquiry: Enquiry, other: Other, customer: Company) -> Enquiry:
    """Return the enquiry as this one would have sent it; numbers stay with whoever has a plant."""
    company = customer if other.customer else enquiry.company
    stranger = bool(other.email)
    if stranger:
        domain = other.email.partition("@")[2]
        own = "" if domain == FREE_MAIL else domain
        company = Company(other.company, own, company.place, company.language)
    person = Person(other.first, other.family, plain(other.family))
    return replace(
        enquiry,
        company=company,
        person=person,
        email=other.email or f"{person.mail}.{enquiry.number}@{company.domain}",
        phone=other.phone or ("" if stranger else enquiry.phone),
        title=other.title,
        industry="" if stranger else enquiry.industry,
        source=other.source,
        need="",
        message=other.message,
        owner="",
        employees_known=enquiry.employees_known and not stranger,
        cleaning_hours_known=enquiry.cleaning_hours_known and not stranger,
    )
