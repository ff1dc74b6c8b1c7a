"""Review a mail that is about to be sent, as it stands, to everybody whom it is for."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from time import monotonic

from wellspent.collect.draft_mail import draft_from_mail
from wellspent.deliver.language_model import LanguageModel
from wellspent.jobs.review_draft import review_draft
from wellspent.jobs.unknown_recipient import NO_RECORDS
from wellspent.records.draft import Draft
from wellspent.records.finding import (
    RECIPIENT,
    ClaimVerdict,
    DraftField,
    Finding,
    Review,
    Severity,
    Unchecked,
)
from wellspent.review.engine import Ruleset
from wellspent.review.failures import LATE, out_of_time
from wellspent.store.connect import Store

MOST_READ_FOR = 20
"""For so many it is read with their records; of the others only what they said about contact."""

MOST_RECIPIENTS = 500
WISHES = frozenset({"objected", "opted-out", "bounced", "missing-consent"})
"""Rules about whether somebody may be written to at all, whatever the words."""

NOT_LOOKED_UP = "recipients"
"""Stands in `unchecked` when there are more recipients than are looked up."""

TRUTH = "TRU"
"""How the codes of rules begin that compare statements of fact with the records."""


def review_mail(
    store: Store | None,
    content: bytes,
    *,
    sender: str,
    recipients: list[str],
    ruleset: Ruleset,
    now: datetime,
    language_model: LanguageModel | None = None,
    deadline: float | None = None,
) -> Review:
    """Return what the rules say of a mail, with the records of each of its recipients.

    `recipients` are those of the envelope, which a mail can't hide; `sender` counts where the mail
    names none. What is found for one of them is found for the mail; what can't be checked for one
    of them is said. A `language_model` is asked once, for the first of them. Past the `deadline`
    (by `time.monotonic`) no rule begins and nobody else is looked up. InputError when it is no
    mail, TooLarge when it has over 25 MB.
    """
    draft = draft_from_mail(content).draft
    draft = replace(
        draft,
        sender=draft.sender or sender,
        send_at=now,
        recipients=max(len(recipients), draft.recipients or 0),
    )
    to = list(dict.fromkeys(recipients)) or [draft.recipient]

    def review_for(recipient: str, draft: Draft, rules: Ruleset) -> Review:
        return review_draft(
            store,
            replace(draft, recipient=recipient),
            ruleset=rules,
            now=now,
            language_model=language_model if recipient == to[0] else None,
            deadline=deadline,
            suggests=False,
        )

    reviews = [review_for(each, draft, ruleset) for each in to[:MOST_READ_FOR]]
    wishes = replace(ruleset, rules=tuple(rule for rule in ruleset.rules if rule.name in WISHES))
    wordless = replace(draft, subject="", body="")
    for each in to[MOST_READ_FOR:MOST_RECIPIENTS] if store else ():
        if deadline is not None and monotonic() > deadline:
            reviews.append(replace(reviews[0], unchecked=(out_of_time(NOT_LOOKED_UP),)))
            break
        reviews.append(review_for(each, wordless, wishes))
    unread = [] if store is None else _left_out(len(to))
    if all(RECIPIENT in {one.code for one in each.unchecked} for each in reviews) or store is None:
        unread.append(NO_RECORDS)
    together = _together(reviews)
    return replace(together, unchecked=(*together.unchecked, *unread))


def held_for(review: Review) -> list[Finding]:
    """Return the findings for which a mail isn't sent: errors, and what our records contradict.

    What rests on a contradicted statement counts even where its rule isn't sure enough to be on by
    itself, but not where the team made a warning of it.
    """
    contradicted = [
        (one.field, one.start, one.end)
        for one in review.claims
        if one.verdict is ClaimVerdict.CONTRADICTED
    ]
    return [one for one in review.findings if _holds(one, contradicted)]


def _holds(finding: Finding, contradicted: Iterable[tuple[DraftField, int, int]]) -> bool:
    if finding.severity is Severity.HINT:
        place = (finding.field, finding.start, finding.end)
        return finding.code.startswith(TRUTH) and place in contradicted
    return finding.severity is Severity.ERROR


def may_succeed_later(review: Review) -> bool:
    """Return whether it was only for want of time that a mail wasn't checked in full."""
    return all(one.why == LATE for one in review.failed)


def is_by_words_alone(review: Review) -> bool:
    """Return whether a mail was read without any record of those whom it is for."""
    return NO_RECORDS in review.unchecked


def _left_out(recipients: int) -> list[Unchecked]:
    """Return for how many recipients the mail wasn't read, or nobody looked them up."""
    said: list[str] = []
    if recipients > MOST_RECIPIENTS:
        more = recipients - MOST_RECIPIENTS
        said.append(f"{more:,} of the recipients, beyond the first {MOST_RECIPIENTS}")
    if recipients > MOST_READ_FOR:
        said.append(f"with the records of recipients beyond the first {MOST_READ_FOR}")
    return [Unchecked(code=NOT_LOOKED_UP, why=why, failed=True) for why in said]


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
