"""What is true of ourselves as a file: show it, check another one, and put it in use."""

from datetime import datetime
from pathlib import Path

from wellspent.errors import Conflict, NotFound
from wellspent.reach.titles.prior import check_areas
from wellspent.records.company_version import CompanyVersion
from wellspent.records.product import Company
from wellspent.review.company_file import parse_company, read_company
from wellspent.store.company import list_companies, save_company
from wellspent.store.connect import Store
from wellspent.store.kept_text import KeptText

MOST_VERSIONS = 200

NOTHING_YET = """\
# What is true of ourselves. Drafts are compared with it.
# name = "Our name"
# postal_address = "Our name, street, place"
# certifications = ["ISO 9001"]
# references = ["A customer who may be named"]
# complete = ["event participation"]   # kinds of activity of which our records hold all
# sold_to = ["sales"]                  # areas of work that it is for, as `wellspent titles` says
#
# [[products]]
# name = "What we sell"
#
# [[products.facts]]
# name = "warranty"
# value = 5                            # a number, true or false, a text, or a list of texts
# unit = "years"
# names = ["guarantee"]
#
# [[products.problems]]
# name = "What it solves"
# for_whom = ["food and beverage"]
#
# [[insights]]                         # what a customer may not know yet
# text = "A sentence or two, as it can be said to a customer"
# problem = "What it solves"           # one of the problems above
# for_whom = ["food and beverage"]
# source = "where it comes from"
# name = "what we call it"
"""


def company_file(store: Store) -> CompanyVersion:
    """Return the facts in use as their file."""
    return company_versions(store, limit=1)[0]


def company_versions(store: Store, *, limit: int = MOST_VERSIONS) -> list[CompanyVersion]:
    """Return the facts that were ever in use, the newest first; an empty file ends it."""
    kept = [_version(one) for one in list_companies(store, limit=limit)]
    return [*kept, CompanyVersion(version=0, text=NOTHING_YET)][:limit]


def get_company_version(store: Store, version: int) -> CompanyVersion:
    """Return the facts of that version; NotFound if there is none among the latest 200."""
    for one in company_versions(store):
        if one.version == version:
            return one
    raise NotFound(
        f"there are no facts of the company of version {version}", next_step="List the versions."
    )


def read_company_file(path: Path) -> str:
    """Return a file as it is kept; FileUnreadable or InputError name the line to mend."""
    read_company(path)
    return path.read_text(encoding="utf-8")


def read_company_text(text: str) -> Company:
    """Return what a file says; errors as above."""
    company = parse_company(text, where="the company's facts")
    check_areas(company.sold_to)
    return company


def save_company_text(
    store: Store, text: str, *, based_on: int | None, now: datetime, by: str = ""
) -> CompanyVersion:
    """Put the facts of a file in use, as they were written; errors as above.

    Conflict when `based_on` isn't the version in use: somebody else saved in between. The text
    that is in use already makes no new version.
    """
    read_company_text(text)
    in_use = company_file(store)
    if based_on is not None and based_on != in_use.version:
        raise Conflict(
            f"The company's facts were changed by {in_use.saved_by or 'somebody'} meanwhile: "
            f"version {in_use.version} is in use, and yours is based on {based_on}.",
            next_step="Look at what changed, put your change into it, and save again.",
        )
    if text == in_use.text:
        return in_use
    version = save_company(store, text, now=now, by=by, based_on=based_on)
    return CompanyVersion(version=version, text=text, saved_at=now, saved_by=by)


def _version(kept: KeptText) -> CompanyVersion:
    return CompanyVersion(
        version=kept.version, text=kept.text, saved_at=kept.saved_at, saved_by=kept.saved_by
    )
