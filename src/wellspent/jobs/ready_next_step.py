"""Ready next step: the text for a lead's route with the facts filled in; nothing is sent by it."""

from dataclasses import replace

from wellspent.errors import NotFound
from wellspent.jobs.enquiries import enquiries_of
from wellspent.jobs.price_routes import judge_and_price
from wellspent.jobs.qualify_leads import lead_fit
from wellspent.jobs.question_reference import question_reference
from wellspent.jobs.rules_in_force import rules_in_force
from wellspent.jobs.scorecard_in_use import points_in_use
from wellspent.qualify.ask import BestQuestion, best_question
from wellspent.qualify.next_step import next_step
from wellspent.qualify.next_step_templates import Templates, usual_templates
from wellspent.records.authenticity import Authenticity
from wellspent.records.deal import Deal
from wellspent.records.lead import Lead
from wellspent.records.route import NextStep, Route, RouteChoice
from wellspent.store.answers import answers_of
from wellspent.store.connect import Store
from wellspent.store.leads_to_route import LeadToRoute, lead_to_route
from wellspent.store.past_deals import latest_won_deal
from wellspent.store.routed_leads import get_routed_lead
from wellspent.store.sites import get_site
from wellspent.store.submissions import submissions_of


def ready_next_step(
    store: Store,
    lead_id: str,
    *,
    route: Route | None = None,
    quoting: bool = True,
    templates: Templates | None = None,
    judged: tuple[Authenticity, RouteChoice] | None = None,
) -> NextStep:
    """Return the next step of a lead's route (or of `route`) as an editable text.

    Without `quoting` it holds nothing that the stranger wrote: so for what is sent by itself.
    `judged` is what `judge_and_price` says of the lead, where that is known already.
    NotFound if there is no such lead.
    """
    found, routed = lead_to_route(store, lead_id), get_routed_lead(store, lead_id)
    authenticity, choice = judged or judge_and_price(store, lead_id)
    chosen = route or (routed.route if routed else choice.route)
    sender = (routed.owner if routed else "") or found.lead.owner
    asked = question_for(store, found.lead, authenticity) if chosen is Route.ASK else None
    (enquiry,) = enquiries_of(store, [found.lead])
    step = next_step(
        chosen,
        enquiry,
        authenticity,
        facts=_facts(store, found, sender),
        templates=templates or usual_templates(),
        question=asked.field if asked else "",
        language=_language_of_site(store, lead_id),
        quoting=quoting,
    )
    if not step.question:
        return step
    # A reply by mail finds back to the lead by this.
    reference = question_reference(store, lead_id, step.question)
    return replace(step, subject=f"{step.subject} [{reference}]")


def question_for(store: Store, lead: Lead, authenticity: Authenticity) -> BestQuestion | None:
    """Return the question that is worth most to ask about a lead; None if all is known."""
    table = points_in_use(store)
    return best_question(
        lead,
        authenticity,
        lead_fit(store, lead.id, table),
        rules_in_force(store),
        scorecard=table.scorecard,
        asked={answer.field for answer in answers_of(store, lead.id)},
    )


def _facts(store: Store, found: LeadToRoute, sender: str) -> dict[str, str]:
    own = dict(rules_in_force(store).facts)
    others = found.account_owner if found.account_owner != sender else ""
    deal = latest_won_deal(store, found.lead.account_id)
    return own | {"sender": sender, "account_owner": others, "past_deal": _in_words(deal)}


def _in_words(deal: Deal | None) -> str:
    if deal is None:
        return ""
    when = f" ({deal.closed_at:%Y-%m-%d})" if deal.closed_at else ""
    return f"{deal.name or ', '.join(deal.products)}{when}".strip()


def _language_of_site(store: Store, lead_id: str) -> str:
    sent = submissions_of(store, [lead_id]).get(lead_id)
    if sent is None or not sent.site:
        return ""
    try:
        return get_site(store, sent.site).language
    except NotFound:
        return ""
