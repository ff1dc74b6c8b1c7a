"""The Lead page as it is rendered: fit, route, evidence, next step, and what people said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from fastapi.responses import HTMLResponse

from wellspent.errors import WellspentError
from wellspent.jobs.answer_enquiry import answerable_fields
from wellspent.jobs.explain_lead import explain_lead
from wellspent.jobs.explain_route import explain_route
from wellspent.jobs.find_source import find_source
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.learn_profile import current_profile
from wellspent.records.authenticity import EnquiryKind, MarkKind
from wellspent.records.evidence import Evidence
from wellspent.records.fit import Fit
from wellspent.records.lead import LeadOutcome
from wellspent.records.queue import LeadExplanation, SimilarCase
from wellspent.records.route import Route, RoutedLead
from wellspent.records.route_explanation import RouteExplanation
from wellspent.records.source import Source
from wellspent.serve.web.charts.authenticity_points import authenticity_points
from wellspent.serve.web.charts.lead_place import lead_place
from wellspent.serve.web.charts.waterfall import waterfall
from wellspent.serve.web.evidence_sides import evidence_sides, seems, seems_class
from wellspent.serve.web.lead_facts import account_facts, facts_aside, lead_facts, name_of
from wellspent.serve.web.queue_words import due_words
from wellspent.serve.web.route_table import price_rows, prices_in_short
from wellspent.serve.web.templating import render
from wellspent.serve.web.usual import usual_rate
from wellspent.serve.web.wording import capitalised, out_of_100, worth, worth_reason
from wellspent.wiring import Wellspent

CLOSED = {
    LeadOutcome.WON: "Became a customer",
    LeadOutcome.LOST: "Did not buy",
}
DONE = {
    "moved": "Moved, by your word. No rule changes that.",
    "rule": "The rule decides again.",
    "marked": "Marked. It teaches, and nothing is deleted.",
    "unmarked": "The mark is taken back; nothing is learned from it.",
    "released": "Released, and counted as genuine. It teaches.",
    "done": "Noted: the next step was taken.",
    "waits": "It waits in the queue again.",
    "answered": "The answer is kept, and the enquiry was routed again by it.",
    "sent": "Sent, and kept among what happened.",
}
LONGEST_LINK = 1_800
"""Longer addresses aren't followed by every mail program."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A past case with the address of its page, where it has one."""

    case: SimilarCase
    address: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of evidence with where its record came from."""

    evidence: Evidence
    source: Source | None


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a next step as it stands in the form."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfLead:
    """What an address or a form asks of the page, beyond the lead itself.

    `step_for` shows the text for another route; `did` tells what was just done; `typed` is a text
    that couldn't be sent and isn't lost.
    """

    step_for: Route | None = None
    did: str = ""
    typed: Draft | None = None
    error: WellspentError | None = None


def lead_page(wellspent: Wellspent, lead_id: str, asked: AskedOfLead) -> HTMLResponse:
    """Render one enquiry; NotFound if there is no such lead."""
    explained = explain_lead(wellspent.store, lead_id)
    route = explain_route(wellspent.store, lead_id, step_for=asked.step_for)
    error = asked.error
    return render(
        "lead.html",
        **_fit_parts(wellspent, explained),
        **_route_parts(wellspent, explained, route, asked),
        status=error.status if error else 200,
        error=error,
        told=DONE.get(asked.did, ""),
        name=name_of(explained.lead, explained.account),
        source=find_source(wellspent.store, explained.lead.id),
        now=datetime.now(UTC),
        sample=holds_sample(wellspent.store),
    )


def _fit_parts(wellspent: Wellspent, explained: LeadExplanation) -> dict[str, object]:
    profile = current_profile(wellspent.store)
    usual = usual_rate(wellspent, profile)
    fit, lead = explained.fit, explained.lead
    return {
        "explained": explained,
        "usual": usual,
        "sentence": sentence(fit, usual),
        "verdict_reason": profile.honesty.reason if profile else "",
        "chart": waterfall(fit, baseline(explained)),
        "evidence": cited(wellspent, explained.evidence),
        "similar": [Similar(case, address_of_case(case)) for case in explained.similar],
        "lead_facts": lead_facts(lead, explained.set_aside),
        "facts_aside": facts_aside(lead, explained.set_aside),
        "account_facts": account_facts(explained.account) if explained.account else [],
    }


def _route_parts(
    wellspent: Wellspent, explained: LeadExplanation, route: RouteExplanation, asked: AskedOfLead
) -> dict[str, object]:
    lead, routed, judged = explained.lead, route.routed, route.authenticity
    word = seems(judged.low, judged.high)
    draft = asked.typed or Draft(route.next_step.subject, route.next_step.body)
    profile = current_profile(wellspent.store)
    usual = usual_rate(wellspent, profile)
    return {
        "route": route,
        "routed": routed,
        "judged": judged,
        "answer": answer_of(explained, route),
        "who": who_has_it(routed),
        "due": due_words(routed.due_at, datetime.now(UTC)) if routed else "",
        "seems": word,
        "seems_class": seems_class(word),
        "sides": evidence_sides(judged),
        "sum": authenticity_points(judged),
        "place": lead_place(explained.fit, judged, shown_route(route), usual),
        "prices": price_rows(route.choice, routed),
        "prices_in_short": prices_in_short(route.choice),
        "draft": draft,
        "mail_link": mail_link(lead.email, draft),
        "can_send": bool(wellspent.mail_server and wellspent.settings.mail_sender and lead.email),
        "can_move_to": [one for one in Route if one is not Route.PERSON_DECIDES],
        "marks": list(MarkKind),
        "enquiry_kinds": [kind for kind in EnquiryKind if kind is not EnquiryKind.UNSURE],
        "answerable": answerable_fields(),
    }


def answer_of(explained: LeadExplanation, route: RouteExplanation) -> str:
    """Return the largest words of the page: where it goes, or how it ended."""
    outcome = explained.lead.outcome
    if outcome in CLOSED:
        return CLOSED[outcome]
    if route.routed is None:
        return f"Not routed yet; the rule would say: {route.choice.route}"
    return capitalised(route.routed.route)


def shown_route(route: RouteExplanation) -> Route:
    """Return the route in force, else what the rule would choose."""
    return route.routed.route if route.routed else route.choice.route


def who_has_it(routed: RoutedLead | None) -> str:
    """Say who has the enquiry and why, as a sentence; empty before anything was decided."""
    if routed is None:
        return ""
    if not routed.owner:
        return f"Nobody has it yet. {routed.owner_reason}".strip()
    if routed.owner in routed.owner_reason:
        return routed.owner_reason
    return f"{routed.owner} has it. {routed.owner_reason}".strip()


def mail_link(address: str, draft: Draft) -> str:
    """Return a link that opens a mail program with the text; without it where it is too long."""
    if not address:
        return ""
    to = f"mailto:{quote(address, safe='@')}"
    lines = draft.body.replace("\r\n", "\n").replace("\n", "\r\n")
    whole = f"{to}?subject={quote(draft.subject)}&body={quote(lines)}"
    return whole if len(whole) <= LONGEST_LINK else f"{to}?subject={quote(draft.subject)}"


def baseline(explained: LeadExplanation) -> float:
    """Return the usual rate that the points start from (0 to 1)."""
    return explained.usual_rate if explained.usual_rate is not None else explained.fit.probability


def cited(wellspent: Wellspent, evidence: Sequence[Evidence]) -> list[Cited]:
    """Return the evidence, each with the file and row that its record was read from."""
    records = {one.record_id for one in evidence}
    sources = {record: find_source(wellspent.store, record) for record in records}
    return [Cited(one, sources[one.record_id]) for one in evidence]


def sentence(fit: Fit, usual: float | None) -> str:
    """Say in a sentence what the fit means for this enquiry."""
    said = f"Of 100 enquiries like this one, about {out_of_100(fit.probability)} become customers"
    if usual is None:
        return f"{said}."
    return f"{said}. {worth_reason(worth(fit.low, fit.high, usual), usual)}."


def address_of_case(case: SimilarCase) -> str:
    """Return the address of a past case: leads have pages, deals have none yet."""
    return f"/leads/{case.record_id}" if case.record_id.startswith("L") else ""
