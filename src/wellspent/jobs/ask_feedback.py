"""Ask a customer one thing after an interaction: was it worth your time?

Nobody is asked who said *never*, who objected to being contacted, or who was asked a short while
ago. The link is shown once; the message goes out only when a mail server is given.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wellspent.clean.consents_in_force import consents_in_force, objection_in_force
from wellspent.deliver.feedback_letter import asking_limits, feedback_letter, letter_languages
from wellspent.deliver.mail import Letter, MailServer, send_letter
from wellspent.errors import Conflict, InputError, WellspentError
from wellspent.jobs.feedback_link import new_token, token_hash
from wellspent.qualify.language_of_country import language_of_country
from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.consent import ConsentEntry
from wellspent.records.contact import Contact
from wellspent.records.feedback import (
    AskedFeedback,
    AskingLimits,
    AskingWish,
    FeedbackRequest,
)
from wellspent.records.reader import Consent
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.feedback import add_request, asked_of_account, last_asked, wish_in_force
from wellspent.store.ids import kind_of
from wellspent.store.reader import reader_of
from wellspent.store.recipient import find_recipient
from wellspent.store.records import get_contact, get_record

WEEK = timedelta(days=7)
OLDEST = timedelta(days=30)
"""After so long nobody remembers well enough what a minute was worth."""


def ask_feedback(
    store: Store,
    activity_id: str,
    *,
    address: str,
    now: datetime,
    contact_id: str = "",
    language: str = "",
    by: str = "",
    server: MailServer | None = None,
    sender: str = "",
) -> AskedFeedback:
    """Make a link for one customer and one interaction, with the message to send.

    `address` is that of our server as the customer reaches it. Without `contact_id` the
    interaction's own contact is asked. With `server` the message is sent at once. Conflict says why
    somebody can't be asked now; InputError what is missing; NotFound for an unknown id.
    """
    activity = _activity(store, activity_id, now)
    contact = _contact(store, activity, contact_id)
    _check_may_ask(store, contact, asking_limits(), now)
    spoken = language or language_of_country(contact.country) or "en"
    if spoken not in letter_languages():
        raise InputError(
            f"We have no words in {spoken!r}.",
            where="language",
            next_step=f"Use one of {', '.join(letter_languages())}.",
        )
    token = new_token(store)
    request = FeedbackRequest(
        activity_id=activity.id,
        contact_id=contact.id,
        account_id=contact.account_id or activity.account_id,
        email=contact.email,
        rep=activity.rep or by,
        language=spoken,
        link_hash=token_hash(token),
        sent_by=by,
        asked_at=now,
        expires_at=now + timedelta(days=asking_limits().days_valid),
    )
    link = f"{address.rstrip('/')}/feedback/{token}"
    subject, body = feedback_letter(
        spoken, channel=activity.kind, name=contact.name, rep=request.rep, link=link
    )
    kept = add_request(store, request)
    asked = AskedFeedback(request=kept, link=link, subject=subject, body=body)
    return asked if server is None else _send(asked, server, sender, now)


def _send(asked: AskedFeedback, server: MailServer, sender: str, now: datetime) -> AskedFeedback:
    if not (sender and asked.request.email):
        raise InputError(
            "No message was sent: the sender's or the customer's address is missing.",
            next_step="Set mail_sender, or send the link yourself.",
        )
    letter = Letter(sender=sender, to=asked.request.email, subject=asked.subject, body=asked.body)
    try:
        send_letter(server, letter, now=now)
    except OSError as error:
        raise WellspentError(
            f"The mail server didn't take it: {error}.",
            next_step=f"Nothing was sent. Send the link yourself: {asked.link}",
        ) from error
    return replace(asked, sent=True)


def _activity(store: Store, activity_id: str, now: datetime) -> Activity:
    record = get_record(store, activity_id)
    if kind_of(activity_id) is not RecordKind.ACTIVITY or not isinstance(record, Activity):
        raise InputError(f"{activity_id} is no interaction.", next_step="Give an activity's id.")
    if record.happened_at is None or not now - OLDEST <= record.happened_at <= now:
        raise Conflict(
            f"{activity_id} wasn't within the last {OLDEST.days} days.",
            next_step="Ask after a newer interaction.",
        )
    return record


def _contact(store: Store, activity: Activity, contact_id: str) -> Contact:
    chosen = contact_id or activity.contact_id
    if not chosen:
        raise InputError(
            f"{activity.id} names no contact.",
            next_step="Say who is to be asked: the contact's id.",
        )
    return get_contact(store, chosen)


def _check_may_ask(store: Store, contact: Contact, limits: AskingLimits, now: datetime) -> None:
    """Raise Conflict where somebody can't be asked now, with the reason."""
    _check_consents(contact, reader_of(store, contact.id).consent_entries)
    identity = find_recipient(store, contact.id).identity
    wish = wish_in_force(store, email=contact.email, contact_identity=identity)
    if wish is AskingWish.NEVER:
        raise _not_now(contact, "they said that they never want to be asked")
    days = limits.days_when_less if wish is AskingWish.LESS else limits.days_between
    asked = last_asked(store, email=contact.email, contact_id=contact.id)
    if asked is not None and now - asked < timedelta(days=days):
        raise _not_now(contact, f"they were asked on {asked:%-d %B %Y}, less than {days} days ago")
    if contact.account_id:
        many = asked_of_account(store, contact.account_id, since=now - WEEK)
        if many >= limits.most_of_account_in_a_week:
            raise _not_now(contact, f"{many} people of their company were asked this week")


def _check_consents(contact: Contact, entries: Sequence[ConsentEntry]) -> None:
    objection = objection_in_force(entries)
    if objection is not None:
        raise _not_now(
            contact, f"they objected on {objection.said_at:%-d %B %Y} to being contacted"
        )
    if consents_in_force(entries).get(ActivityKind.EMAIL) is Consent.WITHDRAWN:
        raise _not_now(contact, "they don't want e-mail from us")


def _not_now(contact: Contact, reason: str) -> Conflict:
    return Conflict(
        f"{contact.name or contact.email or contact.id} can't be asked: {reason}.",
        next_step="Nothing was sent. Ask somebody else, or ask in person.",
    )
