"""A draft as it stands in the editor's fields, and back."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from wellspent.errors import TooLarge
from wellspent.jobs.draft_words import channel_named, time_named, type_named
from wellspent.records.draft import Draft, DraftChannel
from wellspent.records.message_template import MessageTemplate
from wellspent.serve.guards import SMALL_BODY

LONGEST_BODY = 1_000_000
LONGEST_SUBJECT = 2_000
LONGEST_FIELD = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDraft:
    """What stands in the fields; line ends are one character each, as in a browser's field.

    `attached` and `answers` are *yes*, *no*, or empty where nobody said.
    """

    to: str = ""
    channel: str = DraftChannel.EMAIL.value
    type: str = ""
    send_at: str = ""
    sender: str = ""
    subject: str = ""
    body: str = ""
    attached: str = ""
    answers: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was written yet."""
        return not (self.subject.strip() or self.body.strip())


async def _draft_form(request: Request) -> FormData:
    return await request.form(max_files=0, max_fields=50, max_part_size=SMALL_BODY)


DraftForm = Annotated[FormData, Depends(_draft_form)]
"""A form with a text of up to 1 MB in it."""


def draft_typed(form: FormData) -> TypedDraft:
    """Return what was typed, as it was typed."""
    return TypedDraft(
        to=_line(form, "to"),
        channel=_line(form, "channel"),
        type=_line(form, "type"),
        send_at=_line(form, "send_at"),
        sender=_line(form, "sender"),
        subject=_text(form, "subject").replace("\n", " ")[:LONGEST_SUBJECT],
        body=_text(form, "body"),
        attached=_line(form, "attached"),
        answers=_line(form, "answers"),
    )


def typed_from_draft(draft: Draft, zone: tzinfo) -> TypedDraft:
    """Return a draft as it stands in the fields."""
    at = draft.send_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if draft.send_at else ""
    return TypedDraft(
        to=draft.recipient,
        channel=draft.channel.value if draft.channel else "",
        type=draft.type.value if draft.type else "",
        send_at=at,
        sender=draft.sender,
        subject=draft.subject,
        body=draft.body.strip("\n"),
    )


def typed_from_template(template: MessageTemplate, typed: TypedDraft) -> TypedDraft:
    """Return the fields with a template's words in them."""
    return replace(
        typed,
        channel=template.channel.value if template.channel else "",
        type=template.type.value if template.type else "",
        subject=template.subject,
        body=template.body,
    )


def draft_from(typed: TypedDraft, *, now: datetime, zone: tzinfo) -> Draft:
    """Read what was typed; InputError says what makes no sense, TooLarge over a million letters.

    A draft of no stated time is to be sent now.
    """
    if len(typed.body) > LONGEST_BODY:
        raise TooLarge(
            f"The text has {len(typed.body):,} characters; {LONGEST_BODY:,} can be reviewed.",
            where="text",
            next_step="Shorten it, or review it as a file: wellspent review FILE.",
        )
    return Draft(
        channel=channel_named(typed.channel, where="channel"),
        type=type_named(typed.type, where="type"),
        sender=typed.sender,
        recipient=typed.to,
        send_at=_moment(typed.send_at, now, zone),
        subject=typed.subject,
        body=typed.body,
        attachments={"yes": ("a file",), "no": ()}.get(typed.attached),
        in_reply_to={"yes": "a message of theirs", "no": ""}.get(typed.answers),
    )


def _moment(text: str, now: datetime, zone: tzinfo) -> datetime:
    return time_named(text, where="send at", zone=zone).astimezone(UTC) if text else now


def _line(form: FormData, name: str) -> str:
    return _text(form, name).strip()[:LONGEST_FIELD]


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    if not isinstance(value, str):
        return ""
    return value.replace("\r\n", "\n").replace("\r", "\n")
