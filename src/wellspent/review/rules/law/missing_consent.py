"""Marketing to somebody in a country where their consent is needed first, and none is on record.

## Why it matters
They didn't ask for it, and the law of their country says that they must have. Which countries and
channels that is about stands in `review/lists/consent_rules.toml`, each with its source.

Everywhere in the European Union personal data are used for this only on a ground of GDPR, Art. 6,
and anybody may object to it at any time (Art. 21 (2)). This states rules, it is no legal advice.

## Instead
Ask for consent when they come to you (a form, a fair), write it down with its date, or choose a way
that doesn't need it: a letter, or a call where that is allowed.

## Evidence
The source is named in each finding.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from wellspent.clean.country import country_code
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.deal import DealOutcome
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.evidence import Evidence
from wellspent.records.finding import Severity
from wellspent.records.reader import Consent, Reader
from wellspent.records.source import RecordKind
from wellspent.review.dealings.consent_rules import ConsentRule, consent_rules
from wellspent.review.message import Message
from wellspent.review.reading.bulk import is_bulk
from wellspent.review.rule import Found, Need, Rule, bad, good, missing_in

KINDS = {
    DraftChannel.EMAIL: ActivityKind.EMAIL,
    DraftChannel.SMS: ActivityKind.SMS,
    DraftChannel.CALL_SCRIPT: ActivityKind.CALL,
    DraftChannel.VOICEMAIL: ActivityKind.CALL,
}

_WROTE_TO_US = frozenset(
    {ActivityKind.EMAIL, ActivityKind.FORM, ActivityKind.SMS, ActivityKind.CALL}
)


def find(message: Message) -> Iterator[Found]:
    """Report a message for which the reader's country asks for consent and none is on record."""
    reader, channel = message.reader, message.draft.channel
    if reader is None or channel is None or channel not in KINDS:
        return
    kind = KINDS[channel]
    code, country, evidence = _country(reader)
    rule = consent_rules().get(code)
    if rule is None or kind not in rule.channels or (rule.bulk_only and not is_bulk(message)):
        return
    if reader.consents.get(kind, Consent.UNKNOWN) is Consent.UNKNOWN and not _may(reader, rule):
        yield Found(
            span=missing_in(message),
            message=f"{country}: marketing by {kind.value} needs their consent first, and none is "
            f"on record ({rule.source}).",
            evidence=(evidence,),
        )


def _country(reader: Reader) -> tuple[str, str, Evidence]:
    """Return the code and name of the reader's country, and the record that says so."""
    contact, account = reader.contact, reader.account
    if contact is not None and contact.country:
        evidence = Evidence(RecordKind.CONTACT, contact.id, "country", contact.country)
        return country_code(contact.country), contact.country, evidence
    name, key = (account.country, account.id) if account else ("", "")
    return country_code(name), name, Evidence(RecordKind.ACCOUNT, key, "country", name)


def _may(reader: Reader, rule: ConsentRule) -> bool:
    """Return whether they are a customer, or came to us themselves."""
    account = reader.account
    if rule.customers and account is not None and account.customer_since is not None:
        return True
    if any(deal.outcome is DealOutcome.WON for deal in reader.deals) and rule.customers:
        return True
    return bool(reader.leads) or any(
        each.direction is Direction.INBOUND and each.kind in _WROTE_TO_US
        for each in reader.activities
    )


_GERMAN = Reader(
    contact=Contact(id="c1", name="Ada Weber", country="DE"),
    account=Account(id="a1", name="Hafenbrau"),
)

RULE = Rule(
    code="LAW005",
    name="missing-consent",
    severity=Severity.ERROR,
    message="Their country asks for consent first, and none is on record.",
    advice="Ask for consent where they come to you, or choose another way.",
    page=__doc__ or "",
    find=find,
    needs=frozenset({Need.CONTACT, Need.COUNTRY}),
    channels=frozenset(KINDS),
    types=frozenset(
        {
            DraftType.FIRST_TOUCH,
            DraftType.FOLLOW_UP,
            DraftType.BULK,
            DraftType.REFERRAL,
            DraftType.AFTER_EVENT,
            DraftType.AFTER_DOWNLOAD,
        }
    ),
    examples=(
        bad(
            "Guten Tag Frau Weber,\n\nunsere Pumpen sparen Strom.",
            channel=DraftChannel.EMAIL,
            type=DraftType.FIRST_TOUCH,
            reader=_GERMAN,
        ),
        bad(
            "Our pumps save energy.",
            channel=DraftChannel.SMS,
            type=DraftType.BULK,
            reader=_GERMAN,
        ),
        good(
            "Guten Tag Frau Weber,\n\nunsere Pumpen sparen Strom.",
            channel=DraftChannel.EMAIL,
            type=DraftType.FIRST_TOUCH,
            reader=Reader(
                contact=Contact(id="c1", name="Ada Weber", country="Germany"),
                consents={ActivityKind.EMAIL: Consent.GIVEN},
            ),
        ),
        good(
            "Guten Tag Frau Weber,\n\nunsere Pumpen sparen Strom.",
            channel=DraftChannel.EMAIL,
            type=DraftType.FOLLOW_UP,
            reader=Reader(
                contact=Contact(id="c1", name="Ada Weber", country="DE"),
                activities=(
                    Activity(
                        kind=ActivityKind.EMAIL,
                        direction=Direction.INBOUND,
                        happened_at=datetime(2026, 2, 1, 9, 0, tzinfo=UTC),
                    ),
                ),
            ),
        ),
        good(
            "Hi Ada,\n\nour pumps save energy.",
            channel=DraftChannel.EMAIL,
            type=DraftType.FIRST_TOUCH,
            reader=Reader(contact=Contact(id="c2", name="Ada Okafor", country="GB")),
        ),
    ),
)
