"""Receive an enquiry: it is on disk before anybody hears that it came in; all else comes after."""

import hashlib
import time
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime

from wellspent.errors import InputError
from wellspent.records.submission import Submission
from wellspent.store.connect import Store
from wellspent.store.group_commit import GroupCommit, Tell
from wellspent.store.new_lead import NewLead, write_leads
from wellspent.store.submissions import append_submissions

BUSY_COUNT = 20
BUSY_SECONDS = 0.5
"""As many enquiries within as many seconds are more than a worker needs to keep up with."""

MACHINERY = "_"
"""Fields whose names begin so belong to the form itself, not to what a person said."""


class Intake:
    """The way in for enquiries: many that wait are committed together.

    Shared by all threads of a server; `close` it at the end.
    """

    def __init__(self, store: Store) -> None:
        self._group: GroupCommit[Submission, Submission] = GroupCommit(store, append_submissions)
        self._leads: GroupCommit[NewLead, tuple[str, bool]] = GroupCommit(store, write_leads)
        self._latest = deque[float](maxlen=BUSY_COUNT)

    def receive(self, submission: Submission) -> Future[Submission]:
        """Let a submission be kept; the future is done once it is on disk.

        InputError when it says nothing at all; StoreUnavailable when too many wait already.
        """
        return self._group.add(self.checked(submission))

    def checked(self, submission: Submission) -> Submission:
        """Return a submission with its moment and fingerprint; InputError when it says nothing."""
        if not any(value.strip() for value in said(submission.fields).values()):
            raise InputError(
                "the enquiry says nothing",
                where=submission.site,
                next_step="Fill in at least one field.",
            )
        received = submission.received_at or datetime.now(UTC)
        self._latest.append(time.monotonic())
        mark = submission.fingerprint or fingerprint(submission.site, submission.fields)
        return replace(submission, received_at=received, fingerprint=mark)

    def receive_all(self, checked: Sequence[Submission], tell: Tell[Submission]) -> None:
        """Let submissions that were `checked` be kept; `tell` hears once they are on disk.

        It is called by another thread. StoreUnavailable when too many wait already.
        """
        self._group.add_all(checked, tell)

    def add_lead(self, new: NewLead) -> Future[tuple[str, bool]]:
        """Let a lead from a program be kept; the future tells its id, and whether it is new."""
        self._latest.append(time.monotonic())
        return self._leads.add(new)

    @property
    def waiting(self) -> int:
        """Return how many enquiries wait to be committed."""
        return self._group.waiting + self._leads.waiting

    def is_busy(self) -> bool:
        """Return whether enquiries pour in: other work may give way then."""
        latest = self._latest
        return len(latest) == BUSY_COUNT and time.monotonic() - latest[0] < BUSY_SECONDS

    def open(self) -> None:
        """Take enquiries again after a `close`."""
        self._group.open()
        self._leads.open()

    def close(self) -> None:
        """Commit what waits, and take nothing more."""
        self._group.close()
        self._leads.close()


def receive_enquiry(intake: Intake, submission: Submission) -> Submission:
    """Keep a submission and return it, with its id, once it is on disk.

    It is kept even if it says again what came in before; `duplicate_of` links it then.
    """
    return intake.receive(submission).result()


def said(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what a person said, without the form's own machinery."""
    return {name: text for name, text in fields.items() if not name.startswith(MACHINERY)}


def fingerprint(site: str, fields: Mapping[str, str]) -> str:
    """Return a digest that the same words at the same site share, whatever their spacing."""
    parts = [site]
    for name, text in sorted(said(fields).items()):
        parts += [name, " ".join(text.split()).casefold()]
    text = "\x1f".join(parts)
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=16).hexdigest()
