"""Fixes: the safe changes that findings come with, put into a draft."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import replace

from wellspent.records.draft import Draft
from wellspent.records.finding import DraftField, Finding, Fix, Review

MOST_ROUNDS = 10
"""A fix may bring another finding to light; two that undo each other end here."""


def fix_draft(draft: Draft, review: Callable[[Draft], Review]) -> tuple[Draft, Review, int]:
    """Return the draft with all fixes in it, its review then, and how many fixes that were.

    Fixes that overlap another wait for the next round.
    """
    reviewed, count = review(draft), 0
    for _ in range(MOST_ROUNDS):
        fixes = chosen_fixes(reviewed.findings)
        if not fixes:
            break
        draft = with_fixes(draft, fixes)
        count += len(fixes)
        reviewed = review(draft)
    return draft, reviewed, count


def chosen_fixes(findings: Iterable[Finding]) -> list[Fix]:
    """Return the fixes of findings that don't overlap, in their order."""
    fixes = {one.fix for one in findings if one.fix is not None}
    chosen: list[Fix] = []
    for fix in sorted(fixes, key=lambda one: (one.field, one.start, one.end)):
        last = chosen[-1] if chosen else None
        if last is None or last.field is not fix.field or fix.start >= last.end:
            chosen.append(fix)
    return chosen


def with_fixes(draft: Draft, fixes: Iterable[Fix]) -> Draft:
    """Return the draft with these fixes, which don't overlap."""
    subject, body = draft.subject, draft.body
    for fix in sorted(fixes, key=lambda one: one.start, reverse=True):
        if fix.field is DraftField.SUBJECT:
            subject = subject[: fix.start] + fix.replacement + subject[fix.end :]
        else:
            body = body[: fix.start] + fix.replacement + body[fix.end :]
    return replace(draft, subject=subject, body=body)


def unified_diff(before: str, after: str, path: str) -> str:
    """Return the change of a file as a unified diff; nothing when there is none."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), path, path
    )
    ended = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
             for line in lines)  # fmt: skip
    return "".join(ended)
