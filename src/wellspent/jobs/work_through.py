"""Work through: what came in becomes leads, linked, qualified and routed.

Each step may fail and each may be done twice: a submission that fails is marked with the error and
tried again with growing pauses, and one whose worker was killed is taken again by another.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from wellspent.clean.clean_lead import clean_lead
from wellspent.clean.enquiry_fields import lead_from_fields
from wellspent.clean.form_mapping import FormMapping, form_mapping
from wellspent.errors import NotFound, StoreUnavailable, WellspentError
from wellspent.jobs.qualify_enquiry import qualify_enquiry
from wellspent.jobs.tell_hooks import tell_hooks
from wellspent.records.hook import HookEvent
from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind
from wellspent.records.submission import Submission, SubmissionState
from wellspent.store.attributes import kinds_of_attributes
from wellspent.store.connect import Store
from wellspent.store.leads import get_lead
from wellspent.store.new_lead import link_lead
from wellspent.store.sites import get_site
from wellspent.store.submissions import (
    claim_waiting,
    get_submission,
    mark_done,
    mark_failed,
    put_off,
)
from wellspent.store.submitted_lead import store_submitted_lead

PAUSES = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)
"""Before each further try; the last one is kept to, since nothing is ever given up."""

UNTIL_THE_FIRST = timedelta(seconds=2)
"""What says the same again waits until the first of it is worked through."""

_log = logging.getLogger("wellspent.jobs")


def work_through(
    store: Store,
    *,
    now: datetime,
    limit: int = 100,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Work through submissions that wait, the longest waiting first; return how many are done.

    `should_stop` is asked before each: what was taken and not begun is left to the next call.
    """
    taken = claim_waiting(store, now=now, limit=limit)
    done = 0
    for place, submission in enumerate(taken):
        if should_stop():
            for left in taken[place:]:
                put_off(store, left.id, next_try_at=now)
            break
        done += _work_on(store, submission, now)
    return done


def _work_on(store: Store, submission: Submission, now: datetime) -> bool:
    """Work on one submission; whatever goes wrong is kept with it."""
    try:
        return _finish(store, submission, now)
    except StoreUnavailable:
        raise  # nothing can be noted now: its claim runs out by itself
    except Exception as error:
        if not isinstance(error, WellspentError):
            _log.exception("submission %s failed", submission.id)
        pause = PAUSES[min(submission.attempts, len(PAUSES)) - 1]
        what = (
            str(error) if isinstance(error, WellspentError) else f"{type(error).__name__}: {error}"
        )
        mark_failed(store, submission.id, what, next_try_at=now + pause)
        return False


def _finish(store: Store, submission: Submission, now: datetime) -> bool:
    if submission.duplicate_of:
        return _follow_the_first(store, submission, now)
    if not submission.lead_id and not submission.fields:
        mark_done(store, submission.id, "")  # a program's lead, taken back since
        return True
    lead_id = submission.lead_id or store_submitted_lead(
        store, submission.id, lead_of(store, submission)
    )
    link_lead(store, lead_id)
    routed = qualify_enquiry(store, lead_id, now=now)
    lead = get_lead(store, lead_id)
    tell_hooks(store, HookEvent.LEAD_ARRIVED, lead, now=now)
    tell_hooks(store, HookEvent.LEAD_ROUTED, lead, now=now, routed=routed)
    mark_done(store, submission.id, lead_id)
    return True


def _follow_the_first(store: Store, submission: Submission, now: datetime) -> bool:
    """Join a submission to the lead of the one that said it first, once that is done."""
    first = get_submission(store, submission.duplicate_of)
    if first.state is not SubmissionState.DONE:
        put_off(store, submission.id, next_try_at=now + UNTIL_THE_FIRST)
        return False
    mark_done(store, submission.id, first.lead_id)
    return True


def lead_of(store: Store, submission: Submission) -> Lead:
    """Return the lead that a submission says, cleaned as an import would clean it."""
    lead = lead_from_fields(
        submission.fields, _mapping_of(store, submission.site), source=submission.site
    )
    dated = replace(lead, arrived_at=submission.received_at)
    return clean_lead(dated, kinds=kinds_of_attributes(store, RecordKind.LEAD))


def _mapping_of(store: Store, site: str) -> FormMapping:
    try:
        return form_mapping(get_site(store, site).mapping)
    except NotFound:
        return FormMapping()  # the site was removed since
