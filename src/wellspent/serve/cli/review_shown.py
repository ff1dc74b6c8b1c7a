"""How reviews are shown: text for people; JSON, SARIF and annotations for programs."""

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from wellspent.jobs.review_files import ReviewedDraft
from wellspent.jobs.review_json import review_as_json
from wellspent.serve.cli.review_github import github_lines
from wellspent.serve.cli.review_sarif import SarifLog
from wellspent.serve.cli.review_text import (
    Totals,
    painter,
    review_lines,
    statistics_lines,
    summary_lines,
)


class Form(StrEnum):
    """How reviews are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class Shown(Protocol):
    """Writes reviews as they come, and what stands at the end."""

    def draft(self, reviewed: ReviewedDraft) -> None:
        """Write a review."""
        ...

    def end(self, totals: Totals, problems: Iterable[str]) -> None:
        """Write what stands at the end; `problems` are what can't be read."""
        ...


def shown_as(form: Form, *, with_claims: bool, statistics: bool) -> Shown:
    """Return what writes reviews in the form that was asked for."""
    if statistics:
        return _Statistics(as_json=form is Form.JSON)
    if form is Form.TEXT:
        return _Text(with_claims=with_claims)
    return {Form.JSON: _Json, Form.SARIF: _Sarif, Form.GITHUB: _Github}[form]()


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


class _Text:
    def __init__(self, *, with_claims: bool) -> None:
        self._paint = painter()
        self._with_claims = with_claims

    def draft(self, reviewed: ReviewedDraft) -> None:
        for line in review_lines(reviewed, self._paint, with_claims=self._with_claims):
            _write(line)

    def end(self, totals: Totals, problems: Iterable[str]) -> None:  # noqa: ARG002  the form's
        for line in summary_lines(totals, self._paint):
            _write(line)


class _Json:
    def draft(self, reviewed: ReviewedDraft) -> None:
        _write(json.dumps(review_as_json(reviewed.review), ensure_ascii=False))

    def end(self, totals: Totals, problems: Iterable[str]) -> None:
        """Nothing stands at the end of JSON lines."""


class _Github:
    def draft(self, reviewed: ReviewedDraft) -> None:
        for line in github_lines(reviewed):
            _write(line)

    def end(self, totals: Totals, problems: Iterable[str]) -> None:
        """Nothing stands at the end of annotations."""


class _Sarif:
    def __init__(self) -> None:
        self._log = SarifLog()
        sys.stdout.write(self._log.head())

    def draft(self, reviewed: ReviewedDraft) -> None:
        sys.stdout.writelines(self._log.results(reviewed))

    def end(self, totals: Totals, problems: Iterable[str]) -> None:  # noqa: ARG002  the form's
        _write(self._log.end(problems))


class _Statistics:
    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json

    def draft(self, reviewed: ReviewedDraft) -> None:
        """Only the totals are shown."""

    def end(self, totals: Totals, problems: Iterable[str]) -> None:  # noqa: ARG002  the form's
        for line in statistics_lines(totals, as_json=self._as_json):
            _write(line)
        if not self._as_json:
            for line in summary_lines(totals, painter()):
                _write(line)
