"""Links in the message: their own site, a link or two, or a farm of links."""

import re
from typing import Final

from wellspent.clean.domain import domain_of_email, domain_of_website, registered_domain
from wellspent.qualify.signal import Signal
from wellspent.qualify.word_files import read_word_file
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry
from wellspent.records.lead import Lead

LONGEST: Final = 20_000
LINK: Final = re.compile(r"(?:https?://|\bwww\.)([a-z0-9.-]{3,120})", re.IGNORECASE)
FORUM_CODE: Final = re.compile(r"\[url\b|\[link\b|\[img\b", re.IGNORECASE)
MARKUP: Final = re.compile(r"<a\s|\]\(https?:", re.IGNORECASE)
PAGE: Final = re.compile(r"(?:https?://|\bwww\.)[a-z0-9.-]{3,120}/[^\s<>\")\]]", re.IGNORECASE)
DOWNLOAD: Final = re.compile(
    r"(?:https?://|\bwww\.)[a-z0-9.-]{3,120}/[^\s<>\"?#]{0,300}"
    r"\.(?:zip|rar|7z|exe|msi|scr|iso|apk|bat|cmd|jar|js|vbs|docm|xlsm)(?![\w/-])",
    re.IGNORECASE,
)
FARM: Final = 4


def read(enquiry: Enquiry) -> SignalReading:
    """Read which links the message has; silent where it has none."""
    message = enquiry.lead.message[:LONGEST]
    if "://" not in message and "www." not in message and "[" not in message:
        return SIGNAL.silent()
    download = DOWNLOAD.search(message)
    if download and not FORUM_CODE.search(message):
        return SIGNAL.says("download", "The link leads to a file that may run.", download.group())
    domains = [registered_domain(host) for host in LINK.findall(message)]
    if not domains:
        return SIGNAL.silent()
    own = _own_domains(enquiry.lead)
    others = [domain for domain in domains if domain not in own]
    if not others and PAGE.search(message):
        return SIGNAL.says("own page", "The link leads to a page of their own site.", domains[0])
    if not others:
        return SIGNAL.says("own site", "The link leads to their own site.", domains[0])
    return _of_others(message, others)


def _of_others(message: str, others: list[str]) -> SignalReading:
    quote = ", ".join(dict.fromkeys(others))
    if FORUM_CODE.search(message):
        return SIGNAL.says("forum code", "The link is written in the code of forums.", quote)
    if len(others) >= FARM or MARKUP.search(message):
        return SIGNAL.says("link farm", f"The message has {len(others)} links in it.", quote)
    if read_word_file("shorteners", ("domains",))["domains"] & set(others):
        return SIGNAL.says("hidden link", "The link hides where it leads to.", quote)
    if len(others) > 1:
        return SIGNAL.says("several links", f"The message has {len(others)} links in it.", quote)
    return SIGNAL.says("a link", "The message has a link in it.", quote)


def _own_domains(lead: Lead) -> set[str]:
    return {domain_of_email(lead.email), domain_of_website(lead.website)} - {""}


SIGNAL = Signal(
    "links_in_message",
    "links in the message",
    read,
    {
        "own site": "all links lead to the site of the address, or the website that they gave",
        "own page": "so they do, and to a page of it",
        "download": "a link to a program, or to a packed file that may hold one",
        "a link": "one link elsewhere",
        "several links": "two or three links elsewhere",
        "hidden link": "a link through a shortener, which hides where it leads to",
        "forum code": "links in the code of forums, such as [url=...], which forms don't read",
        "link farm": "four links or more, or links as markup",
    },
)
