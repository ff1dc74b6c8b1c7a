"""Send briefs: before a meeting, its brief goes by mail to those of ours who take part.

Run by a timer (`cron`, `systemd`): each brief goes out once for a meeting and a rep; one for a
meeting that was moved goes out anew. Only to addresses of ours in the invitation, never to a
customer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from wellspent.deliver.language_model import LanguageModel
from wellspent.deliver.mail import Letter, MailServer, send_letter
from wellspent.errors import InputError
from wellspent.jobs.brief_text import brief_plain
from wellspent.jobs.briefs_ahead import briefs_ahead
from wellspent.jobs.rephrase_brief import rephrase_brief
from wellspent.records.brief import Brief, BriefAhead
from wellspent.records.conversation import Presence, Side
from wellspent.store.connect import Store
from wellspent.store.sent_briefs import note_sent, take_back_sent

HOURS_BEFORE: Final = 18.0
BETWEEN: Final = "\n" + "=" * 72 + "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBrief:
    """A letter with the briefs of a meeting: to whom; `error` when it didn't go out."""

    to: str
    subject: str
    error: str = ""


def send_briefs(
    store: Store,
    *,
    server: MailServer,
    sender: str,
    now: datetime,
    hours_before: float = HOURS_BEFORE,
    rep: str = "",
    language_model: LanguageModel | None = None,
) -> list[SentBrief]:
    """Send the briefs of the meetings of the next hours to our side, and return what came of it.

    What went out already isn't sent again. InputError without a sender's address.
    """
    if not sender:
        raise InputError("No brief was sent: the sender's address is missing.",
                         next_step="Set mail_sender.")  # fmt: skip
    until = now + timedelta(hours=hours_before)
    sent: list[SentBrief] = []
    for ahead in briefs_ahead(store, rep=rep, now=now, until=until):
        for to in _ours(ahead) if ahead.briefs else ():
            key = _key(ahead, to)
            if note_sent(store, key, now=now):
                letter = _letter(ahead, sender=sender, to=to, model=language_model)
                sent.append(_send(store, server, letter, key=key, now=now))
    return sent


def _send(
    store: Store, server: MailServer, letter: Letter, *, key: str, now: datetime
) -> SentBrief:
    try:
        send_letter(server, letter, now=now)
    except OSError as error:
        take_back_sent(store, key, now=now)
        return SentBrief(to=letter.to, subject=letter.subject, error=str(error))
    return SentBrief(to=letter.to, subject=letter.subject)


def _letter(ahead: BriefAhead, *, sender: str, to: str, model: LanguageModel | None) -> Letter:
    meeting = ahead.meeting.conversation
    when = f", {meeting.started_at:%A %-d %B %H:%M %Z}".rstrip() if meeting.started_at else ""
    briefs = [_in_words(one, model) for one in ahead.briefs]
    return Letter(
        sender=sender,
        to=to,
        subject=" ".join(f"Brief: {meeting.title or 'meeting'}{when}".split()),
        body=BETWEEN.join(brief_plain(one) for one in briefs),
        by_itself=True,
    )


def _in_words(brief: Brief, model: LanguageModel | None) -> Brief:
    return brief if model is None else rephrase_brief(brief, model)


def _ours(ahead: BriefAhead) -> list[str]:
    """Return the addresses of our side who may come."""
    people = ahead.meeting.conversation.speakers
    coming = (one for one in people if one.presence is not Presence.DECLINED)
    return list(dict.fromkeys(one.email for one in coming if one.side is Side.OURS and one.email))


def _key(ahead: BriefAhead, to: str) -> str:
    meeting = ahead.meeting.conversation
    begins = meeting.started_at.isoformat() if meeting.started_at else ""
    return f"{meeting.id or meeting.external_id}|{begins}|{to.casefold()}"
