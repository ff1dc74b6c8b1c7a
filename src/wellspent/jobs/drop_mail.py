"""Drop mail: messages saved as `.eml` become enquiries, answers to our questions, or bounces.

The same message twice changes nothing. What programs wrote by themselves is no enquiry.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from wellspent.clean.enquiry_fields import LONGEST_MESSAGE
from wellspent.collect.mail_message import MailMessage, read_mail_message
from wellspent.collect.mail_parse import LARGEST
from wellspent.errors import NotFound, file_unreadable
from wellspent.jobs.answer_enquiry import LONGEST_ANSWER, answer_enquiry
from wellspent.jobs.question_reference import question_of_reply
from wellspent.jobs.receive_enquiry import Intake, receive_enquiry
from wellspent.records.route import Answer
from wellspent.records.submission import Submission, SubmissionChannel
from wellspent.store.bounces import note_bounce
from wellspent.store.connect import Store

LONGEST_KEY = 200


class MailKind(StrEnum):
    """What a message was taken for."""

    ENQUIRY = "enquiry"
    KNOWN = "known already"
    ANSWER = "answer to a question"
    RETURNED = "returned mail"
    AUTOMATIC = "automatic reply"
    EMPTY = "nothing written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What became of a message: its kind, and the submission, lead or address that it is about."""

    kind: MailKind
    about: str = ""


def drop_mail(store: Store, intake: Intake, content: bytes, *, site: str = "mail") -> Dropped:
    """Take in one message; InputError when it is none.

    An enquiry is on disk when this returns. `site` is where it is said to come from.
    """
    message = read_mail_message(content)
    for returned in message.returned:
        note_bounce(
            store,
            returned.email,
            bounced_at=_sent_at(message),
            status=returned.status,
            said=returned.said,
        )
    if message.returned:
        return Dropped(kind=MailKind.RETURNED, about=message.returned[0].email)
    if message.automatic:
        return Dropped(kind=MailKind.AUTOMATIC, about=message.sender)
    if not message.text and not message.subject:
        return Dropped(kind=MailKind.EMPTY, about=message.sender)
    return _answer(store, message) or _enquiry(intake, message, content, site)


def drop_mail_file(store: Store, intake: Intake, path: Path, *, site: str = "mail") -> Dropped:
    """Take in one saved message; FileUnreadable when the file can't be read."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise file_unreadable(path, error) from error
    return drop_mail(store, intake, content, site=site)


def _answer(store: Store, message: MailMessage) -> Dropped | None:
    """Take a reply to one of our questions as its answer."""
    asked = question_of_reply(store, message.threads)
    if asked is None or not message.text:
        return None
    lead_id, field = asked
    answer = Answer(
        lead_id=lead_id,
        field=field,
        text=message.text[:LONGEST_ANSWER],
        answered_at=_sent_at(message),
    )
    try:
        answer_enquiry(store, answer)
    except NotFound:
        return None  # the lead was taken back since: then it is an enquiry of its own
    return Dropped(kind=MailKind.ANSWER, about=lead_id)


def _enquiry(intake: Intake, message: MailMessage, content: bytes, site: str) -> Dropped:
    key = message.message_id or hashlib.sha256(content).hexdigest()
    fields = {
        "name": message.sender_name,
        "email": message.sender,
        "subject": message.subject,
        "message": message.text[:LONGEST_MESSAGE],
    }
    kept = receive_enquiry(
        intake,
        Submission(
            site=site,
            channel=SubmissionChannel.MAIL,
            received_at=_sent_at(message),
            fields={name: text for name, text in fields.items() if text},
            idempotency_key=key[:LONGEST_KEY],
        ),
    )
    kind = MailKind.KNOWN if kept.duplicate_of else MailKind.ENQUIRY
    return Dropped(kind=kind, about=kept.duplicate_of or kept.id)


def _sent_at(message: MailMessage) -> datetime:
    """Return when it was sent, never later than now: a wrong clock must not lead the queue."""
    now = datetime.now(UTC)
    return min(message.sent_at or now, now)
