"""What came of taking conversations in, and how to undo it."""

import typer

from wellspent.records.imports import ImportState
from wellspent.records.taken_in import TakenIn
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.cli.show import Cell, Format, remark, say, show_json, show_rows

STOPPED = 130
MOST_UNKNOWN = 10
COLUMNS = [
    "source", "import", "state", "read", "created", "grown", "unchanged", "internal", "private",
    "automatic", "refused", "turns", "activities", "debits", "credits", "minutes",
]  # fmt: skip


def show_taken_in(taken: TakenIn, form: Format, *, again: str) -> None:
    """Show what came of it; ends with 130 when it was stopped, `again` being how to go on."""
    if form is Format.JSON:
        show_json(taken)
    elif form is Format.CSV:
        show_rows(COLUMNS, [_row(taken)], form)
    else:
        _say(taken)
    if taken.import_id:
        remark(f"To undo all of it: wellspent undo {taken.import_id}")
    if taken.state is ImportState.STOPPED:
        remark(f"Stopped; nothing is lost. Go on with the same command: {again}")
        raise typer.Exit(STOPPED)


def _say(taken: TakenIn) -> None:
    say(
        f"{taken.source}: {counted(taken.read, 'conversation')} read; {taken.created:,} new, "
        f"{taken.grown:,} grown, {taken.unchanged:,} known already."
    )
    for note in taken.notes:
        say(f"  {note}")
    if taken.refused:
        say(f"  {counted(taken.refused, 'file')} couldn't be read.")
    if taken.created or taken.grown:
        say(
            f"In the ledger: {taken.minutes:,.1f} minutes of customers "
            f"({counted(taken.debits, 'line')}), {counted(taken.credits, 'sign')} of value."
        )
    _say_unknown(taken)


def _say_unknown(taken: TakenIn) -> None:
    """Name who is no contact of ours, those of the most conversations first."""
    if not taken.unknown:
        return
    say(f"No contact of ours yet: {counted(len(taken.unknown), 'speaker')}.")
    for one in taken.unknown[:MOST_UNKNOWN]:
        who = " ".join(part for part in (one.speaker.name, one.speaker.email) if part)
        of = f", of {one.account_id}" if one.account_id else ""
        say(f"  {who or one.speaker.label} ({counted(one.conversations, 'conversation')}{of})")


def _row(taken: TakenIn) -> tuple[Cell, ...]:
    return (
        taken.source, taken.import_id, taken.state.value, taken.read, taken.created, taken.grown,
        taken.unchanged, taken.internal, taken.private, taken.automatic, taken.refused,
        taken.turns, taken.activities, taken.debits, taken.credits, round(taken.minutes, 2),
    )  # fmt: skip
