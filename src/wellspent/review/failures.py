"""Failures: what should have been checked and wasn't, since the rule failed or the time was up."""

import logging
from functools import cache
from pathlib import Path
from typing import Final

from wellspent.records.finding import Unchecked

logger = logging.getLogger(__name__)

LATE: Final = "the time that the review may take was up"
LONGEST_TOLD: Final = 200


def failed(code: str, error: Exception) -> Unchecked:
    """Return that a rule failed, and how; note it in the log, but not the words of the draft."""
    place = _place(error)
    kind = type(error).__name__
    _log(code, kind, place)
    logger.debug("the rule %s failed", code, exc_info=error)
    said = " ".join(f"{kind}: {error}".split()).rstrip(": ")[:LONGEST_TOLD]
    return Unchecked(code=code, why=f"the rule itself failed, in {place} ({said})", failed=True)


def out_of_time(code: str) -> Unchecked:
    """Return that a rule didn't come to speak before the deadline."""
    return Unchecked(code=code, why=LATE, failed=True)


def _place(error: Exception) -> str:
    """Return the file and the line on which it happened."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return "a place unknown"
    return f"{Path(last.tb_frame.f_code.co_filename).name}, line {last.tb_lineno}"


@cache
def _log(code: str, kind: str, place: str) -> None:
    """Write a failure into the log, the first time that it happens: it may with every draft."""
    logger.warning("the rule %s failed with %s in %s; the others went on", code, kind, place)
