"""What happened with the accounts: contacts, deals, activities, referrals."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from wellspent.sample.customers import SampleAccount
from wellspent.sample.draws import happens, pick
from wellspent.sample.names import Namer, Person

MACHINES = ("Otter 200 scrubber", "Otter 900 foam station", "Otter Tunnel", "Holt drain cleaner")
SERVICE = "Service contract"
LOST_REASONS = ("Price", "No decision", "Chose a competitor")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleContact:
    """A person at an account; `known_since` where that is later than the account is."""

    key: str
    account: SampleAccount
    person: Person
    email: str
    phone: str
    title: str
    known_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDeal:
    """A deal; `won` is None while it is open. Amounts are EUR, `recurring` a year."""

    key: str
    account: SampleAccount
    name: str
    amount: float
    recurring: float
    won: bool | None
    stage: str
    lost_reason: str
    products: tuple[str, ...]
    created_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleActivity:
    """Something that took or offered a contact's time.

    `rep` is empty where it was the account's owner. `event` and `role` are of events, `pages` of
    downloads.
    """

    key: str
    contact: SampleContact
    kind: str
    direction: str
    subject: str
    happened_at: datetime
    minutes: int | None
    rep: str = ""
    body: str = ""
    event: str = ""
    role: str = ""
    pages: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReferral:
    """A customer that brought us another."""

    key: str
    giver: SampleAccount
    receiver: SampleAccount
    referred_at: datetime


def make_contacts(
    namer: Namer, random: Random, accounts: list[SampleAccount]
) -> list[SampleContact]:
    """Return one to three people of each account; the first is who enquired, where someone did."""
    contacts: list[SampleContact] = []
    for account in accounts:
        for place in range(1 + int(random.random() * 3)):
            contacts.append(_make_contact(namer, account, place, len(contacts) + 1))
    return contacts


def make_deals(random: Random, now: datetime, accounts: list[SampleAccount]) -> list[SampleDeal]:
    """Return a first deal for each account, and later ones for customers who came back."""
    deals: list[SampleDeal] = []
    for account in accounts:
        drafts = (
            _customer_deals(random, now, account)
            if account.customer_since
            else [_prospect_deal(random, now, account)]
        )
        deals += [_numbered(draft, len(deals) + place) for place, draft in enumerate(drafts, 1)]
    return deals


def make_activities(
    random: Random, now: datetime, contacts: list[SampleContact]
) -> list[SampleActivity]:
    """Return mails, calls and meetings with the contacts, none of them in the future."""
    activities: list[SampleActivity] = []
    for contact in contacts:
        start = contact.account.created_at
        for _ in range(2 + int(random.random() * 7)):
            happened_at = start + (now - start) * random.random()
            activities.append(_make_activity(random, contact, happened_at, len(activities) + 1))
    return sorted(activities, key=lambda activity: activity.happened_at)


def make_referrals(random: Random, accounts: list[SampleAccount]) -> list[SampleReferral]:
    """Return who brought us the customers that came by referral: always a more valuable half."""
    customers = [account for account in accounts if account.customer_since]
    givers = sorted(customers, key=lambda account: -account.recurring)[: len(customers) // 2]
    came_by_referral = [
        account for account in customers if account.enquiry and account.enquiry.source == "Referral"
    ]
    return [
        _make_referral(random, givers, receiver, number)
        for number, receiver in enumerate(came_by_referral, start=1)
    ]


def _make_contact(namer: Namer, account: SampleAccount, place: int, number: int) -> SampleContact:
    enquiry = account.enquiry if place == 0 else None
    person = enquiry.person if enquiry else namer.person(account.company.language)
    return SampleContact(
        key=f"C-{2000 + number}",
        account=account,
        person=person,
        email=enquiry.email if enquiry else f"{person.mail}.{place}@{account.company.domain}",
        phone=enquiry.phone if enquiry else namer.phone(account.company.language),
        title=enquiry.title if enquiry else namer.title(),
    )


def _customer_deals(random: Random, now: datetime, account: SampleAccount) -> list[SampleDeal]:
    """Return the first deal and, for about every second year since, another one."""
    since = account.customer_since
    assert since is not None
    end = account.customer_until or now
    deals = [_won_deal(random, account, closed_at=since, recurring=account.recurring)]
    closed_at = since + timedelta(days=200 + 500 * random.random())
    while closed_at < end:
        deals.append(_won_deal(random, account, closed_at=closed_at, recurring=0.0))
        closed_at += timedelta(days=200 + 700 * random.random())
    return deals


def _won_deal(
    random: Random, account: SampleAccount, *, closed_at: datetime, recurring: float
) -> SampleDeal:
    machine = pick(random, MACHINES)
    return SampleDeal(
        key="",
        account=account,
        name=f"{machine} for {account.company.name}",
        amount=round(account.recurring * (1.5 + 2.0 * random.random()), -2),
        recurring=recurring,
        won=True,
        stage="Closed won",
        lost_reason="",
        products=(machine, SERVICE) if recurring else (machine,),
        created_at=closed_at - timedelta(days=10 + 50 * random.random()),
        closed_at=closed_at,
    )


def _prospect_deal(random: Random, now: datetime, account: SampleAccount) -> SampleDeal:
    enquiry = account.enquiry
    assert enquiry is not None
    still_open = (now - enquiry.arrived_at).days < 60
    machine = pick(random, MACHINES)
    return SampleDeal(
        key="",
        account=account,
        name=f"{machine} for {account.company.name}",
        amount=round(5000 + 40000 * random.random(), -2),
        recurring=0.0,
        won=None if still_open else False,
        stage="Proposal sent" if still_open else "Closed lost",
        lost_reason="" if still_open else pick(random, LOST_REASONS),
        products=(machine,),
        created_at=enquiry.arrived_at,
        closed_at=None if still_open else enquiry.closed_at,
    )


def _numbered(deal: SampleDeal, number: int) -> SampleDeal:
    return replace(deal, key=f"D-{3000 + number}")


def _make_activity(
    random: Random, contact: SampleContact, happened_at: datetime, number: int
) -> SampleActivity:
    kind = pick(random, ("Email", "Email", "Email", "Call", "Meeting"))
    minutes = {"Email": None, "Call": 2 + int(20 * random.random()), "Meeting": 45}[kind]
    subjects = {
        "Email": "Hygiene plan for your lines",
        "Call": "Question about the foam station",
        "Meeting": "Visit at the plant",
    }
    return SampleActivity(
        key=f"T-{number}",
        contact=contact,
        kind=kind,
        direction="Inbound" if happens(random, 0.35) else "Outbound",
        subject=subjects[kind],
        happened_at=happened_at,
        minutes=minutes,
    )


def _make_referral(
    random: Random, givers: list[SampleAccount], receiver: SampleAccount, number: int
) -> SampleReferral:
    others = [giver for giver in givers if giver.key != receiver.key]
    return SampleReferral(
        key=f"R-{number}",
        giver=pick(random, others),
        receiver=receiver,
        referred_at=receiver.created_at,
    )
