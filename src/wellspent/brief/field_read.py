"""What stands in a cited field: the reading half of `support.py`, over records that are at hand."""

from collections.abc import Callable, Iterable, Iterator

from wellspent.brief.cite import Record, date_of, field_of
from wellspent.brief.fact_for import fact_in_words
from wellspent.brief.matter import BriefMatter
from wellspent.brief.problems_met import PROBLEM_FIELD
from wellspent.brief.roles import ROLE_FIELD
from wellspent.brief.support import FieldRead
from wellspent.records.account import Account
from wellspent.records.account_history import AccountHistory
from wellspent.records.brief import SiteFact
from wellspent.records.buying_role import RoleCorrection
from wellspent.records.consent import ConsentEntry
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.heard import Heard
from wellspent.records.product import Company
from wellspent.records.referral import Referral

INSIGHT = "insight"


def in_record(record: Record | Referral, field: str) -> FieldRead | None:
    """Return what stands in a field of a collected record; None when nothing does.

    Of an account `attributes` are the names of the team's own columns.
    """
    if isinstance(record, Referral):
        value = getattr(record, field, None)
        return FieldRead(str(value), record.referred_at) if value else None
    if isinstance(record, Account) and field == "attributes":
        return FieldRead(", ".join(record.attributes), record.created_at)
    text = field_of(record, field)
    return None if text is None else FieldRead(text, date_of(record))


def in_talk(heard: Heard, field: str) -> FieldRead | None:
    """Return what stands in a field of a conversation.

    Beside what `Conversation.field` knows: `turn 3 by` is who said it, `turn 3 due` the days for
    which something was promised in it.
    """
    talk = heard.conversation
    first, _, rest = field.partition(" ")
    number, _, part = rest.partition(" ")
    if first != "turn" or not number.isdecimal() or int(number) >= len(talk.turns):
        text = talk.field(field)
        return None if text is None else FieldRead(text, talk.started_at)
    turn = talk.turns[int(number)]
    said_at = turn.at or talk.started_at
    if part == "by":
        who = talk.speakers[turn.speaker]
        return FieldRead(", ".join(filter(None, (who.rep, who.label))), said_at)
    if part == "due":
        days = [one.due for one in heard.commitments if one.quote.turn == int(number) and one.due]
        return FieldRead(", ".join(day.isoformat() for day in days), said_at) if days else None
    text = talk.field(field)
    return None if text is None else FieldRead(text, said_at)


def in_company(company: Company, evidence: Evidence) -> FieldRead | None:
    """Return what stands in our own facts: of a product, or of the company (its insights)."""
    if evidence.record_kind is OwnRecord.COMPANY:
        told = [one for one in company.insights if (one.name or INSIGHT) == evidence.record_id]
        texts = [one.text if evidence.field == INSIGHT else one.source for one in told]
        return FieldRead("\n".join(texts)) if texts else None
    product = next((one for one in company.products if one.name == evidence.record_id), None)
    if product is None:
        return None
    if evidence.field == "name":
        return FieldRead(product.name)
    if evidence.field == PROBLEM_FIELD:
        return FieldRead("\n".join(one.name for one in product.problems))
    named = evidence.quote if evidence.field == "fact" else evidence.field
    fact = next((one for one in product.facts if one.name == named), None)
    if fact is None:
        return None
    text = fact.name if evidence.field == "fact" else fact_in_words(fact)
    return FieldRead(text, fact.approved_at)


def in_correction(corrections: Iterable[RoleCorrection], evidence: Evidence) -> FieldRead | None:
    """Return what a person said a contact's role is."""
    for told in corrections:
        if told.contact_id == evidence.record_id and told.at == evidence.date:
            return FieldRead(
                f"{told.role.value} ({told.by})" if told.by else told.role.value, told.at
            )
    return None


def in_site(facts: Iterable[SiteFact], evidence: Evidence) -> FieldRead | None:
    """Return what stood on a company's site under an address."""
    read = [one for one in facts if one.address == evidence.record_id]
    return FieldRead("\n".join(one.text for one in read), read[0].read_at) if read else None


def in_consent(entry: ConsentEntry, field: str) -> FieldRead:
    """Return what stands in an entry: its kind, or its channel."""
    channel = entry.channel.value if entry.channel else "every channel"
    return FieldRead(channel if field.startswith("channel") else entry.kind.value, entry.said_at)


def consent_of_column(history: AccountHistory, evidence: Evidence) -> FieldRead | None:
    """Return an entry that was read off a contact's column: `kind of opted_out_of_email`."""
    field, _, column = evidence.field.partition(" of ")
    for entry in history.consents:
        is_theirs = entry.contact_id in ("", evidence.record_id)
        if column and is_theirs and not entry.id and entry.attribute == column:
            return in_consent(entry, field)
    return None


def reading(matter: BriefMatter) -> Callable[[Evidence], FieldRead | None]:
    """Return what reads a cited field off the matter itself, without any store."""
    records = {one.id: one for one in _records(matter)}
    talks = {one.conversation.id: one for one in matter.history.conversations}
    consents = {one.id: one for one in matter.history.consents if one.id}

    def read(evidence: Evidence) -> FieldRead | None:
        if evidence.record_kind is OwnRecord.CONVERSATION:
            talk = talks.get(evidence.record_id)
            return None if talk is None else in_talk(talk, evidence.field)
        if evidence.record_kind in (OwnRecord.PRODUCT, OwnRecord.COMPANY):
            return None if matter.company is None else in_company(matter.company, evidence)
        if evidence.record_kind is OwnRecord.SITE:
            return in_site(matter.site_facts, evidence)
        if evidence.record_kind is OwnRecord.CONSENT:
            entry = consents.get(evidence.record_id)
            return None if entry is None else in_consent(entry, evidence.field)
        if evidence.field == ROLE_FIELD:
            return in_correction(matter.history.role_corrections, evidence)
        if " of " in evidence.field:
            return consent_of_column(matter.history, evidence)
        record = records.get(evidence.record_id)
        return None if record is None else in_record(record, evidence.field)

    return read


def _records(matter: BriefMatter) -> Iterator[Record | Referral]:
    history = matter.history
    if history.account is not None:
        yield history.account
    yield from matter.givers
    yield from (one.account for one in matter.near)
    yield from history.contacts
    yield from history.activities
    yield from history.deals
    yield from history.leads
    yield from history.referrals
