"""Write the sample company's export files, as its CRM and its bookkeeping would.

Enquiries, contacts, deals and activities look like a HubSpot export. Companies come from the
bookkeeping: semicolons, decimal commas, day before month. Some cells are as messy as people leave
them, and a few rows can't be read at all; what is planted is in the rest.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from wellspent.records.source import RecordKind
from wellspent.sample.committees import (
    accounts_of_committees,
    deal_contacts,
    deals_of_committees,
    people_of_committees,
    stated_zones,
)
from wellspent.sample.customers import SampleAccount, make_accounts
from wellspent.sample.dealings import (
    SampleActivity,
    SampleContact,
    SampleDeal,
    SampleReferral,
    make_activities,
    make_contacts,
    make_deals,
    make_referrals,
)
from wellspent.sample.draws import happens, pick, seeded
from wellspent.sample.enquiries import Enquiry, make_enquiries
from wellspent.sample.names import Namer
from wellspent.sample.others import with_others
from wellspent.sample.planted_dealings import Wishes, planted_activities, wishes_of_contacts
from wellspent.sample.truths import load_truths

Row = Mapping[str, str]

WON_STATUS = ("Contract signed", "Handed to delivery")
LOST_STATUS = ("No reply", "No budget", "Chose a competitor", "Not a company")
OPEN_STATUS = ("New", "Open")

SIGNERS = ("Managing Director", "Plant Manager", "Facility Manager")
"""Whose signature is under a deal, in this order, as far as they are at the account."""

FILE_NAMES = (
    "companies.csv", "contacts.csv", "enquiries.csv", "deals.csv", "activities.csv",
    "referrals.csv",
)  # fmt: skip
"""The files' names, in the order in which they are written and imported."""


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file that was written, and what its rows are."""

    kind: RecordKind
    path: Path


def write_export_files(folder: Path, *, now: datetime) -> tuple[SampleFile, ...]:
    """Write the sample company's files into a folder, in the order in which to import them.

    The same `now` (with its zone) gives the same bytes.
    """
    truths = load_truths()
    random = seeded(truths.seed)
    namer = Namer(random)
    enquiries = with_others(make_enquiries(truths, namer, random, now))
    accounts = make_accounts(truths, namer, random, now, enquiries)
    drawn = make_contacts(namer, random, accounts)
    contacts = [*drawn, *people_of_committees(accounts, now)]
    deals = [*make_deals(random, now, accounts), *deals_of_committees(accounts, now)]
    activities = [*make_activities(random, now, drawn), *planted_activities(contacts, now)]
    referrals = make_referrals(random, accounts)
    tables = (
        (RecordKind.ACCOUNT, "companies.csv", [_account_row(each) for each in accounts]),
        (RecordKind.CONTACT, "contacts.csv", [_contact_row(each) for each in contacts]),
        (RecordKind.LEAD, "enquiries.csv", _lead_rows(random, enquiries)),
        (RecordKind.DEAL, "deals.csv", [_deal_row(each, contacts) for each in deals]),
        (RecordKind.ACTIVITY, "activities.csv", [_activity_row(each) for each in activities]),
        (RecordKind.REFERRAL, "referrals.csv", [_referral_row(each) for each in referrals]),
    )
    return tuple(
        SampleFile(kind, _write(folder / name, rows, by_bookkeeping=kind is RecordKind.ACCOUNT))
        for kind, name, rows in tables
    )


def _write(path: Path, rows: list[Row], *, by_bookkeeping: bool) -> Path:
    encoding = "utf-8-sig" if by_bookkeeping else "utf-8"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";" if by_bookkeeping else ",")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _lead_rows(random: Random, enquiries: list[Enquiry]) -> list[Row]:
    """Return the enquiries as cells: one row twice, and three that can't be read."""
    rows = [_messy(random, _lead_row(random, enquiry)) for enquiry in enquiries]
    unreadable = [
        {**rows[place], "Record ID": f"L-{9000 + place}", "Create Date": written}
        for place, written in (
            (100, "31/02/2025 25:61"),
            (500, "last Tuesday"),
            (900, "0000-00-00"),
        )
    ]
    return [*rows[:800], rows[799], *rows[800:1400], *unreadable, *rows[1400:]]


def _lead_row(random: Random, enquiry: Enquiry) -> dict[str, str]:
    company = enquiry.company
    return {
        "Record ID": f"L-{10000 + enquiry.number}",
        "Salutation": pick(random, ("Ms", "Mr", "Mx", "Dr", "")),
        "First Name": enquiry.person.first,
        "Last Name": enquiry.person.family,
        "Email": enquiry.email,
        "Phone Number": enquiry.phone,
        "Job Title": enquiry.title,
        "Company Name": company.name,
        "Website URL": _website(random, company.domain),
        "Industry": enquiry.industry,
        "Number of Employees": f"{enquiry.employees:,}" if enquiry.employees_known else "",
        "Country/Region": company.language.country,
        "Original Source": enquiry.source,
        "What do you need?": enquiry.need,
        "Cleaning hours per week": (
            f"{enquiry.cleaning_hours}" if enquiry.cleaning_hours_known else ""
        ),
        "Newsletter": "yes" if enquiry.newsletter else "no",
        "Message": enquiry.message,
        "Contact owner": enquiry.owner,
        "Create Date": _moment(enquiry.arrived_at),
        "Close Date": _moment(enquiry.closed_at),
        "Lifecycle Stage": {True: "Customer", False: "Unqualified", None: "Lead"}[enquiry.won],
        "Lead Status": _lead_status(random, won=enquiry.won),
        "Number of Times Contacted": str(enquiry.times_contacted),
        "Last Contacted": _moment(enquiry.closed_at),
    }


