"""Baselines: the findings that old templates had when a team began, so that new ones stand out.

A finding is known by its file, its code and its words, not by the line on which it stands.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, cast

from wellspent.errors import InputError, file_unwritable
from wellspent.records.draft import Draft
from wellspent.records.finding import Finding, Review, Suppressed
from wellspent.review.suppressing.suppression import quote_of

VERSION: Final = 1
LARGEST: Final = 64 * 1024 * 1024
REASON: Final = "known since the baseline was written"

_NO_BASELINE: Final = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)

Key = tuple[str, str, str]
"""File, code and fingerprint of a finding."""


@dataclass(slots=True, kw_only=True)
class Baseline:
    """Known findings, and how often each may still be met.

    `folder` is that of the baseline's file: names of files are kept relative to it.
    """

    file: str
    folder: Path
    known: Counter[Key] = field(default_factory=Counter[Key])

    def without_known(self, review: Review, draft: Draft) -> Review:
        """Return a review in which known findings are suppressed; each counts so often as known."""
        kept: list[Finding] = []
        suppressed = list(review.suppressed)
        for finding in review.findings:
            key = key_of(finding, draft, self.folder)
            if self.known[key] > 0:
                self.known[key] -= 1
                suppressed.append(Suppressed(finding=finding, reason=REASON, by=self.file))
            else:
                kept.append(finding)
        return replace(review, findings=tuple(kept), suppressed=tuple(suppressed))


def key_of(finding: Finding, draft: Draft, folder: Path) -> Key:
    """Return what a finding is known by."""
    words = " ".join(quote_of(finding, draft).split()).casefold()
    said = f"{finding.field}\0{words}".encode("utf-8", "surrogatepass")
    return _relative(draft.source, folder), finding.code, hashlib.sha256(said).hexdigest()[:16]


def _relative(source: str, folder: Path) -> str:
    return Path(os.path.relpath(source, folder)).as_posix() if source else ""


def read_baseline(path: Path) -> Baseline:
    """Read a baseline; InputError when the file isn't one."""
    try:
        if path.stat().st_size > LARGEST:
            raise _wrong("it is larger than 64 MB", path)
        table = json.loads(path.read_text(encoding="utf-8"))
        known = Counter[Key]()
        for entry in table["findings"]:
            key = (str(entry["file"]), str(entry["code"]), str(entry["fingerprint"]))
            known[key] += int(entry.get("count", 1))
    except OSError as error:
        raise _wrong(error.strerror or str(error), path) from error
    except _NO_BASELINE as error:
        raise _wrong(f"it isn't written as a baseline ({error!r})", path) from error
    if cast("Mapping[str, Any]", table).get("version") != VERSION:
        raise _wrong(f"its version isn't {VERSION}", path)
    return Baseline(file=str(path), folder=path.absolute().parent, known=known)


def write_baseline(path: Path, known: Mapping[Key, int]) -> int:
    """Write findings as a baseline; return how many. InputError when the file can't be written."""
    findings = [
        {"file": file, "code": code, "fingerprint": fingerprint, "count": count}
        for (file, code, fingerprint), count in sorted(known.items())
    ]
    text = json.dumps({"version": VERSION, "findings": findings}, indent=1, ensure_ascii=False)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise file_unwritable("The baseline", path, error) from error
    return sum(known.values())


def _wrong(what: str, path: Path) -> InputError:
    return InputError(
        f"The baseline can't be used: {what}.",
        where=str(path),
        next_step="`wellspent review PATHS --baseline FILE --write-baseline` makes it anew.",
    )
