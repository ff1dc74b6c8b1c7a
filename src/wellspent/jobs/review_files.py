"""Review files: drafts in text, Markdown, HTML, mail, mailboxes and JSON lines, one by one.

Each draft is reviewed by the rules of the team whose `review.toml` stands beside it or above it.
Nothing but the draft at hand is held in memory.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol

from wellspent.collect.draft_bytes import file_text
from wellspent.collect.draft_files import draft_files, read_drafts, read_stream
from wellspent.collect.found_draft import FoundDraft, Region
from wellspent.collect.rewrite_drafts import Change, changed_text, write_back
from wellspent.errors import InputError, WellspentError, file_unreadable
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.finding import Finding, Review
from wellspent.review.choosing.chosen_rules import ruleset_of
from wellspent.review.choosing.configuration import (
    NOTHING_CHOSEN,
    Configuration,
    configuration_file,
    read_configuration,
)
from wellspent.review.choosing.path_pattern import path_fits
from wellspent.review.engine import Ruleset
from wellspent.review.fixes import fix_draft, unified_diff
from wellspent.review.suppressing.baseline import (
    Baseline,
    Key,
    key_of,
    read_baseline,
    write_baseline,
)
from wellspent.review.suppressing.unused_allowances import UnusedAllowances

STDIN = Path("-")


class ReviewOne(Protocol):
    """Reviews a draft, with a store or without."""

    def __call__(self, draft: Draft, *, ruleset: Ruleset, now: datetime) -> Review:
        """Return what the rules say of the draft."""
        ...


class Fixing(StrEnum):
    """What becomes of fixes: nothing, written into the files, or shown as a difference."""

    NOT = "not"
    WRITE = "write"
    SHOW = "show"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for: rules, what is known of all drafts, and what becomes of fixes.

    What is said here of a draft's channel, type, sender, recipient and time wins over what its
    file says. `zone` is that of times that name none.
    """

    now: datetime
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    hints: bool = False
    configuration: Path | None = None
    baseline: Path | None = None
    writes_baseline: bool = False
    fixing: Fixing = Fixing.NOT
    channel: DraftChannel | None = None
    type: DraftType | None = None
    sender: str = ""
    recipient: str = ""
    send_at: datetime | None = None
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedDraft:
    """A draft with its review."""

    found: FoundDraft
    review: Review

    def region(self, finding: Finding) -> Region:
        """Return where a finding stands in the draft's file."""
        return self.found.region(finding.field, finding.start, finding.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFile:
    """A file whose drafts were fixed, or would be: how many fixes, and what they change."""

    path: str
    fixes: int
    diff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineWritten:
    """How many findings the new baseline holds."""

    path: str
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedAllowance:
    """What the team's configuration allows and none of the drafts needed that it is about."""

    where: str
    code: str
    text: str
    drafts: int


Outcome = ReviewedDraft | FixedFile | BaselineWritten | UnusedAllowance | WellspentError


class FileReviewer:
    """Reviews files as they were asked for."""

    def __init__(self, asked: Asked, review_one: ReviewOne) -> None:
        """Take what was asked for, and what reviews one draft."""
        self._asked = asked
        self._review_one = review_one
        self._new_baseline: Counter[Key] = Counter()
        self._configuration = cache(read_configuration)
        self._ruleset = cache(self._prepare)
        self._known = cache(read_baseline)
        self._allowances = UnusedAllowances()

    def check(self) -> None:
        """Raise SettingsError or InputError at once for what is wrong with what was asked for."""
        if self._asked.writes_baseline and self._asked.baseline is None:
            raise InputError(
                "There is no file to write the baseline to.",
                where="--write-baseline",
                next_step="Add --baseline FILE.",
            )
        chosen = self._asked.configuration
        self._ruleset(chosen.absolute() if chosen else None)

    def review(
        self, paths: Iterable[Path], *, stdin: BinaryIO | None = None, stdin_name: str = ""
    ) -> Iterator[Outcome]:
        """Give the review of each draft in these files and folders; `-` is stdin.

        What can't be read is an error among them, and the rest goes on.
        """
        for path in paths:
            if path == STDIN and stdin is not None:
                yield from self._stream(stdin, stdin_name or "<stdin>")
                continue
            for file in draft_files([path], exclude=self._is_excluded):
                if isinstance(file, InputError):
                    yield file
                else:
                    yield from self._file(file)
        for allowance, drafts in self._allowances.unused():
            yield UnusedAllowance(
                where=allowance.by, code=allowance.code, text=allowance.text, drafts=drafts
            )
        if self._asked.writes_baseline and self._asked.baseline is not None:
            count = write_baseline(self._asked.baseline, self._new_baseline)
            yield BaselineWritten(path=str(self._asked.baseline), findings=count)

    def _stream(self, stdin: BinaryIO, name: str) -> Iterator[Outcome]:
        if self._asked.fixing is not Fixing.NOT:
            raise InputError(
                "What comes by a pipe can't be fixed.",
                where="--fix, --diff",
                next_step="Name a file.",
            )
        place = Path(name).absolute().parent
        for found in read_stream(stdin, name=name, zone=self._asked.zone):
            yield found if isinstance(found, InputError) else self._reviewed(found, place)[0]

    def _file(self, path: Path) -> Iterator[Outcome]:
        changes: list[Change] = []
        fixes = 0
        place = path.absolute().parent
        for found in read_drafts(path, zone=self._asked.zone):
            if isinstance(found, InputError):
                yield found
                continue
            reviewed, fixed, count = self._reviewed(found, place)
            yield reviewed
            if count:
                changes.append((found, fixed))
                fixes += count
        if changes:
            yield _fixed_file(path, changes, fixes, self._asked.fixing)

    def _reviewed(self, found: FoundDraft, place: Path) -> tuple[ReviewedDraft, Draft, int]:
        """Return a review, the draft with its fixes, and how many they were."""
        file = self._file_of_team(place)
        ruleset = self._ruleset(file)
        baseline = self._baseline(file)

        def review_one(draft: Draft) -> Review:
            return self._review_one(self._known_of(draft), ruleset=ruleset, now=self._asked.now)

        before = found.draft
        fixed, count = before, 0
        if self._asked.fixing is Fixing.NOT:
            review = review_one(before)
        else:
            fixed, after, count = fix_draft(before, review_one)
            review = after if self._asked.fixing is Fixing.WRITE else review_one(before)
        self._allowances.note(self._known_of(before), review, ruleset)
        if self._asked.writes_baseline:
            self._note(review, before)
        elif baseline is not None:
            review = baseline.without_known(review, before)
        shown = replace(found, draft=fixed) if self._asked.fixing is Fixing.WRITE else found
        return ReviewedDraft(found=shown, review=review), fixed, count

    def _known_of(self, draft: Draft) -> Draft:
        """Return a draft with what was said of all of them."""
        asked = self._asked
        if not (asked.channel or asked.type or asked.sender or asked.recipient or asked.send_at):
            return draft
        return replace(
            draft,
            channel=asked.channel or draft.channel,
            type=asked.type or draft.type,
            sender=asked.sender or draft.sender,
            recipient=asked.recipient or draft.recipient,
            send_at=asked.send_at or draft.send_at,
        )

    def _note(self, review: Review, draft: Draft) -> None:
        assert self._asked.baseline is not None
        folder = self._asked.baseline.absolute().parent
        self._new_baseline.update(key_of(one, draft, folder) for one in review.findings)

    def _file_of_team(self, place: Path) -> Path | None:
        chosen = self._asked.configuration
        return chosen.absolute() if chosen else configuration_file(place)

    def _configured(self, file: Path | None) -> Configuration:
        return NOTHING_CHOSEN if file is None else self._configuration(file)

    def _prepare(self, file: Path | None) -> Ruleset:
        asked = self._asked
        return ruleset_of(
            self._configured(file), select=asked.select, ignore=asked.ignore, hints=asked.hints
        )

    def _baseline(self, file: Path | None) -> Baseline | None:
        if self._asked.writes_baseline:
            return None
        named = self._configured(file).baseline
        if self._asked.baseline is not None:
            return self._known(self._asked.baseline.absolute())
        return self._known(file.parent / named) if file is not None and named else None

    def _is_excluded(self, path: Path) -> bool:
        place = path.absolute()
        file = self._file_of_team(place.parent)
        patterns = self._configured(file).exclude
        if file is None or not patterns or not place.is_relative_to(file.parent):
            return False
        return any(path_fits(place.relative_to(file.parent), one) for one in patterns)


def _fixed_file(path: Path, changes: list[Change], fixes: int, fixing: Fixing) -> Outcome:
    try:
        before = file_text(path.read_bytes(), path=str(path))
        text = changed_text(before.text, changes, path=str(path))
        if fixing is Fixing.WRITE:
            write_back(path, before, text)
    except OSError as error:
        return file_unreadable(path, error)
    except InputError as error:
        return error
    return FixedFile(path=str(path), fixes=fixes, diff=unified_diff(before.text, text, str(path)))
