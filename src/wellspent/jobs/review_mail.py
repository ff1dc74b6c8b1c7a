"""Review a mail that is about to be sent, as it stands, to everybody whom it is for."""

from dataclasses import replace
from datetime import datetime

from wellspent.collect.draft_mail import draft_from_mail
from wellspent.deliver.language_model import LanguageModel
from wellspent.jobs.review_draft import review_draft
from wellspent.records.finding import Review
from wellspent.review.engine import Ruleset
from wellspent.store.connect import Store

MOST_RECIPIENTS = 20
"""So many are looked up; a message to more is bulk, and is judged as that."""


def review_mail(
    store: Store | None,
    content: bytes,
    *,
    sender: str,
    recipients: list[str],
    ruleset: Ruleset,
    now: datetime,
    language_model: LanguageModel | None = None,
) -> Review:
    """Return what the rules say of a mail, with the records of each of its recipients.

    `sender` and `recipients` are those of the envelope, which a mail can't hide. What is found for
    one of them is found for the mail; what can't be checked for one of them is said. InputError
    when it is no mail, TooLarge when it has over 25 MB.
    """
    draft = draft_from_mail(content).draft
    draft = replace(
        draft,
        sender=draft.sender or sender,
        send_at=now,
        recipients=max(len(recipients), draft.recipients or 0),
    )
    reviews = [
        review_draft(
            store,
            replace(draft, recipient=each),
            ruleset=ruleset,
            now=now,
            language_model=language_model,
        )
        for each in recipients[:MOST_RECIPIENTS] or [draft.recipient]
    ]
    return _together(reviews)


def _together(reviews: list[Review]) -> Review:
    first = reviews[0]
    if len(reviews) == 1:
        return first
    findings = dict.fromkeys(finding for each in reviews for finding in each.findings)
    claims = dict.fromkeys(claim for each in reviews for claim in each.claims)
    unchecked = dict.fromkeys(one for each in reviews for one in each.unchecked)
    suppressed = dict.fromkeys(one for each in reviews for one in each.suppressed)
    return replace(
        first,
        findings=tuple(findings),
        claims=tuple(claims),
        unchecked=tuple(unchecked),
        suppressed=tuple(suppressed),
    )
