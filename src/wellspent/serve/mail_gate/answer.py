"""Answers: what the gate says of a message, in lines that mail programs show and servers keep."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from wellspent.jobs.review_mail import is_by_words_alone, may_succeed_later
from wellspent.records.finding import ClaimVerdict, Finding, Review, Severity
from wellspent.serve.ages_and_counts import counted

LONGEST_LINE: Final = 400
"""Of a reply, below the 512 characters of RFC 5321 with its code."""

LONGEST_HEADER: Final = 900
"""Below the 998 characters of RFC 5322 with its name."""

MOST_FINDINGS: Final = 8
HEADER: Final = "X-Wellspent-Review"
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f]+")
_PLAIN: Final = str.maketrans("“”„«»‘’–—…×·", '"""""\'\'--.x-')


def held(findings: Sequence[Finding]) -> str:
    """Return the reply to a message that isn't sent for these findings: why, and what to do."""
    lines = [f"Not sent: {counted(len(findings), 'error')} found by Wellspent."]
    for finding in findings[:MOST_FINDINGS]:
        lines += [f"{finding.code}: {finding.message}", f"Instead: {finding.advice}"]
    if len(findings) > MOST_FINDINGS:
        lines.append(f"And {len(findings) - MOST_FINDINGS} more.")
    return reply("550", "5.7.1", lines)


def not_in_full(review: Review) -> str:
    """Return the reply of a gate that is shut to what wasn't checked in full: what, and why."""
    reasons = list(dict.fromkeys(one.why for one in review.failed))
    lines = ["Not sent: it could not be checked in full, and the gate is set to shut."]
    lines += [f"Not checked: {why}" for why in reasons[:MOST_FINDINGS]]
    if may_succeed_later(review):
        return reply("451", "4.7.0", [*lines, "Try again later."])
    return reply("550", "5.7.1", lines)


def header(review: Review) -> bytes:
    """Return the header line that a message that passes is given.

    The recipients read it: it says nothing of who else gets the message.
    """
    warnings = [each for each in review.findings if each.severity is Severity.WARNING]
    codes = ", ".join(dict.fromkeys(one.code for one in review.failed))
    doubtful = sum(one.verdict is ClaimVerdict.CONTRADICTED for one in review.claims)
    known = ["by its words alone"] if is_by_words_alone(review) else []
    said = [
        f"not checked in full ({codes})" if codes else "passed",
        _counted(warnings),
        *([f"{counted(doubtful, 'statement')} to look at"] if doubtful else []),
        *known,
        f"about {round(review.reading_seconds)} seconds to read",
    ]
    return f"{HEADER}: {_ascii('; '.join(said))[:LONGEST_HEADER]}\r\n".encode("ascii")


def header_unchecked(why: str) -> bytes:
    """Return the header line of a message that passes although it couldn't be checked."""
    return f"{HEADER}: not checked; {_ascii(why)[:LONGEST_LINE]}\r\n".encode("ascii")


def reply(code: str, enhanced: str, lines: Iterable[str]) -> str:
    """Return a reply of several lines (RFC 5321, 4.2.1), in ASCII."""
    said = [_ascii(line)[:LONGEST_LINE] for line in lines]
    marks = ["-"] * (len(said) - 1) + [" "]
    return "\r\n".join(
        f"{code}{mark}{enhanced} {line}" for mark, line in zip(marks, said, strict=True)
    )


def _counted(findings: list[Finding]) -> str:
    if not findings:
        return "no findings"
    codes = ", ".join(dict.fromkeys(finding.code for finding in findings))
    return f"{len(findings)} {'warning' if len(findings) == 1 else 'warnings'} ({codes})"


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", _UNSEEN.sub(" ", text).translate(_PLAIN))
    without_marks = "".join(one for one in plain if not unicodedata.combining(one))
    return without_marks.encode("ascii", "replace").decode("ascii")
