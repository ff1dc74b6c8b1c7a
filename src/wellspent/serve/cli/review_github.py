"""Reviews as annotations of GitHub's pages (workflow commands)."""

from collections.abc import Iterator

from wellspent.jobs.review_files import ReviewedDraft
from wellspent.records.finding import Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def github_lines(reviewed: ReviewedDraft) -> Iterator[str]:
    """Give one annotation for each finding of a draft."""
    for finding in reviewed.review.findings:
        region = reviewed.region(finding)
        place = {"file": reviewed.found.draft.source, "line": str(region.line)}
        if region.column:
            place |= {"col": str(region.column), "endLine": str(region.end_line)}
            if region.end_line == region.line:
                place["endColumn"] = str(region.end_column)
        place["title"] = f"{finding.code} {finding.name}"
        told = ",".join(f"{name}={_property(value)}" for name, value in place.items())
        said = _data(f"{finding.message} {finding.advice}")
        yield f"::{_LEVELS[finding.severity]} {told}::{said}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
