"""Why they are here: what they did and wrote, then hypotheses for the reason, likeliest first."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from wellspent.brief.cite import cite
from wellspent.brief.dates_in_words import ago, capital
from wellspent.brief.events import event_name
from wellspent.brief.fresh import is_stale
from wellspent.brief.hypotheses import hypotheses
from wellspent.brief.matter import BriefMatter
from wellspent.brief.said import all_said
from wellspent.brief.sentence import Words, line, short
from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.brief import BriefLine
from wellspent.records.deal import DealOutcome
from wellspent.records.evidence import Evidence
from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind

MOST_DOWNLOADS: Final = 3
MOST_EVENTS: Final = 2
MOST_SENTENCES: Final = 2
MOST_HYPOTHESES: Final = 3


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return the ranked hypotheses, then what is known: events, downloads, enquiries, referrals."""
    return [
        *hypotheses(matter)[:MOST_HYPOTHESES],
        *known_reasons(matter),
    ]


def known_reasons(matter: BriefMatter) -> list[BriefLine]:
    """Return what is known of why they are here, the latest first."""
    found = [*_events(matter), *_downloads(matter), *_enquiries(matter), *_referrals(matter)]
    return sorted(found, key=lambda one: one.date.timestamp() if one.date else 0.0, reverse=True)


def _of_kind(matter: BriefMatter, kind: ActivityKind) -> list[Activity]:
    done = [one for one in matter.history.activities if one.kind is kind and one.happened_at]
    past = [one for one in done if one.happened_at and one.happened_at <= matter.now]
    own = [one for one in past if one.contact_id == matter.contact_id]
    return own if matter.contact_id else past


def _events(matter: BriefMatter) -> Iterator[BriefLine]:
    named = [one for one in _of_kind(matter, ActivityKind.EVENT) if event_name(one)]
    for event in named[:MOST_EVENTS]:
        yield event_line(matter, event)


def event_line(matter: BriefMatter, event: Activity) -> BriefLine:
    """Return what is known of somebody's part in an event."""
    name = event_name(event)
    assert name is not None
    when = Words(ago(event.happened_at or matter.now, matter.now), cite(event, "happened_at"))
    filled = {"event": Words(capital(name.quote), name), "ago": when}
    old = is_stale(event.happened_at, matter.now, "event")
    if not event.attributes.get("role"):
        return line("event_plain", is_stale=old, filled=filled)
    filled["role"] = Words(cite(event, "role").quote, cite(event, "role"))
    if not event.body:
        return line("event_role", is_stale=old, filled=filled)
    return line(
        "event_role_note", note=short(event.body, cite(event, "body")), is_stale=old, filled=filled
    )


def _downloads(matter: BriefMatter) -> Iterator[BriefLine]:
    for one in _of_kind(matter, ActivityKind.DOWNLOAD)[:MOST_DOWNLOADS]:
        if one.subject:
            yield _download(matter, one)


def _download(matter: BriefMatter, one: Activity) -> BriefLine:
    subject = Words(one.subject, cite(one, "subject"))
    when = Words(ago(one.happened_at or matter.now, matter.now), cite(one, "happened_at"))
    old = is_stale(one.happened_at, matter.now, "download")
    name = matter.name_of(one.contact_id)
    if not matter.contact_id and name:
        by = Words(
            name, Evidence(RecordKind.CONTACT, one.contact_id, "name", name, _made(matter, one))
        )
        return line("download_by", name=by, subject=subject, ago=when, is_stale=old)
    pages = cite(one, "pages")
    if pages.quote:
        filled = {"subject": subject, "ago": when, "pages": Words(pages.quote, pages)}
        return line("download_pages", is_stale=old, filled=filled)
    return line("download", subject=subject, ago=when, is_stale=old)


def _made(matter: BriefMatter, one: Activity) -> datetime | None:
    known = (each for each in matter.history.contacts if each.id == one.contact_id)
    return next((each.created_at for each in known), None)


def _enquiries(matter: BriefMatter) -> Iterator[BriefLine]:
    for lead in matter.history.leads[:2]:
        if _is_settled(matter, lead):
            continue
        if not matter.contact_id or lead.contact_id in ("", matter.contact_id):
            yield from _enquiry(matter, lead)


def _is_settled(matter: BriefMatter, lead: Lead) -> bool:
    """Return whether an old enquiry became a purchase: then it isn't why they are here."""
    won = any(
        deal.outcome is DealOutcome.WON
        and deal.closed_at is not None
        and lead.arrived_at is not None
        and deal.closed_at > lead.arrived_at
        for deal in matter.history.deals
    )
    return won and is_stale(lead.arrived_at, matter.now, "said")


def _enquiry(matter: BriefMatter, lead: Lead) -> Iterator[BriefLine]:
    old = is_stale(lead.arrived_at, matter.now, "said")
    said = [one for one in all_said(matter) if one.evidence.record_id == lead.id]
    said.sort(key=lambda one: "?" not in one.text)
    for one in said[: 1 if old else MOST_SENTENCES]:
        when = Words(ago(one.at, matter.now), cite(lead, "arrived_at"))
        yield line("enquired", ago=when, quote=one.words, is_stale=old)


def _referrals(matter: BriefMatter) -> Iterator[BriefLine]:
    account = matter.history.account
    for one in matter.history.referrals:
        if account is not None and one.receiver_id == account.id and one.giver_key:
            giver = next((each for each in matter.givers if each.id == one.giver_id), None)
            if giver is None:
                continue
            said = Evidence(
                RecordKind.REFERRAL, one.id, "giver_key", one.giver_key, one.referred_at
            )
            name = Words(giver.name, cite(giver, "name"))
            if one.referred_at is None:
                yield line("introduced_by_undated", account=name, also=[said])
                continue
            when = Words(ago(one.referred_at, matter.now), said)
            yield line("introduced_by", account=name, ago=when)
