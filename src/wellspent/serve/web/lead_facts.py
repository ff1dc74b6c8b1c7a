"""Facts about an enquiry and its account, filled fields only, as pairs of a word and its value."""

from collections.abc import Sequence

from wellspent.records.account import Account
from wellspent.records.lead import Lead
from wellspent.serve.web.wording import label_words, money_words, value_words

Facts = list[tuple[str, str]]


def name_of(lead: Lead, account: Account | None) -> str:
    """Return what to call an enquiry: the company, else the person."""
    known = (account.name if account else "", lead.company, lead.name, lead.email)
    return next((name for name in known if name), "No name given")


def facts_aside(lead: Lead, set_aside: Sequence[str]) -> Facts:
    """Return the enquiry's attributes that were set aside: told, but without points."""
    named = [(label_words(name), value_words(lead.attributes[name])) for name in set_aside]
    return [(word, value) for word, value in named if value]


def lead_facts(lead: Lead, set_aside: Sequence[str]) -> Facts:
    """Return what the enquiry says, filled fields only, without attributes set aside."""
    size = value_words(lead.employees) if lead.employees is not None else ""
    facts = [
        ("Person", lead.name),
        ("Title", lead.title),
        ("Mail", lead.email),
        ("Phone", lead.phone),
        ("Company", lead.company),
        ("Website", lead.website),
        ("Industry", lead.industry),
        ("Employees", size),
        ("Country", lead.country),
        ("Region", lead.region),
        ("Source", lead.source),
        ("Owner", lead.owner),
    ]
    facts += [
        (label_words(name), value_words(value))
        for name, value in lead.attributes.items()
        if name not in set_aside
    ]
    return [(word, value) for word, value in facts if value]


def account_facts(account: Account) -> Facts:
    """Return what is known about the account, filled fields only."""
    facts = [
        ("Domain", account.domain),
        ("Industry", account.industry),
        ("Employees", value_words(account.employees)),
        ("Revenue", money_words(account.annual_revenue) if account.annual_revenue else ""),
        ("Country", account.country),
        ("Owner", account.owner),
        ("Customer since", value_words(account.customer_since)),
    ]
    return [(word, value) for word, value in facts if value]
