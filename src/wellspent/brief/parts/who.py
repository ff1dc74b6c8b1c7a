"""Who they are: name, title and company, their part in a decision, and when we last talked."""

from collections.abc import Iterator
from typing import Final

from wellspent.brief.cite import cite
from wellspent.brief.dates_in_words import ago
from wellspent.brief.fresh import is_stale
from wellspent.brief.matter import BriefMatter
from wellspent.brief.power_said import power_said
from wellspent.brief.roles import role_line
from wellspent.brief.sentence import Words, line
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.brief import BriefLine, Standing
from wellspent.records.contact import Contact

TALKS: Final = frozenset({ActivityKind.CALL, ActivityKind.MEETING})
SHORTEST_TALK: Final = 2.0
WRITTEN: Final = frozenset({ActivityKind.EMAIL, ActivityKind.SMS, ActivityKind.SOCIAL_MESSAGE})


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return who they are; nothing when the brief is for an account as a whole."""
    if matter.contact is None:
        return [_last_talk(matter)]
    found = [_is(matter, matter.contact)]
    role = role_line(matter, matter.contact.id)
    if role is not None:
        found.append(role)
    return [*found, *_on_deciding(matter), _last_talk(matter)]


def _is(matter: BriefMatter, contact: Contact) -> BriefLine:
    name = Words(contact.name or contact.email, cite(contact, "name" if contact.name else "email"))
    title = Words(contact.title, cite(contact, "title"))
    account = matter.history.account
    old = is_stale(contact.created_at, matter.now, "person")
    if account is None:
        return _without_account(matter, contact, name)
    company = Words(account.name, cite(account, "name"))
    if not contact.title:
        return line("works_at", name=name, account=company, is_stale=old)
    return line("is", name=name, title=title, account=company, is_stale=old)


def _without_account(matter: BriefMatter, contact: Contact, name: Words) -> BriefLine:
    """Return who somebody is as they wrote it on a form, or as far as it is known."""
    written = next((one for one in matter.history.leads if one.company), None)
    title = Words(contact.title, cite(contact, "title"))
    if written is not None:
        company = Words(written.company, cite(written, "company"))
        if contact.title:
            return line("is", name=name, title=title, account=company)
        return line("works_at", name=name, account=company)
    return (
        line("is_titled", name=name, title=title) if contact.title else line("is_called", name=name)
    )


def _on_deciding(matter: BriefMatter) -> Iterator[BriefLine]:
    for said in power_said(matter):
        if said.contact_id == matter.contact_id:
            old = is_stale(said.at, matter.now, "said")
            yield line("on_deciding", quote=said.words, is_stale=old)
            return


def _last_talk(matter: BriefMatter) -> BriefLine:
    theirs = [one for one in matter.history.activities if _is_theirs(matter, one)]
    talk = next((one for one in theirs if _was_talk(one)), None)
    mail = next(
        (one for one in theirs if one.kind in WRITTEN and one.direction is Direction.INBOUND), None
    )
    if talk is None and mail is None:
        return line("never_talked", standing=Standing.FIND_OUT)
    if talk is None or (mail and _when(mail) > _when(talk)):
        return _last_mail(matter, mail or theirs[0])
    return _last_words(matter, talk)


def _was_talk(activity: Activity) -> bool:
    """Return whether two talked: a call of a minute is a message that somebody left."""
    is_short = activity.minutes is not None and activity.minutes < SHORTEST_TALK
    left = activity.kind is ActivityKind.CALL and activity.direction is Direction.OUTBOUND
    return activity.kind in TALKS and not (left and is_short)


def _last_words(matter: BriefMatter, talk: Activity) -> BriefLine:
    sentence = "last_call" if talk.kind is ActivityKind.CALL else "last_talk"
    when = Words(_ago(matter, talk), cite(talk, "happened_at"))
    rep = Words(talk.rep, cite(talk, "rep")) if talk.rep else None
    if rep is None:
        return line(f"{sentence}_no_rep", ago=when)
    if not talk.subject:
        return line(f"{sentence}_plain", ago=when, rep=rep)
    subject = Words(talk.subject, cite(talk, "subject"))
    return line(sentence, ago=when, subject=subject, rep=rep)


def _last_mail(matter: BriefMatter, mail: Activity) -> BriefLine:
    when = Words(_ago(matter, mail), cite(mail, "happened_at"))
    if not mail.subject:
        return line("last_mail_plain", ago=when)
    return line("last_mail", ago=when, subject=Words(mail.subject, cite(mail, "subject")))


def _is_theirs(matter: BriefMatter, activity: Activity) -> bool:
    """Return whether somebody was there or wrote: it was held, and it is past."""
    if activity.happened_at is None or activity.happened_at > matter.now:
        return False
    address = matter.contact.email if matter.contact else ""
    took_part = bool(address) and address in activity.participants
    return matter.is_about(activity.contact_id) or took_part


def _ago(matter: BriefMatter, activity: Activity) -> str:
    return ago(activity.happened_at or matter.now, matter.now)


def _when(activity: Activity) -> float:
    return activity.happened_at.timestamp() if activity.happened_at else 0.0
