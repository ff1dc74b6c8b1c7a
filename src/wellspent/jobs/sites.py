"""Sites: the places that enquiries come from, each with limits and a secret of its own."""

import re
import secrets
from dataclasses import replace

from wellspent.clean.form_mapping import FOR_ANY, form_mapping, form_mappings
from wellspent.errors import InputError
from wellspent.records.site import Site
from wellspent.store import sites
from wellspent.store.connect import Store

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
ORIGIN = re.compile(
    r"https?://[a-z0-9.-]{1,253}(?::\d{1,5})?|https?://\[[0-9a-f:]{2,45}\](?::\d{1,5})?"
)
ADDRESS = re.compile(r"https?://[^\s]{1,2000}")
LANGUAGES = ("en", "de", "fr", "es")
LEAST_SECRET = 16
MOST_KILOBYTES = 1024
MOST_A_MINUTE = 1_000_000


def list_sites(store: Store) -> list[Site]:
    """Return the sites by name."""
    return sites.list_sites(store)


def get_site(store: Store, name: str) -> Site:
    """Return a site; NotFound if there is none of that name."""
    return sites.get_site(store, name)


def save_site(store: Store, site: Site) -> Site:
    """Keep a site, in place of the one of that name, and return it as it is kept.

    InputError says what is wrong with it.
    """
    checked = replace(
        site,
        name=site.name.strip().lower(),
        origins=tuple(dict.fromkeys(_origin(origin) for origin in site.origins)),
    )
    _check(checked)
    sites.save_site(store, checked)
    return checked


def delete_site(store: Store, name: str) -> None:
    """Forget a site; what came from it stays. NotFound if there is none of that name."""
    sites.delete_site(store, name)


def form_tools() -> list[str]:
    """Return the names of the form tools whose fields are known, for a site's `mapping`."""
    return [name for name in form_mappings() if name != FOR_ANY]


def new_secret() -> str:
    """Return a secret that nobody can guess, for signing webhooks."""
    return secrets.token_urlsafe(24)


def _origin(text: str) -> str:
    origin = text.strip().rstrip("/").lower()
    if not ORIGIN.fullmatch(origin):
        raise InputError(
            f"{text!r} isn't the origin of a web page",
            where="origins",
            next_step="Write the page's address up to its host, such as https://www.example.com.",
        )
    return origin


def _check(site: Site) -> None:
    form_mapping(site.mapping)
    wrong = _what_is_wrong(site)
    if wrong:
        field, what, next_step = wrong
        raise InputError(what, where=field, next_step=next_step)


def _what_is_wrong(site: Site) -> tuple[str, str, str] | None:
    if not NAME.fullmatch(site.name):
        advice = "Use small letters, digits and hyphens, such as `shop` or `de-blog`."
        return "name", f"{site.name!r} can't be a site's name", advice
    if site.language not in LANGUAGES:
        return "language", f"there is no form in {site.language!r}", f"Use {', '.join(LANGUAGES)}."
    if site.secret and len(site.secret) < LEAST_SECRET:
        return "secret", "the secret is too short", f"Use at least {LEAST_SECRET} characters."
    if not 1 <= site.enquiries_a_minute <= MOST_A_MINUTE:
        return "enquiries_a_minute", "that many a minute make no sense", "Give 1 or more."
    if not 1 <= site.most_kilobytes <= MOST_KILOBYTES:
        return "most_kilobytes", "that size makes no sense", f"Give 1 to {MOST_KILOBYTES}."
    if site.thanks_address and not re.match(
        r"https?://[^\s]+\Z|/[^/\s][^\s]*\Z", site.thanks_address
    ):
        return "thanks_address", "that isn't a web address", "Write https://www.example.com/thanks."
    return None
