"""Lead: one enquiry, its fit in full, and what stands behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from wellspent.jobs.explain_lead import explain_lead
from wellspent.jobs.find_source import find_source
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.learn_profile import current_profile
from wellspent.records.account import Account
from wellspent.records.evidence import Evidence
from wellspent.records.fit import Fit
from wellspent.records.lead import Lead
from wellspent.records.queue import LeadExplanation, SimilarCase
from wellspent.records.source import Source
from wellspent.serve.web.charts.waterfall import waterfall
from wellspent.serve.web.downloads import chart_download
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.usual import usual_rate
from wellspent.serve.web.wording import (
    label_words,
    money_words,
    out_of_100,
    value_words,
    worth,
    worth_reason,
)
from wellspent.wiring import Wellspent

router = APIRouter()
Facts = list[tuple[str, str]]


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


@router.get("/leads/{lead_id}")
def show_lead(wellspent: Parts, lead_id: str) -> HTMLResponse:
    """Show one enquiry."""
    explained = explain_lead(wellspent.store, lead_id)
    profile = current_profile(wellspent.store)
    usual = usual_rate(wellspent, profile)
    fit, lead = explained.fit, explained.lead
    return render(
        "lead.html",
        explained=explained,
        name=name_of(lead, explained.account),
        usual=usual,
        sentence=sentence(fit, usual),
        verdict_reason=profile.honesty.reason if profile else "",
        chart=waterfall(fit, baseline(explained)),
        source=find_source(wellspent.store, lead.id),
        evidence=cited(wellspent, explained.evidence),
        similar=[Similar(case, address_of_case(case)) for case in explained.similar],
        lead_facts=lead_facts(lead, explained.set_aside),
        facts_aside=facts_aside(lead, explained.set_aside),
        account_facts=account_facts(explained.account) if explained.account else [],
        now=datetime.now(UTC),
        sample=holds_sample(wellspent.store),
    )


@router.get("/leads/{lead_id}/points.{ending}")
def download_points(wellspent: Parts, lead_id: str, ending: str) -> Response:
    """Download the waterfall as a drawing (`svg`) or its numbers (`csv`)."""
    explained = explain_lead(wellspent.store, lead_id)
    return chart_download(waterfall(explained.fit, baseline(explained)), ending)


def baseline(explained: LeadExplanation) -> float:
    """Return the usual rate that the points start from (0 to 1)."""
    return explained.usual_rate if explained.usual_rate is not None else explained.fit.probability


def cited(wellspent: Wellspent, evidence: Sequence[Evidence]) -> list[Cited]:
    """Return the evidence, each with the file and row that its record was read from."""
    records = {one.record_id for one in evidence}
    sources = {record: find_source(wellspent.store, record) for record in records}
    return [Cited(one, sources[one.record_id]) for one in evidence]


def name_of(lead: Lead, account: Account | None) -> str:
    """Return what to call an enquiry: the company, else the person."""
    known = (account.name if account else "", lead.company, lead.name, lead.email)
    return next((name for name in known if name), "No name given")


def sentence(fit: Fit, usual: float | None) -> str:
    """Say in a sentence what the fit means for this enquiry."""
    said = f"Of 100 enquiries like this one, about {out_of_100(fit.probability)} become customers"
    if usual is None:
        return f"{said}."
    return f"{said}. {worth_reason(worth(fit.low, fit.high, usual), usual)}."


def address_of_case(case: SimilarCase) -> str:
    """Return the address of a past case: leads have pages, deals have none yet."""
    return f"/leads/{case.record_id}" if case.record_id.startswith("L") else ""


def facts_aside(lead: Lead, set_aside: Sequence[str]) -> Facts:
    """Return the enquiry's attributes that were set aside: told, but without points."""
    named = [(label_words(name), value_words(lead.attributes[name])) for name in set_aside]
    return [(word, value) for word, value in named if value]


def lead_facts(lead: Lead, set_aside: Sequence[str]) -> Facts:
    """Return what the enquiry says, filled fields only, without attributes set aside."""
    size = value_words(lead.employees) if lead.employees is not None else ""
    facts = [
        ("Person", lead.name),
        ("Title", lead.title),
        ("Mail", lead.email),
        ("Phone", lead.phone),
        ("Company", lead.company),
        ("Website", lead.website),
        ("Industry", lead.industry),
        ("Employees", size),
        ("Country", lead.country),
        ("Region", lead.region),
        ("Source", lead.source),
        ("Owner", lead.owner),
    ]
    facts += [
        (label_words(name), value_words(value))
        for name, value in lead.attributes.items()
        if name not in set_aside
    ]
    return [(word, value) for word, value in facts if value]


def account_facts(account: Account) -> Facts:
    """Return what is known about the account, filled fields only."""
    facts = [
        ("Domain", account.domain),
        ("Industry", account.industry),
        ("Employees", value_words(account.employees)),
        ("Revenue", money_words(account.annual_revenue) if account.annual_revenue else ""),
        ("Country", account.country),
        ("Owner", account.owner),
        ("Customer since", value_words(account.customer_since)),
    ]
    return [(word, value) for word, value in facts if value]
