"""Follow the citations of a brief: what stands, in the store, in the field that each one names."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import lru_cache

from wellspent.brief.field_read import (
    consent_of_column,
    in_company,
    in_consent,
    in_correction,
    in_record,
    in_site,
    in_talk,
)
from wellspent.brief.roles import ROLE_FIELD
from wellspent.brief.support import FieldRead, Unsupported, unsupported
from wellspent.errors import WellspentError
from wellspent.jobs.company_in_use import company_in_use
from wellspent.records.brief import Brief
from wellspent.records.contact import Contact
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store
from wellspent.store.consents import get_consent
from wellspent.store.find_conversations import get_conversation
from wellspent.store.records import get_record
from wellspent.store.site_facts import host_of, site_facts


def unsupported_lines(store: Store, brief: Brief, *, now: datetime) -> list[Unsupported]:
    """Return what of a brief its records don't bear, each citation looked up in the store anew."""
    return unsupported(brief, field_reader(store, now=now))


def field_reader(store: Store, *, now: datetime) -> Callable[[Evidence], FieldRead | None]:
    """Return what reads the field that a citation names; None when it isn't there any more."""

    @lru_cache(maxsize=10_000)
    def read(evidence: Evidence) -> FieldRead | None:
        with suppress(WellspentError):
            return _read(store, evidence, now)
        return None

    return read


def _read(store: Store, evidence: Evidence, now: datetime) -> FieldRead | None:
    if evidence.record_kind is OwnRecord.CONVERSATION:
        return in_talk(get_conversation(store, evidence.record_id).heard, evidence.field)
    if evidence.record_kind in (OwnRecord.PRODUCT, OwnRecord.COMPANY):
        company = company_in_use(store)
        return None if company is None else in_company(company, evidence)
    if evidence.record_kind is OwnRecord.SITE:
        return in_site(site_facts(store, host_of(evidence.record_id)), evidence)
    if evidence.record_kind is OwnRecord.CONSENT:
        return in_consent(get_consent(store, evidence.record_id), evidence.field)
    if isinstance(evidence.record_kind, OwnRecord):
        return None
    return _in_records(store, evidence, now)


def _in_records(store: Store, evidence: Evidence, now: datetime) -> FieldRead | None:
    record = get_record(store, evidence.record_id)
    if isinstance(record, Contact) and (evidence.field == ROLE_FIELD or " of " in evidence.field):
        history = account_history(store, contact_id=record.id, now=now)
        if evidence.field == ROLE_FIELD:
            return in_correction(history.role_corrections, evidence)
        return consent_of_column(history, evidence)
    return in_record(record, evidence.field)