def _website(random: Random, domain: str) -> str:
    given = happens(random, 0.7)
    return f"https://www.{domain}/" if given and domain else ""


def _lead_status(random: Random, *, won: bool | None) -> str:
    if won is None:
        return pick(random, OPEN_STATUS)
    return pick(random, WON_STATUS if won else LOST_STATUS)


def _messy(random: Random, row: dict[str, str]) -> Row:
    """Return the row as people would have typed it: spaces, capitals, stand-ins for nothing."""
    if happens(random, 0.05):
        row["Industry"] = f" {row['Industry']}  "
    if happens(random, 0.05):
        row["Email"] = row["Email"].upper()
    if happens(random, 0.04):
        row["Company Name"] = row["Company Name"].upper()
    if happens(random, 0.03):
        row["Message"] = f'Hello,\n\n{row["Message"]}\n"Thank you"'
    if not row["Number of Employees"] and happens(random, 0.5):
        row["Number of Employees"] = pick(random, ("n/a", "-", "unknown"))
    return row


def _account_row(account: SampleAccount) -> Row:
    return {
        "Customer number": account.key,
        "Company name": account.company.name,
        "Domain": account.company.domain,
        "Industry": account.industry,
        "Employees": f"{account.employees:,}".replace(",", "."),
        "Country": account.company.language.country,
        "City": account.company.place,
        "Plants": str(account.plants),
        "Shifts per day": str(account.shifts),
        "Customer since": _day(account.customer_since),
        "Customer until": _day(account.customer_until),
        "Champions": str(account.champions) if account.customer_since else "",
        "Reputation": f"{account.reputation},0" if account.customer_since else "",
        "Account owner": account.owner,
        "Created": _day(account.created_at),
    }


def _contact_row(contact: SampleContact) -> Row:
    wishes = wishes_of_contacts().get(contact.key, Wishes())
    return {
        "Record ID": contact.key,
        "First Name": contact.person.first,
        "Last Name": contact.person.family,
        "Email": contact.email,
        "Phone Number": contact.phone,
        "Job Title": contact.title,
        "Associated Company": contact.account.key,
        "Opted out of email": _yes(wishes.opted_out_of_email),
        "Do not call": _yes(wishes.do_not_call),
        "Do not contact": _yes(wishes.do_not_contact),
        "Time zone": stated_zones().get(contact.key, ""),
        "Create Date": _moment(contact.known_since or contact.account.created_at),
    }


def _deal_row(deal: SampleDeal, contacts: list[SampleContact]) -> Row:
    return {
        "Record ID": deal.key,
        "Deal Name": deal.name,
        "Associated Company": deal.account.key,
        "Associated Contact": deal_contacts().get(deal.key) or _signer(deal, contacts),
        "Amount": f"EUR {deal.amount:,.2f}",
        "Annual recurring revenue": f"EUR {deal.recurring:,.2f}" if deal.recurring else "",
        "Deal Stage": deal.stage,
        "Closed Lost Reason": deal.lost_reason,
        "Products": "; ".join(deal.products),
        "Deal owner": deal.account.owner,
        "Create Date": _moment(deal.created_at),
        "Close Date": _moment(deal.closed_at),
    }


def _signer(deal: SampleDeal, contacts: list[SampleContact]) -> str:
    """Return the key of who signed a deal that was won: whoever stands highest at the account.

    Of accounts with a whole committee nobody knows any more who signed.
    """
    there = [one for one in contacts if one.account is deal.account and one.title in SIGNERS]
    if not deal.won or not there or deal.account.key in accounts_of_committees():
        return ""
    return min(there, key=lambda one: SIGNERS.index(one.title)).key


def _activity_row(activity: SampleActivity) -> Row:
    return {
        "Record ID": activity.key,
        "Activity type": activity.kind,
        "Direction": activity.direction,
        "Subject": activity.subject,
        "Contact email": activity.contact.email,
        "Company": activity.contact.account.key,
        "Activity date": _moment(activity.happened_at),
        "Duration (minutes)": "" if activity.minutes is None else str(activity.minutes),
        "Activity owner": activity.rep or activity.contact.account.owner,
        "Notes": activity.body,
        "Event": activity.event,
        "Role": activity.role,
        "Pages": "" if activity.pages is None else str(activity.pages),
    }


def _referral_row(referral: SampleReferral) -> Row:
    return {
        "Referral ID": referral.key,
        "Referred by": referral.giver.key,
        "Referred company": referral.receiver.key,
        "Referral date": _moment(referral.referred_at),
    }


def _yes(said: object) -> str:
    return "yes" if said else "no"


def _moment(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


def _day(moment: datetime | None) -> str:
    return moment.strftime("%d.%m.%Y") if moment else ""
