"""The outreach corpus: drafts with the records around them and what is to be found in each.

`benchmarks/outreach/<half>/` holds `messages.jsonl` and the records: `company.toml`,
`accounts.jsonl`, `contacts.jsonl`, `activities.jsonl`, `deals.jsonl`, `referrals.jsonl`. In
`practice/` are short messages, right and wrong ones for one rule each.
"""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.attribute import AttributeValue
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.finding import ClaimVerdict, DraftField
from wellspent.records.product import Company, Problem, Product, ProductFact
from wellspent.records.reader import Consent, Reader
from wellspent.records.referral import Referral
from wellspent.review.reading.mentions import names_in

FOLDER: Final = Path(__file__).parent / "outreach"
HALVES: Final = ("develop", "sealed")
LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that a careful colleague would make; an empty quote is about the whole."""

    code: str
    field: DraftField
    quote: str
    subtle: bool


@dataclass(frozen=True, slots=True)
class ExpectedClaim:
    """A statement of fact and what the records say of it."""

    kind: str
    quote: str
    verdict: ClaimVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDraft:
    """A draft of the corpus with its labels."""

    draft: Draft
    language: str
    english: str
    note: str
    expect: tuple[Expected, ...]
    allow: frozenset[str]
    claims: tuple[ExpectedClaim, ...]
    only: str = ""


@dataclass(frozen=True)
class Half:
    """One half of the corpus: what is written, and the records around it."""

    name: str
    company: Company
    accounts: tuple[Account, ...]
    contacts: tuple[Contact, ...]
    activities: tuple[Activity, ...]
    deals: tuple[Deal, ...]
    referrals: tuple[Referral, ...]
    consents: Mapping[str, Mapping[ActivityKind, Consent]]
    objected: Mapping[str, datetime]
    bounced: Mapping[str, datetime]
    zones: Mapping[str, str]
    written: tuple[WrittenDraft, ...]

    @cached_property
    def contact_by_name(self) -> Mapping[str, Contact]:
        """Contacts by id and by address."""
        by_id = {contact.id: contact for contact in self.contacts}
        return by_id | {contact.email.casefold(): contact for contact in self.contacts}

    @cached_property
    def latest_by_contact(self) -> Mapping[str, list[Activity]]:
        """Each contact's activities, latest first."""
        found: dict[str, list[Activity]] = defaultdict(list)
        for each in sorted(self.activities, key=_when, reverse=True):
            found[each.contact_id].append(each)
        return found

    def reader_of(self, draft: Draft) -> Reader | None:
        """Return what the records know around a draft; None when its recipient isn't known."""
        contact = self.contact_by_name.get(draft.recipient) or self.contact_by_name.get(
            draft.recipient.casefold()
        )
        if contact is None:
            return None
        account = next((each for each in self.accounts if each.id == contact.account_id), None)
        colleagues = [
            each
            for each in self.contacts
            if each.account_id == contact.account_id and each.id != contact.id
        ]
        names = {name.casefold() for name in names_in(draft)}

        def until(activities: Iterable[Activity]) -> tuple[Activity, ...]:
            """Return what the records held when the draft was to be sent."""
            if draft.send_at is None:
                return tuple(activities)
            return tuple(each for each in activities if _when(each) <= draft.send_at)

        return Reader(
            contact=contact,
            account=account,
            activities=until(self.latest_by_contact.get(contact.id, ())),
            account_activities=until(
                each for one in colleagues for each in self.latest_by_contact.get(one.id, ())
            ),
            deals=tuple(each for each in self.deals if each.account_id == contact.account_id),
            referrals=tuple(
                each
                for each in self.referrals
                if contact.account_id in (each.receiver_id, each.giver_id)
            ),
            colleagues=tuple(colleagues),
            mentioned_accounts=tuple(
                each for each in self.accounts if each.name.casefold() in names
            ),
            mentioned_contacts=tuple(
                each for each in self.contacts if each.name.casefold() in names
            ),
            time_zone=self.zones.get(contact.id, ""),
            consents=self.consents.get(contact.id, {}),
            objected_at=self.objected.get(contact.id),
            bounced_at=self.bounced.get(contact.id),
        )


def read_half(name: str) -> Half:
    """Read one half of the corpus."""
    folder = FOLDER / name
    people = list(_lines(folder / "contacts.jsonl"))
    return Half(
        name=name,
        company=read_company(folder / "company.toml"),
        accounts=tuple(_account(each) for each in _lines(folder / "accounts.jsonl")),
        contacts=tuple(_contact(each) for each in people),
        activities=tuple(_activity(each) for each in _lines(folder / "activities.jsonl")),
        deals=tuple(_deal(each) for each in _lines(folder / "deals.jsonl")),
        referrals=tuple(_referral(each) for each in _lines(folder / "referrals.jsonl")),
        consents={each["id"]: _consents(each.get("consents") or {}) for each in people},
        objected=_moments(people, "objected_at"),
        bounced=_moments(people, "bounced_at"),
        zones={each["id"]: each.get("time_zone", "") for each in people},
        written=tuple(_written(each) for each in _lines(folder / "messages.jsonl")),
    )


