"""Find out: what nobody knows yet and would be worth knowing, the most useful first."""

from collections.abc import Iterator
from datetime import datetime

from wellspent.brief.cite import cite
from wellspent.brief.dates_in_words import month_in_words
from wellspent.brief.fresh import is_stale
from wellspent.brief.matter import BriefMatter
from wellspent.brief.parts.cares_about import cared_for
from wellspent.brief.parts.got import worth
from wellspent.brief.power_said import power_said
from wellspent.brief.roles import probable_role
from wellspent.brief.said import all_said
from wellspent.brief.sentence import Words, line
from wellspent.records.account import Account
from wellspent.records.activity import ActivityKind
from wellspent.records.brief import BriefLine, Standing
from wellspent.records.contact import Contact


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return what is unknown."""
    found = [*_deciding(matter), *_reasons(matter), *_value(matter)]
    if matter.contact is not None:
        found += _person(matter, matter.contact)
    if matter.history.account is not None:
        found += _company(matter.history.account)
    return found


def _deciding(matter: BriefMatter) -> Iterator[BriefLine]:
    named = matter.committee.named if matter.committee else ()
    nobody = matter.committee.nobody_with_power if matter.committee else not power_said(matter)
    if nobody and not named:
        yield line("find_decider", standing=Standing.FIND_OUT)


def _reasons(matter: BriefMatter) -> Iterator[BriefLine]:
    taken = [
        one
        for one in matter.history.activities
        if one.kind is ActivityKind.DOWNLOAD and one.subject and matter.is_about(one.contact_id)
    ]
    for one in taken[:1]:
        when = one.happened_at
        if when and not is_stale(when, matter.now, "download") and not _talked_since(matter, when):
            subject = Words(one.subject, cite(one, "subject"))
            yield line("find_why_now", standing=Standing.FIND_OUT, subject=subject)


def _talked_since(matter: BriefMatter, moment: datetime) -> bool:
    return any(said.at > moment for said in all_said(matter) if matter.is_about(said.contact_id))


def _value(matter: BriefMatter) -> Iterator[BriefLine]:
    if not any(matter.is_about(one.contact_id) for one in cared_for(matter)):
        yield line("find_cares", standing=Standing.FIND_OUT)
    gave = any(matter.is_about(one.contact_id) for one in matter.history.entries)
    if gave and not any(matter.is_about(one.contact_id) for one in worth(matter)):
        yield line("find_worth", standing=Standing.FIND_OUT)


def _person(matter: BriefMatter, contact: Contact) -> Iterator[BriefLine]:
    name = Words(contact.name or contact.email, cite(contact, "name" if contact.name else "email"))
    if not contact.title:
        yield line("find_title", standing=Standing.FIND_OUT, name=name)
    elif contact.created_at and _is_doubtful(matter, contact):
        title = Words(contact.title, cite(contact, "title"))
        day = Words(month_in_words(contact.created_at, matter.now), title.rests_on)
        yield line("find_title_stale", standing=Standing.FIND_OUT, name=name, title=title, day=day)
    if matter.roles and probable_role(matter, contact.id) is None:
        yield line("find_role", standing=Standing.FIND_OUT, name=name)
    if not contact.phone:
        yield line("find_phone", standing=Standing.FIND_OUT, name=name)
    if matter.reachability is not None and not matter.reachability.time_zone:
        yield line("find_zone", standing=Standing.FIND_OUT)


def _company(account: Account) -> Iterator[BriefLine]:
    name = Words(account.name, cite(account, "name"))
    if not account.industry:
        yield line("find_industry", standing=Standing.FIND_OUT, account=name)
    if account.employees is None:
        yield line("find_size", standing=Standing.FIND_OUT, account=name)


def _is_doubtful(matter: BriefMatter, contact: Contact) -> bool:
    """Return whether a title is old and nobody has talked with them lately."""
    talked = any(
        one.contact_id == contact.id and not is_stale(one.at, matter.now, "event")
        for one in all_said(matter)
    )
    return not talked and is_stale(contact.created_at, matter.now, "person")
