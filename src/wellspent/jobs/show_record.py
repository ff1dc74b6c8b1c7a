"""Show a record as it was recorded, with what it belongs to and where it came from."""

from dataclasses import dataclass

from wellspent.errors import NotFound
from wellspent.jobs.find_source import find_source
from wellspent.records.raw import Record
from wellspent.records.source import RecordKind, Source
from wellspent.store.connect import Store
from wellspent.store.ids import kind_of
from wellspent.store.records import get_account, get_contact, get_record


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecord:
    """A record with the names of the contact and account that it is linked to, where it is."""

    kind: RecordKind
    record: Record
    account_name: str
    contact_name: str
    source: Source | None


def show_record(store: Store, record_id: str) -> ShownRecord:
    """Return a record by its id; NotFound if there is none."""
    record = get_record(store, record_id)
    return ShownRecord(
        kind=kind_of(record_id),
        record=record,
        account_name=_account_name(store, getattr(record, "account_id", "")),
        contact_name=_contact_name(store, getattr(record, "contact_id", "")),
        source=find_source(store, record_id),
    )


def _account_name(store: Store, account_id: str) -> str:
    try:
        return get_account(store, account_id).name if account_id else ""
    except NotFound:
        return ""


def _contact_name(store: Store, contact_id: str) -> str:
    try:
        contact = get_contact(store, contact_id) if contact_id else None
    except NotFound:
        return ""
    return "" if contact is None else contact.name or contact.email
