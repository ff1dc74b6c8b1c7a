"""The honest word: how far to trust what was learned, and which columns were set aside."""

from collections.abc import Iterator

from wellspent.records.honesty import SetAside, SetAsideReason, WithoutDoubtful
from wellspent.records.measured import Measured
from wellspent.records.profile import LearnedProfile

_LOUD = {SetAsideReason.KNOWS_OUTCOME, SetAsideReason.PERSONAL}

_IN_SHORT = {SetAsideReason.IDENTIFIER: "an identifier, by its header or its many values"}
"""Said of several columns together, so it holds for each."""


def honest_lines(learned: LearnedProfile) -> Iterator[str]:
    """Give the verdict with its measures, what was set aside and why, questions, and drift."""
    honesty = learned.honesty
    yield f"Verdict: {honesty.verdict}. {honesty.reason}"
    if honesty.won + honesty.lost:
        yield f"  learned from {honesty.won:,} won and {honesty.lost:,} lost"
    else:
        yield "  nothing was learned yet: there are no closed enquiries or deals"
    if honesty.auc is not None:
        yield f"  on later data: {', '.join(_measures(learned))}"
    if honesty.without_doubtful is not None:
        yield _without_doubtful(honesty.without_doubtful)
    for note in learned.notes:
        yield f"  {note}"
    yield from _set_aside_lines(honesty.set_aside)
    for drift in honesty.drift:
        yield f"  moved lately: {drift.sentence}"


def _without_doubtful(found: WithoutDoubtful) -> str:
    """Say how well it does without the columns in question, beside how well it does with them."""
    auc = "" if found.auc is None else f", AUC {measured(found.auc, 3)}"
    return f"  without the columns in question ({', '.join(found.columns)}): {found.verdict}{auc}"


def _measures(learned: LearnedProfile) -> Iterator[str]:
    honesty = learned.honesty
    if honesty.auc is not None:
        yield f"AUC {measured(honesty.auc, 3)}"
    if honesty.log_loss is not None:
        base = honesty.base_log_loss
        beside = f", base rate alone {base:.3f}" if base is not None else ""
        yield f"log loss {measured(honesty.log_loss, 3)}{beside}"
    if honesty.calibration_error is not None:
        yield f"calibration error {measured(honesty.calibration_error, 3)}"
    if honesty.top_decile_lift is not None:
        yield f"best tenth won {measured(honesty.top_decile_lift, 1)} times as often"


def measured(number: Measured, digits: int) -> str:
    """Return a number with its interval: `0.881 (0.870-0.892)`."""
    low, high = f"{number.low:.{digits}f}", f"{number.high:.{digits}f}"
    return f"{number.value:.{digits}f} ({low}-{high})"


def _set_aside_lines(found: tuple[SetAside, ...]) -> Iterator[str]:
    for one in found:
        if one.question:
            yield f"  question: {one.column}: {one.evidence}"
        elif one.kept:
            yield f"  kept on request: {one.column} ({one.reason}): {one.evidence}"
        elif one.reason in _LOUD:
            yield f"  set aside: {one.column} ({one.reason}): {one.evidence}"
    quiet = [one for one in found if not (one.question or one.kept or one.reason in _LOUD)]
    for reason in dict.fromkeys(one.reason for one in quiet):
        names = ", ".join(one.column for one in quiet if one.reason is reason)
        yield f"  set aside as {_IN_SHORT.get(reason, reason)}: {names}"
