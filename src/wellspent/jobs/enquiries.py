"""Enquiries: leads with how their form was filled in and their history, as signals read them."""

from collections.abc import Sequence

from wellspent.records.enquiry import Enquiry
from wellspent.records.lead import Lead
from wellspent.store.answers import answers_by_lead
from wellspent.store.connect import Store
from wellspent.store.history import histories_of
from wellspent.store.submissions import submissions_of


def enquiries_of(store: Store, leads: Sequence[Lead], *, at_arrival: bool = False) -> list[Enquiry]:
    """Return the enquiry of each lead, in their order.

    With `at_arrival` only what was known when it arrived counts, as for learning.
    """
    ids = [lead.id for lead in leads]
    submissions = submissions_of(store, ids)
    answers = {} if at_arrival else answers_by_lead(store, ids)
    histories = histories_of(store, leads, at_arrival=at_arrival)
    enquiries: list[Enquiry] = []
    for lead, history in zip(leads, histories, strict=True):
        sent = submissions.get(lead.id)
        enquiries.append(
            Enquiry(
                lead=lead,
                fill_seconds=sent.fill_seconds if sent else None,
                trap_filled=sent.trap_filled if sent else None,
                time_zone=sent.time_zone if sent else "",
                history=history,
                answers=len(answers.get(lead.id, ())),
            )
        )
    return enquiries
