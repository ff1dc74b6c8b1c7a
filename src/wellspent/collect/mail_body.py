"""The body of a mail: its text, the invitations in it, and the names of what is attached."""

from dataclasses import dataclass
from email.message import Message

from wellspent.collect.html_text import HtmlLine, lines_of_html
from wellspent.collect.mail_flowed import unflowed
from wellspent.collect.mail_item import CalendarPart
from wellspent.collect.mail_parts import parts_of_mail, text_of_part

MOST_CALENDARS = 5
LONGEST_READ = 400_000
"""Letters of a body that are read; what a person wrote is shorter."""

LARGEST_CALENDAR = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class MailBody:
    """What a message holds. `html` are its lines where the text was read out of HTML."""

    text: str
    html: tuple[HtmlLine, ...]
    calendars: tuple[CalendarPart, ...]
    attachments: tuple[str, ...]


def mail_body(message: Message) -> MailBody:
    """Return a message's body: its plain text, or that of its HTML where there is no other."""
    plain, html = "", ""
    calendars: list[CalendarPart] = []
    attachments: list[str] = []
    for part in parts_of_mail(message):
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        if kind in ("text/calendar", "application/ics"):
            calendars += _calendar(part)
        elif part.get_content_disposition() == "attachment" or part.get_filename():
            attachments.append(_file_name(part))
        elif kind == "text/plain":
            plain = plain or unflowed(text_of_part(part)[:LONGEST_READ], part)
        elif kind == "text/html":
            html = html or text_of_part(part)[:LONGEST_READ]
    lines = () if plain.strip() or not html else tuple(lines_of_html(html))
    return MailBody(
        text="\n".join(line.text for line in lines) if lines else plain,
        html=lines,
        calendars=tuple(calendars[:MOST_CALENDARS]),
        attachments=tuple(attachments),
    )


def _calendar(part: Message) -> list[CalendarPart]:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or len(content) > LARGEST_CALENDAR:
        return []
    return [CalendarPart(method=str(part.get_param("method", "")).upper(), content=content)]


def _file_name(part: Message) -> str:
    name = str(part.get_filename() or part.get_content_type())
    return "".join(letter for letter in name if letter.isprintable())[:255]
