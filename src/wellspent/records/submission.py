"""Submission: an enquiry exactly as it came in, durable before anything else happens to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SubmissionChannel(StrEnum):
    """How an enquiry came in."""

    FORM = "form"
    JSON = "json"
    WEBHOOK = "webhook"
    MAIL = "mail"
    API = "api"
    FILE = "file"


class SubmissionState(StrEnum):
    """Whether an enquiry has been worked through: it waits, it is done, or a step failed."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """An enquiry as it came in, and how far it has been worked through.

    `fields` are what the person filled in, untouched. `fill_seconds` is the time between showing
    and sending the form, where known; `trap_filled` whether the field that people can't see was
    filled; None where the form has no such field. A failed one keeps its `error` and is tried
    again at `next_try_at`. `duplicate_of` is the submission that said the same shortly before, or
    under the same idempotency key (from a form: with the same words): linked, not dropped.
    """

    id: str = ""
    site: str = ""
    channel: SubmissionChannel = SubmissionChannel.FORM
    received_at: datetime | None = None
    fields: Mapping[str, str]
    fill_seconds: float | None = None
    trap_filled: bool | None = None
    time_zone: str = ""
    idempotency_key: str = ""
    fingerprint: str = ""
    state: SubmissionState = SubmissionState.WAITING
    attempts: int = 0
    error: str = ""
    next_try_at: datetime | None = None
    lead_id: str = ""
    duplicate_of: str = ""
