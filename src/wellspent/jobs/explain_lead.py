"""Explain a lead: points that add up to its fit, past cases like it, and the records behind."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wellspent.errors import NotFound
from wellspent.jobs.qualify_leads import lead_fit
from wellspent.jobs.scorecard_in_use import newest_profile, points_in_use
from wellspent.qualify.points_table import PointsTable
from wellspent.qualify.reasons import average_rate, in_words
from wellspent.qualify.similar import nearest_cases
from wellspent.qualify.spelling import in_its_spelling, values_in_its_spelling
from wellspent.records.account import Account
from wellspent.records.activity import Activity
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal
from wellspent.records.evidence import Evidence
from wellspent.records.fit import Contribution
from wellspent.records.lead import Lead
from wellspent.records.queue import LeadExplanation, SimilarCase
from wellspent.records.scorecard import ASSUMED_SHARE, Scorecard
from wellspent.records.source import RecordKind
from wellspent.records.verdict import Verdict
from wellspent.store.activities import account_activities, recent_activities
from wellspent.store.cases import LEAD_FIELDS, case_values, fetch_latest_closed_cases
from wellspent.store.connect import Store
from wellspent.store.leads import get_lead, link_reason
from wellspent.store.records import get_account, get_contact, get_record

MOST_ACTIVITIES = 20
PAST_CASES = 3000
"""The latest closed cases among which similar ones are looked for."""


def explain_lead(store: Store, lead_id: str) -> LeadExplanation:
    """Return a lead with its fit in full. Raises `NotFound`."""
    lead = get_lead(store, lead_id)
    table = points_in_use(store)
    fit = lead_fit(store, lead.id, table)
    account = _account(store, lead.account_id)
    return LeadExplanation(
        lead=lead,
        fit=fit,
        account=account,
        contact=_contact(store, lead.contact_id),
        similar=_similar(store, lead, table),
        evidence=_evidence(lead, account, fit.contributions),
        link_reason=link_reason(store, lead.id),
        base_label=base_label(table.scorecard),
        usual_rate=average_rate(table.scorecard),
        set_aside=_set_aside(store, lead),
        activities=_activities(store, lead),
    )


def _activities(store: Store, lead: Lead) -> Sequence[Activity]:
    """Return what happened with the person lately, else with anybody at the account, unread."""
    found = recent_activities(store, lead, limit=MOST_ACTIVITIES)
    if not found and lead.account_id:
        found = account_activities(store, lead.account_id, limit=MOST_ACTIVITIES)
    return [replace(activity, body="") for activity in found]


def _set_aside(store: Store, lead: Lead) -> tuple[str, ...]:
    """Return the names of the lead's attributes that were set aside, so that nobody counts them."""
    profile = newest_profile(store)
    if profile is None:
        return ()
    aside = {one.column for one in profile.honesty.set_aside if not (one.question or one.kept)}
    return tuple(name for name in lead.attributes if name in aside)


def base_label(scorecard: Scorecard) -> str:
    """Return what the points start from, in words."""
    if scorecard.learner == ASSUMED_SHARE:
        share = in_words(average_rate(scorecard))
        return f"An assumed {share}: your team has declared no share yet"
    closed = scorecard.won + scorecard.lost
    if closed == 0 or scorecard.verdict is Verdict.RULES_ONLY:
        return "The share that your team expects"
    return f"The average of {closed:,} closed enquiries and deals"


def _account(store: Store, account_id: str) -> Account | None:
    if not account_id:
        return None
    try:
        return get_account(store, account_id)
    except NotFound:  # undone with its import since the lead was read
        return None


def _contact(store: Store, contact_id: str) -> Contact | None:
    if not contact_id:
        return None
    try:
        return get_contact(store, contact_id)
    except NotFound:  # as above
        return None


def _similar(store: Store, lead: Lead, table: PointsTable) -> Sequence[SimilarCase]:
    if not table.scorecard.attributes:
        return ()
    past = fetch_latest_closed_cases(store, PAST_CASES)
    others = np.array([key != lead.id for key in past.keys], dtype=np.bool_)
    values = values_in_its_spelling(table.spellings, case_values(store, lead.id))
    found = nearest_cases(
        table.scorecard, values, in_its_spelling(table.spellings, past.take(others))
    )
    return [replace(case, name=_name(store, case.record_id)) for case in found]


def _name(store: Store, record_id: str) -> str:
    """Return what to call a past case: the company's name, never a person's."""
    try:
        record = get_record(store, record_id)
    except NotFound:  # undone with its import since it was read
        return ""
    if isinstance(record, Lead) and record.company:
        return record.company
    if isinstance(record, Lead | Deal):
        account = _account(store, record.account_id)
        return account.name if account else ""
    return ""


def _evidence(
    lead: Lead, account: Account | None, contributions: Sequence[Contribution]
) -> tuple[Evidence, ...]:
    """Return the record and field behind each value that carries points, the largest first."""
    own = own_words(lead)
    return tuple(
        _cited(lead, account, contribution, own)
        for contribution in contributions
        if contribution.value
    )


def own_words(lead: Lead) -> frozenset[str]:
    """Return the names of the values that the enquiry itself gave."""
    fixed = (name for name in LEAD_FIELDS if getattr(lead, name) not in {None, ""})
    return frozenset((*lead.attributes, *fixed))


def _cited(
    lead: Lead, account: Account | None, contribution: Contribution, own: frozenset[str]
) -> Evidence:
    from_lead = account is None or contribution.attribute in own
    return Evidence(
        record_kind=RecordKind.LEAD if from_lead else RecordKind.ACCOUNT,
        record_id=lead.id if from_lead or account is None else account.id,
        field=contribution.attribute,
        quote=contribution.value,
        date=lead.arrived_at if from_lead or account is None else account.created_at,
    )
