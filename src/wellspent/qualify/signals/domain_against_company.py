"""Domain against company: is the address at a domain that carries the company's name?

Groups, brands and subsidiaries write from other domains, so another one says next to nothing.
"""

from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from wellspent.clean.company_name import normalise_company
from wellspent.clean.domain import domain_of_email, domain_of_website
from wellspent.qualify.signal import Signal
from wellspent.qualify.signals.address_kind import COMPANY, kind_of_host
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

ALIKE: Final = 85.0
LEAST_LETTERS: Final = 4


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether domain and company agree; silent for free addresses or without a company."""
    lead = enquiry.lead
    domain = domain_of_email(lead.email)
    if not domain or kind_of_host(domain) != COMPANY or not (lead.company or lead.website):
        return SIGNAL.silent()
    if lead.website and domain_of_website(lead.website) == domain:
        return SIGNAL.says("agrees", f"Their website and their address are both at {domain}.")
    if not lead.company:
        return SIGNAL.silent()
    if names_company(domain, lead.company):
        return SIGNAL.says("agrees", f"{domain} carries the company's name.", lead.company)
    said = f"{domain} doesn't carry the company's name; a group or a brand, perhaps."
    return SIGNAL.says("another", said, lead.company)


@lru_cache(maxsize=50_000)
def names_company(domain: str, company: str) -> bool:
    """Return whether a domain carries a company's name, its beginning, or its initials."""
    label = domain.partition(".")[0].replace("-", "")
    words = [word for word in normalise_company(company).split() if word != "and"]
    joined = "".join(words)
    if not joined or not label:
        return False
    if label in joined[: len(label)] or joined in label:
        return True
    if any(len(word) >= LEAST_LETTERS and word in label for word in words):
        return True
    initials = "".join(word[0] for word in words)
    return label == initials or fuzz.ratio(label, joined) >= ALIKE


SIGNAL = Signal(
    "domain_against_company",
    "domain against company",
    read,
    {
        "agrees": "the domain of the address carries the company's name, or is its website's",
        "another": "the domain of the address is a company's, but not by that name",
    },
)
