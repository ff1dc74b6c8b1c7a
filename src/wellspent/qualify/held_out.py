"""Judge labelled enquiries by scorecards that they didn't teach, and choose which ones teach.

Deals that were won say which enquiries were genuine, and nothing says as plainly which were not: so
genuine ones are in the majority among labels far beyond what they are among enquiries. Of the won
ones only as many teach as keep the declared share of genuine ones among the labels; the points
stay right under such a choice, and the base does too (Prentice and Pyke 1979, on case-control
studies). The others serve the promise alone.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from wellspent.qualify.authenticity import authenticities_of
from wellspent.qualify.learn_authenticity import learn_authenticity
from wellspent.records.authenticity import Authenticity, LabelledEnquiry
from wellspent.records.scorecard import Scorecard

FOLDS = 5


def those_that_teach(
    labelled: Sequence[LabelledEnquiry], *, won: str, genuine_share: float
) -> list[LabelledEnquiry]:
    """Return all marked and bounced ones, and the latest won ones as the share has room for.

    `won` is the word of `known_from` for those that a deal labelled.
    """
    said = [one for one in labelled if one.known_from != won]
    by_deal = [one for one in labelled if one.known_from == won]
    others = sum(not one.genuine for one in said)
    room = round(others * genuine_share / (1.0 - genuine_share)) - (len(said) - others)
    latest = sorted(by_deal, key=_arrival, reverse=True)[: max(0, room)]
    return [*said, *latest]


def judge_held_out(
    prior: Scorecard,
    labelled: Sequence[LabelledEnquiry],
    teaching: Sequence[LabelledEnquiry],
    learned: Scorecard,
    *,
    now: datetime,
) -> list[tuple[LabelledEnquiry, Authenticity]]:
    """Return each genuine one with its authenticity, judged by a scorecard that it didn't teach.

    Those that don't teach are judged by the learned scorecard; the others, in five parts, each by
    one learned from all that lies outside its part.
    """
    taught = {one.enquiry.lead.id for one in teaching}
    genuine = [one for one in labelled if one.genuine]
    judged = _judged(learned, [one for one in genuine if one.enquiry.lead.id not in taught])
    ordered = sorted(teaching, key=lambda one: (_arrival(one), one.enquiry.lead.id))
    for fold in range(FOLDS):
        held_out = [one for one in ordered[fold::FOLDS] if one.genuine]
        if held_out:
            rest = [one for place, one in enumerate(ordered) if place % FOLDS != fold]
            judged += _judged(learn_authenticity(prior, rest, now=now), held_out)
    return judged


def _judged(
    scorecard: Scorecard, labelled: Sequence[LabelledEnquiry]
) -> list[tuple[LabelledEnquiry, Authenticity]]:
    judged = authenticities_of(scorecard, [one.enquiry for one in labelled])
    return list(zip(labelled, judged, strict=True))


def _arrival(one: LabelledEnquiry) -> datetime:
    arrived = one.enquiry.lead.arrived_at
    return datetime.min.replace(tzinfo=UTC) if arrived is None else arrived
