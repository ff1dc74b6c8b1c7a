"""Rules that mark a word, so that tests of what happens to findings need none of the real ones."""

from collections.abc import Iterator

from wellspent.records.draft import Draft
from wellspent.records.finding import DraftField, Finding, Review, Severity
from wellspent.review.message import Message
from wellspent.review.reading.text import Span
from wellspent.review.rule import Found, Rule


def word_rule(
    code: str,
    word: str,
    *,
    name: str = "",
    severity: Severity = Severity.WARNING,
    replacement: str | None = None,
) -> Rule:
    """Return a rule that marks a word wherever it stands, and may put another in its place."""

    def find(message: Message) -> Iterator[Found]:
        for field in DraftField:
            text = message.field(field).text
            at = text.find(word)
            while at >= 0:
                span = Span(at, at + len(word), field)
                yield Found(span=span, replacement=replacement)
                at = text.find(word, at + 1)

    return Rule(
        code=code,
        name=name or f"no-{word}",
        severity=severity,
        message=f"It says {word}.",
        advice="Leave it out.",
        page="",
        find=find,
        examples=(),
    )


def marked(review: Review, draft: Draft) -> list[tuple[str, str]]:
    """Return code and marked words of each finding."""
    return [(one.code, quote(one, draft)) for one in review.findings]


def quote(finding: Finding, draft: Draft) -> str:
    """Return the words that a finding marks."""
    given = draft.subject if finding.field is DraftField.SUBJECT else draft.body
    return given[finding.start : finding.end]
