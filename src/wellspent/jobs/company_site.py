"""Read a customer's own site for their brief, where the team has turned that on."""

from datetime import datetime, timedelta
from typing import Final

from wellspent.deliver.address import Resolve, resolve
from wellspent.deliver.company_site import read_company_site
from wellspent.errors import InputError, NotAllowed
from wellspent.records.brief import SiteFact
from wellspent.store.connect import Store
from wellspent.store.records import get_account
from wellspent.store.site_facts import keep_site_facts, site_facts

KEPT_FOR: Final = timedelta(days=30)


def read_site_of(
    store: Store,
    account_id: str,
    *,
    allowed: bool,
    now: datetime,
    lookup: Resolve = resolve,
    private_too: bool = False,
    scheme: str = "https",
    port: int | None = None,
) -> tuple[SiteFact, ...]:
    """Return what an account's own site says of it, from now on part of its brief.

    What was read within a month isn't read again. NotAllowed unless the team has turned it on,
    InputError when no site is known or it asks programs to stay away, NotFound without such an
    account, ServerUnavailable when the site can't be read.
    """
    if not allowed:
        raise NotAllowed(
            "Companies' sites aren't read here.",
            next_step="Turn on the setting fetch_company_sites.",
        )
    account = get_account(store, account_id)
    if not account.domain:
        raise InputError(f"No site of {account.name} is known.", where="domain",
                         next_step="Give the account its domain.")  # fmt: skip
    kept = site_facts(store, account.domain)
    if kept and now - kept[0].read_at < KEPT_FOR:
        return kept
    at = account.domain if port is None else f"{account.domain}:{port}"
    facts = read_company_site(at, now=now, lookup=lookup, private_too=private_too, scheme=scheme)
    keep_site_facts(store, account.domain, facts, now=now)
    return facts
