"""Domain against country: does the ending of the company's domain go with the stated country?

Many write from another country's domain: that says next to nothing. Where a person is from gives
no points.
"""

from functools import lru_cache
from typing import Final

from wellspent.clean.country import country_code
from wellspent.clean.domain import domain_of_email
from wellspent.qualify.signal import Signal
from wellspent.qualify.signals.address_kind import COMPANY, kind_of_host
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

FOR_ANYBODY: Final = frozenset(
    """
    ac ag ai am as bz cc cd cf cm co cx dj eu fm ga gd gg gl gq gs im io je la li ly me ml mn ms mu
    nu pw sc sh so st su tk tl to tv vc vg ws
    """.split()  # noqa: SIM905
)
"""Endings of two letters that are sold, or given, to anybody anywhere."""

OTHER_CODES: Final = {"uk": "GB"}


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether the domain's country is the stated one; silent where the ending tells none."""
    stated = country_code(enquiry.lead.country) if enquiry.lead.country else ""
    domain = domain_of_email(enquiry.lead.email)
    owner = country_of_domain(domain)
    if not stated or not owner or kind_of_host(domain) != COMPANY:
        return SIGNAL.silent()
    if owner == stated:
        return SIGNAL.says("same", f"{domain} ends as domains of their country do.", domain)
    return SIGNAL.says("another", f"{domain} ends as domains of another country do.", domain)


@lru_cache(maxsize=50_000)
def country_of_domain(domain: str) -> str:
    """Return the ISO code of the country whose ending a domain has; empty if it has none."""
    ending = domain.rpartition(".")[2]
    if len(ending) != 2 or ending in FOR_ANYBODY:
        return ""
    return OTHER_CODES.get(ending, ending.upper())


SIGNAL = Signal(
    "domain_against_country",
    "domain against country",
    read,
    {
        "same": "the company's domain ends as those of the stated country do",
        "another": "the company's domain ends as those of another country do",
    },
)
