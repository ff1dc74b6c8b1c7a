"""One run of `wellspent review`: what comes is shown and counted, and decides how it ends."""

import gc
import sys
from collections.abc import Iterable

from wellspent.errors import InputError, WellspentError
from wellspent.jobs.review_files import (
    Asked,
    BaselineWritten,
    FixedFile,
    Fixing,
    Outcome,
    ReviewedDraft,
    UnusedAllowance,
)
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.cli.complain import complain, remark
from wellspent.serve.cli.printable import printable
from wellspent.serve.cli.review_shown import Shown
from wellspent.serve.cli.review_text import Totals


class ReviewRun:
    """Shows what comes, counts it, and knows how the command ends."""

    def __init__(self, asked: Asked, shown: Shown, *, exit_zero: bool) -> None:
        self._asked = asked
        self._shown = shown
        self._exit_zero = exit_zero
        self._totals = Totals()
        self._problems: list[str] = []
        self._fixes = self._fixed_files = 0

    def of(self, outcomes: Iterable[Outcome]) -> int:
        """Show each outcome, and return the exit code."""
        only_diff = self._asked.fixing is Fixing.SHOW
        silent = only_diff or self._asked.writes_baseline
        for number, outcome in enumerate(outcomes):
            if number == 0:
                gc.freeze()  # phrases stay: looking for garbage in them slows long runs by a fifth
            if isinstance(outcome, ReviewedDraft):
                self._totals.add(outcome)
                if not silent:
                    self._shown.draft(outcome)
            else:
                self._else(outcome)
        if not silent:
            self._shown.end(self._totals, self._problems)
        if self._fixes:
            would = "Would fix" if only_diff else "Fixed"
            fixes, files = counted(self._fixes, "finding"), counted(self._fixed_files, "file")
            remark(f"{would} {fixes} in {files}.")
        if self._problems:
            return InputError.exit_code
        if self._exit_zero or self._asked.writes_baseline:
            return 0
        return int(bool(self._fixes if only_diff else self._totals.failing))

    def _else(
        self, outcome: FixedFile | BaselineWritten | UnusedAllowance | WellspentError
    ) -> None:
        if isinstance(outcome, WellspentError):
            place = f"{outcome.where}: " if outcome.where else ""
            self._problems.append(place + outcome.what)
            complain(str(outcome))
        elif isinstance(outcome, FixedFile):
            self._fixes += outcome.fixes
            self._fixed_files += 1
            if self._asked.fixing is Fixing.SHOW:
                sys.stdout.write(_diff(outcome.diff))
        elif isinstance(outcome, UnusedAllowance):
            remark(_unused(outcome))
        else:
            remark(f"Wrote {counted(outcome.findings, 'finding')} to {outcome.path}.")


def _unused(allowance: UnusedAllowance) -> str:
    words = f" of “{allowance.text}”" if allowance.text else ""
    several = allowance.drafts > 1
    drafts = f"none of the {allowance.drafts:,} drafts" if several else "the draft"
    needs = "that it is about needs it" if several else "that it is about doesn't need it"
    return (
        f"{allowance.where}: SUP001 This allows {allowance.code}{words}, but {drafts} {needs}."
        " Take it out, or correct it."
    )


def _diff(diff: str) -> str:
    """Return a difference as it is, or without what steers a terminal on one."""
    return printable(diff) if sys.stdout.isatty() else diff
