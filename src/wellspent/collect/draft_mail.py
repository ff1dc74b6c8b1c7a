"""Drafts as mail: a saved message becomes the draft that it was."""

from collections.abc import Iterator
from datetime import datetime
from email.errors import MessageError
from email.message import Message
from email.utils import getaddresses

from wellspent.collect.draft_json import FIRST_YEAR, LAST_YEAR
from wellspent.collect.found_draft import FieldPlace, FoundDraft, KeptAs
from wellspent.collect.mail_lines import head_end, place_of_part
from wellspent.collect.mail_parse import no_message, parse_mail
from wellspent.collect.mail_parts import header_text, parts_of_mail, sent_time, text_of_part
from wellspent.records.draft import Draft, DraftChannel

MOST_HEADERS = 200


def draft_from_mail(
    content: bytes, *, source: str = "", draft_id: str = "", line: int = 1
) -> FoundDraft:
    """Read a draft from a message as it would be sent.

    Its plain text is the body; its HTML where there is no other. `line` is where the message
    begins in its file. InputError when it is no message, TooLarge when it has over 25 MB.
    """
    message = parse_mail(content)
    try:
        part = _body(message)
        body = "" if part is None else text_of_part(part)
        draft = Draft(
            id=draft_id or header_text(message, "Message-ID").strip(),
            channel=DraftChannel.EMAIL,
            sender=_first_address(message, "From"),
            recipient=_first_address(message, "To"),
            send_at=_send_at(message),
            subject=" ".join(header_text(message, "Subject").split()),
            body=body,
            is_html=part is not None and part.get_content_type() == "text/html",
            in_reply_to=_answered(message),
            attachments=tuple(_attachments(message)),
            recipients=_recipients(message) or None,
            headers=_headers(message),
            source=source,
        )
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise no_message(str(error)) from error
    if not message.keys():
        raise no_message("looked for headers such as `From:` and `Subject:`")
    return FoundDraft(
        draft=draft,
        kept_as=KeptAs.MAIL,
        subject=FieldPlace(line + _lines_before_header(content, b"subject")),
        body=FieldPlace(line) if part is None else place_of_part(content, message, part, line),
    )


def _body(message: Message) -> Message | None:
    """Return the part that people read: plain text, or HTML where there is no other."""
    html = None
    for part in parts_of_mail(message):
        kind = part.get_content_type()
        if part.is_multipart() or _is_attached(part):
            continue
        if kind == "text/plain" and text_of_part(part).strip():
            return part
        if kind == "text/html" and html is None:
            html = part
    return html


def _send_at(message: Message) -> datetime | None:
    sent = sent_time(message)
    return sent if sent and FIRST_YEAR <= sent.year <= LAST_YEAR else None


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _attachments(message: Message) -> Iterator[str]:
    """Give the names of the files that come with it; pictures shown within its text are none."""
    for part in parts_of_mail(message):
        if _is_attached(part) or (part.get_filename() and not part.get("Content-ID")):
            yield _file_name(part)


def _file_name(part: Message) -> str:
    name = part.get_filename() or part.get_content_type()
    return "".join(letter for letter in str(name) if letter.isprintable())[:255]


def _first_address(message: Message, header: str) -> str:
    found = getaddresses([header_text(message, header)])
    return next((address for _, address in found if "@" in address), "")


def _recipients(message: Message) -> int:
    lines = [str(each) for name in ("To", "Cc", "Bcc") for each in message.get_all(name, [])]
    return len({address.lower() for _, address in getaddresses(lines) if "@" in address})


def _answered(message: Message) -> str:
    """Return the id of the message that this one answers; nothing when it answers none."""
    answered = header_text(message, "In-Reply-To").split()
    return (answered or header_text(message, "References").split() or [""])[-1]


def _headers(message: Message) -> dict[str, str]:
    names = list(dict.fromkeys(name.lower() for name in message))[:MOST_HEADERS]
    return {name: header_text(message, name) for name in names}


def _lines_before_header(content: bytes, name: bytes) -> int:
    head = content[: head_end(content)].lower()
    at = 0 if head.startswith(name + b":") else head.find(b"\n" + name + b":") + 1
    return head.count(b"\n", 0, max(at, 0))
