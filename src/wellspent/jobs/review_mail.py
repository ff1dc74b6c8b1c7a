"""Review a mail that is about to be sent, as it stands, to everybody whom it is for."""

from dataclasses import replace
from datetime import datetime

from wellspent.collect.draft_mail import draft_from_mail
from wellspent.deliver.language_model import LanguageModel
from wellspent.jobs.review_draft import review_draft
from wellspent.records.finding import Review, Unchecked
from wellspent.review.engine import Ruleset
from wellspent.store.connect import Store

MOST_READ_FOR = 20
"""For so many it is read with their records; of the others only what they said about contact."""

MOST_RECIPIENTS = 500
WISHES = frozenset({"objected", "opted-out", "bounced", "missing-consent"})
"""Rules about whether somebody may be written to at all, whatever the words."""

NOT_LOOKED_UP = "recipients"
"""Stands in `unchecked` when there are more recipients than are looked up."""


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

    `recipients` are those of the envelope, which a mail can't hide; `sender` counts where the mail
    names none. What is found for one of them is found for the mail; what can't be checked for one
    of them is said. A `language_model` is asked once, for the first of them. InputError when it is
    no mail, TooLarge when it has over 25 MB.
    """
    draft = draft_from_mail(content).draft
    draft = replace(
        draft,
        sender=draft.sender or sender,
        send_at=now,
        recipients=max(len(recipients), draft.recipients or 0),
    )
    to = list(dict.fromkeys(recipients)) or [draft.recipient]
    first = review_draft(
        store,
        replace(draft, recipient=to[0]),
        ruleset=ruleset,
        now=now,
        language_model=language_model,
    )
    reviews = [first]
    for each in to[1:MOST_READ_FOR]:
        meant = replace(draft, recipient=each)
        reviews.append(review_draft(store, meant, ruleset=ruleset, now=now))
    wishes = replace(ruleset, rules=tuple(rule for rule in ruleset.rules if rule.name in WISHES))
    for each in to[MOST_READ_FOR:MOST_RECIPIENTS] if store else ():
        meant = replace(draft, recipient=each, subject="", body="")
        reviews.append(review_draft(store, meant, ruleset=wishes, now=now))
    return _with_left_out(_together(reviews), len(to) - MOST_RECIPIENTS)


def _with_left_out(reviewed: Review, left_out: int) -> Review:
    """Return a review that says how many recipients nobody looked up."""
    if left_out <= 0:
        return reviewed
    why = f"{left_out:,} of the recipients, beyond the first {MOST_RECIPIENTS}"
    return replace(
        reviewed, unchecked=(*reviewed.unchecked, Unchecked(code=NOT_LOOKED_UP, why=why))
    )


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
