"""Words of drafts: channels, types and times as people write them on a command line or in a URL."""

from datetime import UTC, datetime, tzinfo

from wellspent.collect.draft_json import time_of, word_of
from wellspent.errors import InputError
from wellspent.records.draft import DraftChannel, DraftType


def channel_named(text: str, *, where: str = "") -> DraftChannel | None:
    """Return the channel that is meant, None for nothing; InputError when there is none such."""
    try:
        return word_of(DraftChannel, text)
    except ValueError as error:
        raise InputError(f"A channel {error}.", where=where) from error


def type_named(text: str, *, where: str = "") -> DraftType | None:
    """Return the type that is meant, None for nothing; InputError when there is none such."""
    try:
        return word_of(DraftType, text)
    except ValueError as error:
        raise InputError(f"A type {error}.", where=where) from error


def time_named(text: str, *, where: str = "", zone: tzinfo = UTC) -> datetime:
    """Return an ISO time, in `zone` if it names none; InputError when it isn't one."""
    try:
        return time_of(text, zone=zone)
    except ValueError as error:
        raise InputError(f"This {error}.", where=where) from error
