"""Profile a file: what won enquiries have in common, and how far to trust it, with no store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from wellspent.jobs.read_history import History, read_history
from wellspent.profile.learned import learn_profile
from wellspent.records.declared import DeclaredProfile
from wellspent.records.profile import LearnedProfile


def profile_file(
    history: Path,
    *,
    table: str | None = None,
    outcome: tuple[str, str | None] | None = None,
    when: str | None = None,
    keep: Sequence[str] = (),
    declared: DeclaredProfile | None = None,
    now: datetime | None = None,
) -> LearnedProfile:
    """Learn from a file of closed enquiries or deals; see `read_history` for what may be named."""
    past = read_history(history, table=table, outcome=outcome, when=when, keep=keep)
    return profile_history(past, declared=declared, now=now)


def profile_history(
    past: History,
    *,
    declared: DeclaredProfile | None = None,
    now: datetime | None = None,
    with_curve: bool = True,
) -> LearnedProfile:
    """Learn from a history, and note which columns told the outcome and the arrival."""
    learned = learn_profile(
        past.cases,
        declared=declared,
        keep=past.keep,
        now=now or datetime.now(UTC),
        with_curve=with_curve,
    )
    return replace(
        learned,
        outcome_column=past.outcome.name,
        when_column=past.when.name if past.when else "",
        notes=(*learned.notes, *_how_found(past)),
    )


def _how_found(past: History) -> tuple[str, ...]:
    arrival = "" if past.when is None else past.when.reason
    order = arrival or "No column tells when they arrived, so the order of rows is taken for it."
    return tuple(note for note in (past.outcome.reason, order) if note)