def read_practice() -> tuple[WrittenDraft, ...]:
    """Read the practice messages: each is about one code only, without records around it."""
    files = sorted((FOLDER / "practice").glob("*.jsonl"))
    return tuple(_written(each) for file in files for each in _lines(file))


def read_company(file: Path) -> Company:
    """Read what is true of the sender's side."""
    table = tomllib.loads(file.read_text("utf-8"))
    return Company(
        name=table["name"],
        names=tuple(table.get("names", ())),
        postal_address=table.get("postal_address", ""),
        certifications=tuple(table.get("certifications", ())),
        references=tuple(table.get("references", ())),
        complete=frozenset(ActivityKind(kind) for kind in table.get("complete", ())),
        products=tuple(_product(each) for each in table.get("products", ())),
    )


def _product(table: Mapping[str, Any]) -> Product:
    return Product(
        name=table["name"],
        names=tuple(table.get("names", ())),
        facts=tuple(
            ProductFact(
                name=each["name"],
                value=tuple(each["value"]) if isinstance(each["value"], list) else each["value"],
                unit=each.get("unit", ""),
                names=tuple(each.get("names", ())),
            )
            for each in table.get("facts", ())
        ),
        problems=tuple(
            Problem(name=each["name"], for_whom=tuple(each.get("for_whom", ())))
            for each in table.get("problems", ())
        ),
    )


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    if file.exists():
        for line in file.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _moments(people: list[dict[str, Any]], key: str) -> dict[str, datetime]:
    found = {each["id"]: _moment(each.get(key)) for each in people}
    return {person: moment for person, moment in found.items() if moment}


def _when(activity: Activity) -> datetime:
    return activity.happened_at or LONG_AGO


def _consents(table: Mapping[str, str]) -> dict[ActivityKind, Consent]:
    return {ActivityKind(kind): Consent(said) for kind, said in table.items()}


def _account(row: Mapping[str, Any]) -> Account:
    return Account(
        id=row["id"],
        name=row["name"],
        domain=row.get("domain", ""),
        industry=row.get("industry", ""),
        employees=row.get("employees"),
        country=row.get("country", ""),
        city=row.get("city", ""),
        customer_since=_moment(row.get("customer_since")),
    )


def _contact(row: Mapping[str, Any]) -> Contact:
    return Contact(
        id=row["id"],
        name=row["name"],
        email=row.get("email", ""),
        title=row.get("title", ""),
        account_id=row.get("account", ""),
        country=row.get("country", ""),
    )


def _activity(row: Mapping[str, Any]) -> Activity:
    attributes: dict[str, AttributeValue] = row.get("attributes") or {}
    return Activity(
        id=row["id"],
        kind=ActivityKind(row["kind"]),
        direction=Direction(row.get("direction") or "unknown"),
        contact_id=row.get("contact", ""),
        subject=row.get("subject", ""),
        body=row.get("body", ""),
        happened_at=_moment(row.get("happened_at")),
        minutes=row.get("minutes"),
        rep=row.get("rep", ""),
        attributes=attributes,
    )


def _deal(row: Mapping[str, Any]) -> Deal:
    return Deal(
        id=row["id"],
        name=row.get("name", ""),
        account_id=row.get("account", ""),
        outcome=DealOutcome(row.get("outcome", "open")),
        stage=row.get("stage", ""),
        products=tuple(row.get("products") or ()),
        closed_at=_moment(row.get("closed_at")),
    )


def _referral(row: Mapping[str, Any]) -> Referral:
    giver = row.get("giver_contact", "")
    return Referral(
        giver_id=row.get("giver", ""),
        giver_key=giver,
        receiver_id=row.get("receiver", ""),
        receiver_key=row.get("receiver_contact", ""),
        referred_at=_moment(row.get("referred_at")),
        note=row.get("note", ""),
    )


def _written(row: Mapping[str, Any]) -> WrittenDraft:
    attachments = row.get("attachments")
    draft = Draft(
        id=row["id"],
        channel=DraftChannel(row["channel"]) if row.get("channel") else None,
        type=DraftType(row["type"]) if row.get("type") else None,
        sender=row.get("from", ""),
        recipient=row.get("to", ""),
        send_at=_moment(row.get("send_at")),
        subject=row.get("subject", ""),
        body=row["body"],
        is_html=bool(row.get("is_html")),
        in_reply_to=row.get("in_reply_to"),
        attachments=None if attachments is None else tuple(attachments),
        recipients=row.get("recipients"),
    )
    return WrittenDraft(
        draft=draft,
        language=row.get("language", "en"),
        english=row.get("english", ""),
        note=row.get("note", ""),
        expect=tuple(
            Expected(
                each["code"],
                DraftField(each.get("field") or "body"),
                each.get("quote", ""),
                bool(each.get("subtle")),
            )
            for each in row.get("expect", ())
        ),
        allow=frozenset(row.get("allow", ())),
        only=row.get("only", ""),
        claims=tuple(
            ExpectedClaim(each["kind"], each["quote"], ClaimVerdict(each["verdict"]))
            for each in row.get("claims", ())
        ),
    )
