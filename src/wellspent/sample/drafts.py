"""Drafts to try a review on: `drafts.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wellspent.records.draft import Draft, DraftChannel, DraftType


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDraft:
    """A draft, and the planted activity after which it is to be sent, by so many minutes."""

    draft: Draft
    after: str
    minutes: float


@cache
def load_drafts() -> tuple[SampleDraft, ...]:
    """Return the drafts, without their times."""
    text = files("wellspent.sample").joinpath("drafts.toml").read_text(encoding="utf-8")
    return tuple(
        SampleDraft(
            draft=Draft(
                id=read["id"],
                channel=DraftChannel(read["channel"]),
                type=DraftType(read["type"]),
                sender=read["from"],
                recipient=read["to"],
                subject=read["subject"],
                body=read["body"],
            ),
            after=read["after"],
            minutes=read["minutes"],
        )
        for read in tomllib.loads(text)["drafts"]
    )


def sample_company() -> str:
    """Return what is true of the sample company, as the text of its file."""
    return files("wellspent.sample").joinpath("company.toml").read_text(encoding="utf-8")
