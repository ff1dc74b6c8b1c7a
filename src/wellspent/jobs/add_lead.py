"""Add a lead: durable first, everything else after.

The enquiry is committed before anything looks at it; a failure to link it loses or delays
nothing, and the next import of accounts tries again.
"""

import logging
from dataclasses import replace
from datetime import UTC, datetime

from wellspent.clean.clean_lead import clean_lead
from wellspent.errors import InputError
from wellspent.jobs.receive_enquiry import Intake
from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind
from wellspent.store.attributes import kinds_of_attributes
from wellspent.store.connect import Store
from wellspent.store.leads import get_lead
from wellspent.store.new_lead import NewLead, link_lead, write_leads

LONGEST_KEY = 255

_log = logging.getLogger("wellspent.jobs")


def add_lead(
    store: Store, lead: Lead, *, idempotency_key: str = "", intake: Intake | None = None
) -> tuple[Lead, bool]:
    """Store an enquiry, cleaned as an import would, and return it, with whether it is new.

    The same `idempotency_key` with the same content, the same `external_id`, or the same words
    from the same person within a day give the lead that is there already. Conflict when the key
    was used for other content; InputError when the lead says nothing at all. With an `intake` it
    is committed together with others that wait.
    """
    _check(lead, idempotency_key)
    sent = replace(lead, id="", arrived_at=lead.arrived_at or datetime.now(UTC))
    dated = clean_lead(sent, kinds=kinds_of_attributes(store, RecordKind.LEAD))
    new = NewLead(
        lead=dated,
        sent=sent,
        idempotency_key=idempotency_key,
        dated=lead.arrived_at is not None,
    )
    lead_id, created = _stored(store, new, intake)
    if not created:
        return get_lead(store, lead_id), False
    try:
        link_lead(store, lead_id)
        return get_lead(store, lead_id), True
    except Exception:
        # It is kept already: whoever sent it must not hear that it failed.
        _log.exception("lead %s is stored but couldn't be linked", lead_id)
        return replace(dated, id=lead_id, account_id="", contact_id=""), True


def _stored(store: Store, new: NewLead, intake: Intake | None) -> tuple[str, bool]:
    if intake is not None:
        return intake.add_lead(new).result()
    with store.writing() as connection:
        return write_leads(connection, [new])[0]


def _check(lead: Lead, idempotency_key: str) -> None:
    says = (lead.name, lead.email, lead.phone, lead.company, lead.message, lead.external_id)
    if not any(text.strip() for text in says) and not lead.attributes:
        raise InputError(
            "the lead says nothing",
            next_step="Give at least a name, e-mail, phone, company or message.",
        )
    if lead.arrived_at is not None and lead.arrived_at.tzinfo is None:
        raise InputError(
            "the time of arrival has no zone",
            where="arrived_at",
            next_step="Write it like 2026-01-31T09:00:00Z.",
        )
    if len(idempotency_key) > LONGEST_KEY:
        raise InputError(
            "the idempotency key is too long",
            next_step=f"Use at most {LONGEST_KEY} characters, such as a UUID.",
        )
