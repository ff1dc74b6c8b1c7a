"""Keys: what of a lead or an account can be looked up."""

from functools import lru_cache

from wellspent.clean.company_name import normalise_company
from wellspent.clean.domain import domain_of_website, is_free_mail
from wellspent.records.lead import Lead

REMEMBERED = 50_000
"""Names and domains repeat themselves, and each is asked for more than once."""


def company_domain(lead: Lead) -> str:
    """Return the domain that stands for the lead's company; empty for a free-mail address."""
    _, _, host = lead.email.rpartition("@")
    return _company_domain(host) or _company_domain(lead.website)


@lru_cache(maxsize=REMEMBERED)
def _company_domain(address: str) -> str:
    domain = domain_of_website(address) if address else ""
    return "" if is_free_mail(domain) else domain


@lru_cache(maxsize=REMEMBERED)
def company_key(name: str) -> str:
    """Return a company's normalised name."""
    return normalise_company(name) if name else ""


def company_block(name_key: str) -> str:
    """Return the first word of a normalised name: only names that share it are compared."""
    return name_key.split(" ", 1)[0]
