"""What their company does: trade, size and place, what they bought, what is open with us."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from wellspent.brief.cite import cite, field_of
from wellspent.brief.dates_in_words import capital, in_words, month_in_words
from wellspent.brief.fresh import is_stale
from wellspent.brief.matter import BriefMatter
from wellspent.brief.sentence import Filling, InARow, Words, line, short
from wellspent.records.account import Account
from wellspent.records.attribute import AttributeValue
from wellspent.records.brief import BriefLine
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.evidence import Evidence, OwnRecord

MOST_DEALS: Final = 3
MOST_ATTRIBUTES: Final = 3
COLUMN: Final = "attributes"
"""The field of an account in which the names of the team's own columns stand."""
LONGEST_VALUE: Final = 60


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return what the company does and what it has of us; nothing without an account."""
    account = matter.history.account
    if account is None:
        return []
    open_deals = [one for one in matter.history.deals if one.outcome is DealOutcome.OPEN]
    return [
        *_trade(matter, account),
        *(_open_deal(matter, deal) for deal in open_deals[:MOST_DEALS]),
        *_customer(matter, account),
        *_site(matter),
        *_attributes(account),
    ]


def _trade(matter: BriefMatter, account: Account) -> Iterator[BriefLine]:
    filled: dict[str, Filling] = {}
    if account.industry:
        filled["industry"] = Words(account.industry, cite(account, "industry"))
    if account.employees is not None:
        people = cite(account, "employees")
        filled["employees"] = Words(f"{account.employees:,.0f}", people)
    where = [name for name in ("city", "country") if getattr(account, name)]
    if where:
        filled["place"] = InARow(
            Words(str(getattr(account, name)), cite(account, name)) for name in where
        )
    sentence = _SENTENCES.get(frozenset(filled))
    if sentence:
        yield line(
            sentence, is_stale=is_stale(account.created_at, matter.now, "company"), filled=filled
        )


_SENTENCES: Final = {
    frozenset({"industry", "employees", "place"}): "company_full",
    frozenset({"industry", "employees"}): "company_people",
    frozenset({"industry", "place"}): "company_place",
    frozenset({"industry"}): "company_industry",
    frozenset({"employees", "place"}): "company_size",
    frozenset({"employees"}): "company_only_size",
    frozenset({"place"}): "company_only_place",
}


def _customer(matter: BriefMatter, account: Account) -> Iterator[BriefLine]:
    won = [one for one in matter.history.deals if one.outcome is DealOutcome.WON]
    lost = [one for one in matter.history.deals if one.outcome is DealOutcome.LOST]
    bought = _products(won)
    if account.customer_until is not None and account.customer_until <= matter.now:
        yield line("customer_until", until=_day(matter, account, "customer_until"))
    elif account.customer_since is not None:
        since = _day(matter, account, "customer_since")
        if bought:
            yield line("customer_bought", since=since, products=bought)
        else:
            yield line("customer_since", since=since)
    elif bought:
        when = Words(
            month_in_words(_closed(won[0], matter.now), matter.now), cite(won[0], "closed_at")
        )
        yield line("bought", products=bought, when=when)
    for deal in [one for one in lost if one.closed_at and one.name][:1]:
        when = Words(month_in_words(_closed(deal, matter.now), matter.now), cite(deal, "closed_at"))
        yield line("deal_lost", when=when, deal=Words(deal.name, cite(deal, "name")))


def _products(deals: list[Deal]) -> list[Words]:
    """Return what was bought, the latest first, each product once."""
    found: dict[str, Words] = {}
    for deal in deals:
        for product in deal.products:
            found.setdefault(product, Words(product, cite(deal, "products", product)))
    return list(found.values())[: MOST_DEALS + 1]


def _closed(deal: Deal, now: datetime) -> datetime:
    return deal.closed_at or deal.created_at or now


def _day(matter: BriefMatter, account: Account, field: str) -> Words:
    return Words(month_in_words(getattr(account, field), matter.now), cite(account, field))


def _open_deal(matter: BriefMatter, deal: Deal) -> BriefLine:
    name = Words(deal.name or deal.id, cite(deal, "name" if deal.name else "id"))
    since = deal.created_at
    if since is None:
        return line("deal_open_undated", deal=name)
    begun = Words(in_words(since, matter.now), cite(deal, "created_at"))
    if deal.amount is None or not deal.stage:
        return line("deal_open_plain", deal=name, since=begun)
    amount = Words(f"{float(deal.amount.amount):,.0f} {deal.amount.currency}", cite(deal, "amount"))
    stage = Words(deal.stage, cite(deal, "stage"))
    return line("deal_open", deal=name, amount=amount, stage=stage, since=begun)


def _site(matter: BriefMatter) -> Iterator[BriefLine]:
    for fact in matter.site_facts:
        read = Evidence(OwnRecord.SITE, fact.address, "text", fact.text, fact.read_at)
        old = is_stale(fact.read_at, matter.now, "company")
        yield line("from_site", quote=short(fact.text, read), is_stale=old)


def _attributes(account: Account) -> Iterator[BriefLine]:
    """Yield a few of the team's own columns: numbers and short texts that say something."""
    told = [name for name, value in account.attributes.items() if _tells(name, value)]
    filled: dict[str, Filling] = {}
    for place, name in enumerate(told[:MOST_ATTRIBUTES], start=1):
        label = cite(account, COLUMN, name)
        words = name.replace("_", " ")
        filled[f"label_{place}"] = Words(words if place > 1 else capital(words), label)
        filled[f"value_{place}"] = Words(field_of(account, name) or "", cite(account, name))
    if filled:
        yield line(f"attributes_{len(filled) // 2}", filled=filled)


def _tells(name: str, value: AttributeValue | None) -> bool:
    if isinstance(value, bool) or value is None or name.endswith(("_id", "_key", "time_zone")):
        return False
    return not isinstance(value, str) or 0 < len(value) <= LONGEST_VALUE
