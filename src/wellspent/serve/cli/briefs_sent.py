"""Mail the briefs of coming meetings to those of ours who take part."""

from datetime import UTC, datetime

from wellspent.errors import InputError, ServerUnavailable
from wellspent.jobs.send_briefs import send_briefs
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.cli.printable import printable
from wellspent.serve.cli.show import remark, say
from wellspent.wiring import Wellspent


def mail_briefs(parts: Wellspent, *, rep: str, rephrase: bool) -> None:
    """Send what wasn't sent yet and say to whom.

    InputError without a mail server, ServerUnavailable when some couldn't be sent.
    """
    if parts.mail_server is None:
        raise InputError(
            "No brief was sent: there is no mail server.", next_step="Set mail_server."
        )
    sent = send_briefs(
        parts.store,
        server=parts.mail_server,
        sender=parts.settings.mail_sender,
        now=datetime.now(UTC),
        rep=rep,
        language_model=parts.language_model if rephrase else None,
    )
    for one in sent:
        came = f"wasn't sent: {one.error}" if one.error else "sent"
        say(printable(f"{one.to}: {one.subject} ({came})"))
    if not sent:
        remark("Nothing to send: no meeting soon whose brief hasn't gone out already.")
    if left := sum(bool(one.error) for one in sent):
        raise ServerUnavailable(
            f"{counted(left, 'letter')} couldn't be sent.",
            next_step="Run it again later: what went out isn't sent twice.",
        )
