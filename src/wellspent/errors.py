"""One tree of errors, written for the person who must act.

    WellspentError
    ├── InputError            what was given can't be used           exit 2, HTTP 422
    │   ├── FileUnreadable    a file can't be read as a table        exit 2, HTTP 422
    │   ├── MappingError      columns can't be matched to fields     exit 2, HTTP 422
    │   ├── SettingsError     a setting is unknown or has no sense   exit 2, HTTP 422
    │   └── TooLarge          over a stated limit                    exit 2, HTTP 413
    ├── NotAllowed            not signed, or not from a known page   exit 2, HTTP 403
    ├── TooMany               more than a site may send; come later  exit 7, HTTP 429
    ├── NotFound              no such record                         exit 3, HTTP 404
    ├── Conflict              the record changed, or exists already  exit 4, HTTP 409
    ├── NotEnoughData         an honest "can't say yet"              exit 5, HTTP 409
    ├── MissingPart           an optional dependency isn't there     exit 6, HTTP 501
    ├── ServerUnavailable     another server can't be reached; retry exit 7, HTTP 503
    └── StoreUnavailable      the database can't be reached; retry   exit 7, HTTP 503

Every message says what happened, where, what was tried, and what to do next.
"""

from pathlib import Path
from typing import ClassVar


class WellspentError(Exception):
    """Base of every error that Wellspent raises on purpose.

    `what` happened, `where` (file, row, column, record), what was `tried`, what to do `next_step`.
    """

    exit_code: ClassVar[int] = 1
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, what: str, *, where: str = "", tried: str = "", next_step: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.tried = tried
        self.next_step = next_step

    def __str__(self) -> str:
        parts = [self.what]
        if self.where:
            parts.append(f"Where: {self.where}")
        if self.tried:
            parts.append(f"Tried: {self.tried}")
        if self.next_step:
            parts.append(f"Next: {self.next_step}")
        return "\n".join(parts)

    def problem_details(self) -> dict[str, str | int]:
        """Return the error as RFC 9457 problem details."""
        details: dict[str, str | int] = {
            "type": f"urn:wellspent:error:{type(self).__name__}",
            "title": self.title,
            "status": self.status,
            "detail": self.what,
        }
        if self.where:
            details["where"] = self.where
        if self.tried:
            details["tried"] = self.tried
        if self.next_step:
            details["next_step"] = self.next_step
        return details


class InputError(WellspentError):
    """What was given can't be used as it is."""

    exit_code = 2
    status = 422
    title = "The input can't be used as it is"


class FileUnreadable(InputError):
    """A file can't be read as a table of rows."""

    title = "The file can't be read"


class MappingError(InputError):
    """Columns can't be matched to the fields of a record."""

    title = "The columns can't be matched"


class SettingsError(InputError):
    """A setting is unknown or its value makes no sense."""

    title = "A setting is wrong"


class TooLarge(InputError):
    """The input is over a stated limit."""

    status = 413
    title = "The input is too large"


class NotAllowed(WellspentError):
    """What came in isn't signed as agreed, or not from where it may come from."""

    exit_code = 2
    status = 403
    title = "Not allowed"


class TooMany(WellspentError):
    """More came in within a short time than is allowed; coming again later helps."""

    exit_code = 7
    status = 429
    title = "Too many at once"

    def __init__(
        self, what: str, *, wait_seconds: float, where: str = "", next_step: str = ""
    ) -> None:
        super().__init__(what, where=where, next_step=next_step)
        self.wait_seconds = wait_seconds


class NotFound(WellspentError):
    """No such record."""

    exit_code = 3
    status = 404
    title = "Not found"


class Conflict(WellspentError):
    """The record changed meanwhile, or exists already."""

    exit_code = 4
    status = 409
    title = "Conflict"


class NotEnoughData(WellspentError):
    """The honest answer is that it can't be said yet."""

    exit_code = 5
    status = 409
    title = "Not enough data yet"


class MissingPart(WellspentError):
    """An optional part that this work needs isn't installed."""

    exit_code = 6
    status = 501
    title = "An optional part is missing"


class ServerUnavailable(WellspentError):
    """Another server (a mailbox) can't be reached or went away; trying again later may help."""

    exit_code = 7
    status = 503
    title = "Another server can't be reached"


class StoreUnavailable(WellspentError):
    """The database can't be reached or is busy; trying again later may help."""

    exit_code = 7
    status = 503
    title = "The store can't be reached"


def file_unreadable(path: Path | str, error: OSError) -> FileUnreadable:
    """Return what to raise when the system doesn't let a file be read."""
    return FileUnreadable(
        "the file can't be read",
        where=str(path),
        tried=error.strerror or str(error),
        next_step="Check that it is there and that you may read it.",
    )


def file_unwritable(what: str, path: Path | str, error: OSError) -> InputError:
    """Return what to raise when the system doesn't let `what` be written as a file."""
    return InputError(
        f"{what} can't be written",
        where=str(path),
        tried=error.strerror or str(error),
        next_step="Name a file in a folder that exists and that you may write to.",
    )
