"""Find the contact and the account that a lead means.

By e-mail address, then by company domain, then by company name; the first that gives exactly one
answer wins. Where two accounts would do equally well, or name and domain disagree, nothing is
linked: a wrong account misleads everybody who looks at the lead, a missing one misleads nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from wellspent.link.candidates import AccountCandidate, Lookup
from wellspent.link.keys import company_domain, company_key
from wellspent.records.lead import Lead
from wellspent.records.link import Link, LinkMethod

SURE_EMAIL = 0.99
SURE_DOMAIN = 0.95
SURE_NAME = 0.9
SURE_SIMILAR_NAME = 0.8

LEAST_SIMILARITY = 93.0
"""How alike two names must be (0 to 100, rapidfuzz's normalised edit similarity)."""

LEAST_LEAD = 5.0
"""By how much the most similar name must beat the next."""

SHORTEST_SIMILAR_NAME = 6
"""Shorter names are alike by chance too often."""

DIGITS = re.compile(r"\d+")


def find_link(lead: Lead, lookup: Lookup) -> Link | None:
    """Return the contact and account that a lead means, how and how sure; None if not clear."""
    by_contact = _by_email(lead, lookup)
    if by_contact is not None and by_contact.account_id:
        return by_contact
    by_account = _by_domain(lead, lookup) or _by_name(lead, lookup)
    if by_contact is None or by_account is None:
        return by_contact or by_account
    return replace(
        by_account,
        contact_id=by_contact.contact_id,
        reason=f"{by_contact.reason}; {by_account.reason}",
    )


def _by_email(lead: Lead, lookup: Lookup) -> Link | None:
    email = lead.email.casefold()
    contacts = lookup.contacts_with_email(email) if email else ()
    accounts = {contact.account_id for contact in contacts}
    if not contacts or len(accounts) > 1:
        return None
    return Link(
        contact_id=contacts[0].id if len(contacts) == 1 else "",
        account_id=accounts.pop(),
        method=LinkMethod.EMAIL,
        certainty=SURE_EMAIL,
        reason=f"a contact has the address {email}",
    )


def _by_domain(lead: Lead, lookup: Lookup) -> Link | None:
    domain = company_domain(lead)
    accounts = lookup.accounts_with_domain(domain) if domain else ()
    if len(accounts) > 1:
        name = company_key(lead.company)
        accounts = [account for account in accounts if name and account.name_key == name]
    if len(accounts) != 1:
        return None
    return Link(
        account_id=accounts[0].id,
        method=LinkMethod.DOMAIN,
        certainty=SURE_DOMAIN,
        reason=f"{accounts[0].name} has the domain {domain}",
    )


def _by_name(lead: Lead, lookup: Lookup) -> Link | None:
    name = company_key(lead.company)
    if not name:
        return None
    same = lookup.accounts_named(name)
    if same:
        return _same_name(lead, same)
    return _similar_name(lead, name, lookup.accounts_named_like(name))


def _same_name(lead: Lead, accounts: Sequence[AccountCandidate]) -> Link | None:
    fitting = [account for account in accounts if _may_be(lead, account)]
    if len(fitting) > 1 and lead.country:
        fitting = [account for account in fitting if account.country == lead.country]
    if len(fitting) != 1:
        return None
    return Link(
        account_id=fitting[0].id,
        method=LinkMethod.COMPANY_NAME,
        certainty=SURE_NAME,
        reason=f"“{lead.company}” and {fitting[0].name} are the same name",
    )


def _similar_name(lead: Lead, name: str, accounts: Sequence[AccountCandidate]) -> Link | None:
    if len(name) < SHORTEST_SIMILAR_NAME:
        return None
    ranked = sorted(((_similarity(name, a.name_key), a) for a in accounts), key=lambda r: -r[0])
    if not ranked or ranked[0][0] < LEAST_SIMILARITY or not _may_be(lead, ranked[0][1]):
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAST_LEAD:
        return None
    similarity, account = ranked[0]
    return Link(
        account_id=account.id,
        method=LinkMethod.COMPANY_NAME,
        certainty=SURE_SIMILAR_NAME * similarity / 100,
        reason=f"“{lead.company}” is nearly the name of {account.name} ({similarity:.0f} of 100)",
    )


def _similarity(name: str, other: str) -> float:
    """Return 0 to 100; names that differ in a number are never similar (Area 51, Area 52)."""
    if DIGITS.findall(name) != DIGITS.findall(other):
        return 0.0
    return fuzz.ratio(name, other, score_cutoff=LEAST_SIMILARITY - LEAST_LEAD)


def _may_be(lead: Lead, account: AccountCandidate) -> bool:
    """Return False when domain or country speak against it."""
    if lead.country and account.country and lead.country != account.country:
        return False
    domain = company_domain(lead)
    if not domain or not account.domain:
        return True
    return domain.split(".", 1)[0] == account.domain.split(".", 1)[0]
