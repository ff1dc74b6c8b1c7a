"""Answers: what the gate says of a message, in lines that mail programs show and servers keep."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from wellspent.records.finding import Finding, Review, Severity

LONGEST_LINE: Final = 400
"""Of a reply, below the 512 characters of RFC 5321 with its code."""

MOST_FINDINGS: Final = 8
HEADER: Final = "X-Wellspent-Review"
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f]+")
_PLAIN: Final = str.maketrans("“”„«»‘’–—…×·", '"""""\'\'--.x-')


def held(review: Review) -> str:
    """Return the reply to a message with errors: it isn't sent, why, and what to do."""
    errors = [each for each in review.findings if each.severity is Severity.ERROR]
    count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    lines = [f"Not sent: {count} found by Wellspent."]
    for finding in errors[:MOST_FINDINGS]:
        lines += [f"{finding.code}: {finding.message}", f"Instead: {finding.advice}"]
    if len(errors) > MOST_FINDINGS:
        lines.append(f"And {len(errors) - MOST_FINDINGS} more.")
    return reply("550", "5.7.1", lines)


def header(review: Review) -> bytes:
    """Return the header line that a message that passes is given."""
    warnings = [each for each in review.findings if each.severity is Severity.WARNING]
    said = f"passed; {_counted(warnings)}; about {round(review.reading_seconds)} seconds to read"
    return f"{HEADER}: {_ascii(said)}\r\n".encode("ascii")


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
