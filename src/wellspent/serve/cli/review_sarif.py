"""Reviews as SARIF 2.1.0, the format of code scanners, written as they come."""

import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from wellspent.jobs.review_files import ReviewedDraft
from wellspent.jobs.rule_pages import RuleRow, list_rules, rule_help
from wellspent.records.finding import Finding, Fix, Severity, Suppressed

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_UNREAD = 1_000
"""Of so many drafts it is told that they weren't checked in full."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


class SarifLog:
    """A log with one run: its head, its results one by one, and its end."""

    def __init__(self) -> None:
        self._rules = list_rules()
        self._index = {rule.code: number for number, rule in enumerate(self._rules)}
        self._is_first = True
        self._unread: dict[str, dict[str, Any]] = {}

    def head(self) -> str:
        """Return what stands before the first result."""
        driver = {
            "name": "wellspent review",
            "version": version("wellspent"),
            "informationUri": "https://pypi.org/project/wellspent/",
            "rules": [_rule(rule) for rule in self._rules],
        }
        run = f'"tool": {_json({"driver": driver})}, "columnKind": "unicodeCodePoints"'
        return f'{{"$schema": {_json(SCHEMA)}, "version": "2.1.0", "runs": [{{{run}, "results": ['

    def results(self, reviewed: ReviewedDraft) -> Iterator[str]:
        """Give the results of a draft; suppressed ones too, with their reason."""
        review = reviewed.review
        if review.failed and len(self._unread) < MOST_UNREAD:
            self._unread.setdefault(*_notification(reviewed))
        for finding in review.findings:
            yield self._next(self._result(reviewed, finding))
        for suppressed in review.suppressed:
            result = self._result(reviewed, suppressed.finding)
            yield self._next({**result, "suppressions": [_suppression(suppressed)]})

    def end(self, problems: Iterable[str]) -> str:
        """Return what stands after the last result; `problems` are files that can't be read."""
        told = [{"level": "error", "message": {"text": problem}} for problem in problems]
        invocation: dict[str, Any] = {"executionSuccessful": not told}
        if notifications := [*told, *self._unread.values()]:
            invocation["toolExecutionNotifications"] = notifications
        return f'\n], "invocations": [{_json(invocation)}]}}]}}'

    def _next(self, result: dict[str, Any]) -> str:
        before = "\n" if self._is_first else ",\n"
        self._is_first = False
        return before + _json(result)

    def _result(self, reviewed: ReviewedDraft, finding: Finding) -> dict[str, Any]:
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": self._index[finding.code],
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{finding.message} {finding.advice}".strip()},
            "locations": [_location(reviewed, finding)],
            "properties": {
                "draft": reviewed.review.draft_id,
                "field": finding.field.value,
                "start": finding.start,
                "end": finding.end,
                "certainty": finding.certainty,
            },
        }
        if finding.fix is not None and (fix := _fix(reviewed, finding.fix)):
            result["fixes"] = [fix]
        return result


def _notification(reviewed: ReviewedDraft) -> tuple[str, dict[str, Any]]:
    """Return that a draft was not checked in full, with what to know it by."""
    reasons = "; ".join(dict.fromkeys(one.why for one in reviewed.review.failed))
    return reviewed.review.draft_id, {
        "level": "warning",
        "message": {"text": f"Not checked in full: {reasons}"},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(reviewed)}}],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)


def _rule(rule: RuleRow) -> dict[str, Any]:
    page = rule_help(rule.code)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.message},
        "fullDescription": {"text": page.partition("\n\n")[0]},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"enabled": rule.is_on, "level": _LEVELS[rule.severity]},
    }


def _location(reviewed: ReviewedDraft, finding: Finding) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(reviewed),
            "region": _region(reviewed, finding),
        },
        "logicalLocations": [{"name": reviewed.review.draft_id, "kind": finding.field.value}],
    }


def _artifact(reviewed: ReviewedDraft) -> dict[str, str]:
    path = Path(reviewed.found.draft.source)
    return {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}


def _region(reviewed: ReviewedDraft, finding: Finding | Fix) -> dict[str, int]:
    found = reviewed.found.region(finding.field, finding.start, finding.end)
    region = {"startLine": found.line}
    if found.column:
        region |= {
            "startColumn": found.column,
            "endLine": found.end_line,
            "endColumn": found.end_column,
        }
    if found.offset is not None:
        region |= {"charOffset": found.offset, "charLength": found.length}
    return region


def _fix(reviewed: ReviewedDraft, fix: Fix) -> dict[str, Any] | None:
    region = _region(reviewed, fix)
    if "charOffset" not in region:
        return None
    replacement = {"deletedRegion": region, "insertedContent": {"text": fix.replacement}}
    return {
        "description": {"text": "Mend it."},
        "artifactChanges": [
            {"artifactLocation": _artifact(reviewed), "replacements": [replacement]}
        ],
    }


def _suppression(suppressed: Suppressed) -> dict[str, str]:
    kind = "external" if suppressed.by else "inSource"
    return {"kind": kind, "justification": suppressed.reason}
