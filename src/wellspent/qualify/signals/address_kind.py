"""Kind of address: a company's own, one that anybody gets, an office's, or one to throw away.

A domain on the lists of both throw-away and free providers counts as throw-away: by their names,
such domains look like the throw-away ones. The figures are in docs/explanation/authenticity.md.
"""

from functools import cache
from typing import Final

from disposable_email_domains import blocklist

from wellspent.clean.domain import is_free_mail, registered_domain
from wellspent.clean.email import parse_email
from wellspent.qualify.signal import Signal
from wellspent.qualify.word_files import read_word_file
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

COMPANY: Final = "company"
FREE: Final = "free"
DISPOSABLE: Final = "disposable"


def read(enquiry: Enquiry) -> SignalReading:
    """Read what kind of address it is."""
    email = enquiry.lead.email.strip()
    if not email:
        return NONE
    address = parse_email(email)
    if address is None:
        return SIGNAL.says("malformed", "No mail can be sent to the address as it stands.", email)
    local, _, host = address.rpartition("@")
    kind = kind_of_host(host)
    if kind == DISPOSABLE:
        said = f"Addresses at {host} are handed out for a short time."
        return SIGNAL.says(DISPOSABLE, said, address)
    if local in words_of_addresses()["role"]:
        return SIGNAL.says("role", f"{local}@ is read by an office, not by one person.", address)
    return _FREE if kind == FREE else SIGNAL.says(COMPANY, f"The address is at {host}.", address)


@cache
def words_of_addresses() -> dict[str, frozenset[str]]:
    """Return the word lists about addresses."""
    return read_word_file("addresses", ("role", "forwarding", "kept", "throw_away"))


def kind_of_host(host: str) -> str:
    """Return whether a mail host is `disposable`, `free` or a `company`'s own."""
    domain = registered_domain(host)
    words = words_of_addresses()
    if {host, domain} & (words["forwarding"] | words["kept"]):
        return FREE
    if {host, domain} & words["throw_away"] or host in blocklist or domain in blocklist:
        return DISPOSABLE
    return FREE if is_free_mail(domain) or is_free_mail(host) else COMPANY


SIGNAL = Signal(
    "address_kind",
    "kind of address",
    read,
    {
        COMPANY: "an address at a domain of a company's own",
        FREE: "an address at a provider where anybody gets one, or that forwards mail",
        "role": "an address that an office reads, such as info@",
        DISPOSABLE: "an address at a provider of throw-away addresses",
        "malformed": "no mail can be sent to the address as it stands",
        "none": "no address was given",
    },
)
NONE = SIGNAL.says("none", "No mail address was given.")
_FREE = SIGNAL.says(FREE, "The address is one that anybody can have; so are many owners'.")
