"""Results of one-tap feedback: what was answered, by how many of those who were asked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from wellspent.errors import InputError
from wellspent.profile.wilson import wilson
from wellspent.records.feedback import (
    AskedCustomer,
    FeedbackLine,
    FeedbackResults,
    Rate,
    Worth,
)
from wellspent.store.connect import Store
from wellspent.store.feedback import list_feedback

MOST_WORDS = 50


def feedback_results(
    store: Store,
    *,
    cut: str = "team",
    since: datetime | None = None,
    until: datetime | None = None,
) -> FeedbackResults:
    """Return how many were asked and answered, and what, as a whole and by a cut.

    Shares of answers are of those who answered; silence counts as neither yes nor no. Intervals
    are Wilson's at 95 %. InputError for an unknown cut.
    """
    if cut not in CUTS:
        raise InputError(f"There is no cut {cut!r}.", next_step=f"Use one of {', '.join(CUTS)}.")
    asked = list_feedback(store, since=since, until=until)
    groups: dict[str, list[AskedCustomer]] = defaultdict(list)
    for one in asked:
        groups[CUTS[cut](one)].append(one)
    lines = [_line(key, group) for key, group in sorted(groups.items())]
    said = [one for one in asked if one.answer and (one.answer.words or one.answer.complaints)]
    return FeedbackResults(
        cut=cut,
        total=_line("", asked),
        lines=tuple(lines if cut != "team" else ()),
        words=tuple(said[:MOST_WORDS]),
    )


def rate(count: int, of: int) -> Rate:
    """Return a share with its 95 % interval (Wilson 1927); from 0 to 1 where there is no case."""
    if of == 0:
        return Rate(count=0, of=0, share=None, low=0.0, high=1.0)
    low, high = wilson(count, of)
    return Rate(count=count, of=of, share=count / of, low=float(low), high=float(high))


def _line(key: str, asked: Sequence[AskedCustomer]) -> FeedbackLine:
    answers = [one.answer for one in asked if one.answer]
    worth = Counter(answer.worth for answer in answers)
    complaints = Counter(each for answer in answers for each in answer.complaints)
    return FeedbackLine(
        key=key,
        asked=len(asked),
        answered=rate(len(answers), len(asked)),
        worth={each: rate(worth[each], len(answers)) for each in Worth},
        complaints=dict(complaints.most_common()),
    )


def _month(one: AskedCustomer) -> str:
    return f"{one.request.asked_at:%Y-%m}"


CUTS: Final[Mapping[str, Callable[[AskedCustomer], str]]] = {
    "team": lambda _: "",
    "rep": lambda one: one.request.rep,
    "account": lambda one: one.account_name,
    "channel": lambda one: one.channel,
    "period": _month,
}
"""By what results are cut."""
